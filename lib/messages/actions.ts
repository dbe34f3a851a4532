"use server";

import { action } from "@/lib/action";
import { retryMessage } from "./retry";
import { replySchema, retrySchema } from "./schema";
import { submitReply } from "./submit";

export const reply = action(replySchema, submitReply);
export const retry = action(retrySchema, (input, actor) => retryMessage(input.messageId, actor));
