import * as z from "zod/mini";

export const noteSchema = z.object({
	conversationId: z.int().check(z.positive()),
	clientKey: z.uuid(),
	text: z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000)),
});
