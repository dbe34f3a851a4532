"use server";

import { action } from "@/lib/action";
import { reprocessWebhook } from "./reprocess";
import { webhookSchema } from "./schema";

export const processAgain = action(webhookSchema, ({ webhookId }) => reprocessWebhook(webhookId), { role: "admin" });
