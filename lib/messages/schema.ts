import * as z from "zod/mini";
import { answerKinds } from "@/db/schema/drafts";
import { translationProviders } from "@/db/schema/translations";
import { attachmentIds } from "@/lib/attachments/schema";
import { conversationIds } from "@/lib/conversations/schema";
import { draftRevisions } from "@/lib/drafts/schema";

/** The longest text of one message, in characters: past what any provider here takes as text. */
export const maxTextLength = 100_000;

const address = z.email();

/** On which one can write first: a chat is begun by its visitor. */
export const startChannels = ["email", "sms", "whatsapp"] as const;
export type StartChannel = (typeof startChannels)[number];

const languageTag = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/));
const id = z.int().check(z.positive());
const addresses = z.array(address).check(z.maxLength(50));

/** What was written, when the text is its translation. */
const writtenIn = z.object({
	text: z.string().check(z.maxLength(maxTextLength)),
	html: z.nullable(z.string().check(z.maxLength(500_000))),
	language: languageTag,
	sentIn: languageTag,
	provider: z.enum(translationProviders),
});
const subject = z.string().check(z.trim(), z.maxLength(998));

/** `clientKey`: a UUID made once for each press of Send; pressing or retrying again finds the same message. */
export const replySchema = z.object({
	conversationId: id,
	clientKey: z.uuid(),
	text: z.string().check(z.maxLength(maxTextLength)),
	/** The editor's HTML; null on channels that carry plain text. Made safe again on the server. */
	html: z.nullable(z.string().check(z.maxLength(500_000))),
	kind: z._default(z.enum(answerKinds), "reply"),
	messageId: z._default(z.nullable(id), null),
	to: z._default(addresses, []),
	cc: addresses,
	bcc: z._default(addresses, []),
	replyTo: z._default(z.enum(["main", "personal"]), "main"),
	signature: z._default(z.boolean(), true),
	archive: z._default(z.boolean(), false),
	attachmentIds: z._default(attachmentIds, []),
	written: z._default(z.nullable(writtenIn), null),
	/** When to send it; at once (but for the time to undo) when it is null. */
	sendAt: z._default(z.nullable(z.iso.datetime()), null),
	/** The newest item that the writer has seen; null: whatever was said since, send it. */
	seen: z._default(z.nullable(z.int().check(z.nonnegative())), null),
	/** Of the draft that it was written as, which is then no more. */
	revisions: draftRevisions,
});

/** The first message of a conversation. `subject`, `cc`, `bcc` and `replyTo` matter to mail alone. */
export const startSchema = z.object({
	customerId: id,
	channel: z.enum(startChannels),
	clientKey: z.uuid(),
	subject,
	text: z.string().check(z.maxLength(maxTextLength)),
	html: z.nullable(z.string().check(z.maxLength(500_000))),
	cc: addresses,
	bcc: addresses,
	replyTo: z._default(z.enum(["main", "personal"]), "main"),
	signature: z._default(z.boolean(), true),
	archive: z._default(z.boolean(), false),
	attachmentIds: z._default(attachmentIds, []),
	written: z._default(z.nullable(z.extend(writtenIn, { subject: z.optional(subject) })), null),
	sendAt: z._default(z.nullable(z.iso.datetime()), null),
	/** Of the draft that it was written as, and whether that was begun from the customer's record. */
	revisions: draftRevisions,
	fromRecord: z._default(z.boolean(), false),
});

export const eraseConversationsSchema = z.object({ conversationIds });
export const eraseMessageSchema = z.object({ messageId: id });
export const retrySchema = z.object({ messageId: id });
export const outgoingSchema = z.object({ id });
export const rescheduleSchema = z.object({ id, sendAt: z.iso.datetime() });
export const cancelSchema = z.object({ id, /** Takes the text back as a draft. */ restore: z.boolean() });
