"use server";

import { action } from "@/lib/action";
import { assignConversation } from "./assign";
import { assignSchema } from "./schema";

export const assign = action(assignSchema, (input, actor) => assignConversation(input.conversationId, input.userIds, actor));
