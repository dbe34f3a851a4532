import * as z from "zod/mini";

/** `userIds`: everybody who is to be assigned afterwards, the lead first; nobody when empty. */
export const assignSchema = z.object({
	conversationId: z.int().check(z.positive()),
	userIds: z.array(z.int().check(z.positive())).check(z.maxLength(50)),
});
