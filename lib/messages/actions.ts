"use server";

import { action } from "@/lib/action";
import { deleteMessage } from "./delete";
import { deleteConversation } from "./delete-conversation";
import { retryMessage } from "./retry";
import { eraseConversationSchema, eraseMessageSchema, replySchema, retrySchema, startSchema } from "./schema";
import { startConversation } from "./start";
import { submitReply } from "./submit";

export const reply = action(replySchema, submitReply);
export const eraseConversation = action(eraseConversationSchema, (input, actor) => deleteConversation(input.conversationId, actor));
export const eraseMessage = action(eraseMessageSchema, (input, actor) => deleteMessage(input.messageId, actor));
export const retry = action(retrySchema, (input, actor) => retryMessage(input.messageId, actor));
export const start = action(startSchema, startConversation);
