"use server";

import { action } from "@/lib/action";
import { assignConversation } from "./assign";
import { assignMany } from "./bulk";
import { assignManySchema, assignSchema } from "./schema";

export const assign = action(assignSchema, (input, actor) => assignConversation(input.conversationId, input.userIds, actor));
export const bulkAssign = action(assignManySchema, (input, actor) => assignMany(input.conversationIds, input.userId, input.assigned, actor));
