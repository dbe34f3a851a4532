import * as z from "zod/mini";
import { conversationIds } from "@/lib/conversations/schema";

/** `userIds`: everybody who is to be assigned afterwards, the lead first; nobody when empty. */
export const assignSchema = z.object({
	conversationId: z.int().check(z.positive()),
	userIds: z.array(z.int().check(z.positive())).check(z.maxLength(50)),
});

export const leadSchema = z.object({ conversationId: z.int().check(z.positive()), userId: z.int().check(z.positive()) });

/** One user, added to each of the conversations or taken off. */
export const assignManySchema = z.object({ conversationIds, userId: z.int().check(z.positive()), assigned: z.boolean() });
