"use server";

import { action } from "@/lib/action";
import { discardSchema } from "./schema";
import { discardUpload } from "./upload";

export const discard = action(discardSchema, ({ id }, actor) => discardUpload(id, actor));
