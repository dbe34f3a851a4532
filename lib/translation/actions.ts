"use server";

import * as z from "zod/mini";
import { action } from "@/lib/action";
import { retryUntranslated } from "./failed";
import { askTranslation } from "./message";
import { previewReply, testEngine } from "./outbound";
import { previewSchema, translateMessageSchema, translationSettingsSchema } from "./schema";
import { saveTranslation } from "./settings";

const admin = { role: "admin" } as const;

export const saveSettings = action(translationSettingsSchema, saveTranslation, admin);
export const testSettings = action(translationSettingsSchema, testEngine, admin);
export const askAgain = action(translateMessageSchema, (input, actor) => askTranslation(input.messageId, actor));
export const preview = action(previewSchema, previewReply);
export const retryFailed = action(z.object({}), (_, actor) => retryUntranslated(actor), admin);
