"use server";

import { action } from "@/lib/action";
import { cancelReply } from "./cancel";
import { deleteMessage } from "./delete";
import { deleteConversations } from "./delete-conversation";
import { rereadMessage } from "./reread";
import { retryMessage } from "./retry";
import { cancelSchema, eraseConversationsSchema, eraseMessageSchema, outgoingSchema, replySchema, retrySchema, startSchema } from "./schema";
import { sendNow } from "./send-now";
import { startConversation } from "./start";
import { submitReply } from "./submit";

export const reply = action(replySchema, submitReply);
export const eraseConversations = action(eraseConversationsSchema, (input, actor) => deleteConversations(input.conversationIds, actor));
export const eraseMessage = action(eraseMessageSchema, (input, actor) => deleteMessage(input.messageId, actor));
export const retry = action(retrySchema, (input, actor) => retryMessage(input.messageId, actor));
export const reread = action(retrySchema, (input, actor) => rereadMessage(input.messageId, actor));
export const cancelSending = action(cancelSchema, (input, actor) => cancelReply(input.id, input.restore, actor));
export const sendWaiting = action(outgoingSchema, (input, actor) => sendNow(input.id, actor));
export const start = action(startSchema, startConversation);
