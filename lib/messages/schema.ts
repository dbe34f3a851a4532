import * as z from "zod/mini";

/** The longest text of one message, in characters: past what any provider here takes as text. */
export const maxTextLength = 100_000;

const address = z.email();

/** `clientKey`: a UUID made once for each press of Send; pressing or retrying again finds the same message. */
export const replySchema = z.object({
	conversationId: z.int().check(z.positive()),
	clientKey: z.uuid(),
	text: z.string().check(z.maxLength(maxTextLength)),
	/** The editor's HTML; null on channels that carry plain text. Made safe again on the server. */
	html: z.nullable(z.string().check(z.maxLength(500_000))),
	cc: z.array(address).check(z.maxLength(20)),
	replyTo: z._default(z.enum(["main", "personal"]), "main"),
	archive: z._default(z.boolean(), false),
});

export const eraseConversationSchema = z.object({ conversationId: z.int().check(z.positive()) });
export const eraseMessageSchema = z.object({ messageId: z.int().check(z.positive()) });
export const retrySchema = z.object({ messageId: z.int().check(z.positive()) });
