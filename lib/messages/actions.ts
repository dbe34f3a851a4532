"use server";

import { action } from "@/lib/action";
import { retryMessage } from "./retry";
import { replySchema, retrySchema, startSchema } from "./schema";
import { startConversation } from "./start";
import { submitReply } from "./submit";

export const reply = action(replySchema, submitReply);
export const retry = action(retrySchema, (input, actor) => retryMessage(input.messageId, actor));
export const start = action(startSchema, startConversation);
