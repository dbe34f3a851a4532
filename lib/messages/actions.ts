"use server";

import { action } from "@/lib/action";
import { retryMessage } from "./retry";
import { replySchema, retrySchema, startSchema } from "./schema";
import { sendReply } from "./send";
import { startConversation } from "./start";

export const reply = action(replySchema, sendReply);
export const retry = action(retrySchema, (input, actor) => retryMessage(input.messageId, actor));
export const start = action(startSchema, startConversation);
