"use server";

import { action } from "@/lib/action";
import { reuseFiles } from "./reuse";
import { discardSchema, reuseSchema } from "./schema";
import { discardUpload } from "./upload";

export const discard = action(discardSchema, ({ id }, actor) => discardUpload(id, actor));
export const reuse = action(reuseSchema, ({ ids }, actor) => reuseFiles(ids, actor));
