"use server";

import { action } from "@/lib/action";
import { assignConversation } from "./assign";
import { assignMany } from "./bulk";
import { setLead } from "./lead";
import { assignManySchema, assignSchema, leadSchema } from "./schema";

export const assign = action(assignSchema, (input, actor) => assignConversation(input.conversationId, input.userIds, actor));
export const lead = action(leadSchema, ({ conversationId, userId }, actor) => setLead(conversationId, userId, actor));
export const bulkAssign = action(assignManySchema, (input, actor) => assignMany(input.conversationIds, input.userId, input.assigned, actor));
