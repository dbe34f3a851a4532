"use server";

import { action } from "@/lib/action";
import { saveDraft } from "./save";
import { saveDraftSchema } from "./schema";

export const save = action(saveDraftSchema, saveDraft);
