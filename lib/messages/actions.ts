"use server";

import { action } from "@/lib/action";
import { retryMessage } from "./retry";
import { replySchema, retrySchema } from "./schema";
import { sendReply } from "./send";

export const reply = action(replySchema, sendReply);
export const retry = action(retrySchema, (input, actor) => retryMessage(input.messageId, actor));
