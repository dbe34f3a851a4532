"use server";

import { action } from "@/lib/action";
import { cancelReply } from "./cancel";
import { deleteMessage } from "./delete";
import { deleteConversations } from "./delete-conversation";
import { rereadMessage } from "./reread";
import { rescheduleReply, sendNow } from "./reschedule";
import { retryMessage } from "./retry";
import { cancelSchema, eraseConversationsSchema, eraseMessageSchema, outgoingSchema, replySchema, rescheduleSchema, retrySchema, startSchema } from "./schema";
import { submitReply } from "./submit";
import { submitStart } from "./submit-start";

export const reply = action(replySchema, submitReply);
export const eraseConversations = action(eraseConversationsSchema, (input, actor) => deleteConversations(input.conversationIds, actor));
export const eraseMessage = action(eraseMessageSchema, (input, actor) => deleteMessage(input.messageId, actor));
export const retry = action(retrySchema, (input, actor) => retryMessage(input.messageId, actor));
export const reread = action(retrySchema, (input, actor) => rereadMessage(input.messageId, actor));
export const cancelSending = action(cancelSchema, (input, actor) => cancelReply(input.id, input.restore, actor));
export const sendWaiting = action(outgoingSchema, (input, actor) => sendNow(input.id, actor));
export const reschedule = action(rescheduleSchema, (input, actor) => rescheduleReply(input.id, input.sendAt, actor));
export const start = action(startSchema, submitStart);
