import * as z from "zod/mini";
import { answerKinds, draftModes } from "@/db/schema/drafts";
import { channels } from "@/db/schema/inboxes";

const id = z.int().check(z.positive());
/** As typed: it need not be an address yet. */
const addresses = z._default(z.array(z.string().check(z.maxLength(320))).check(z.maxLength(100)), []);

export const draftContentSchema = z.object({
	text: z._default(z.string().check(z.maxLength(100_000)), ""),
	html: z._default(z.nullable(z.string().check(z.maxLength(500_000))), null),
	kind: z._default(z.enum(answerKinds), "reply"),
	messageId: z._default(z.nullable(id), null),
	to: addresses,
	cc: addresses,
	bcc: addresses,
	replyTo: z._default(z.enum(["main", "personal"]), "main"),
	attachmentIds: z._default(z.array(id).check(z.maxLength(20)), []),
	customerId: z._default(z.nullable(id), null),
	channel: z._default(z.nullable(z.enum(channels)), null),
	subject: z._default(z.string().check(z.maxLength(998)), ""),
	clientKey: z._default(z.nullable(z.uuid()), null),
});

/** Of what is sent: every one that its draft may have here, the saves that nobody has answered to yet among them. */
export const draftRevisions = z._default(z.array(z.uuid()).check(z.maxLength(100)), []);

export const saveDraftSchema = z.object({
	/** Null: of a conversation that has not begun (`mode` is then "new"). */
	conversationId: z.nullable(id),
	mode: z.enum(draftModes),
	/** From whose record a new conversation is begun; null: from anywhere else. */
	customerId: z._default(z.nullable(id), null),
	/** A UUID made for this save, and the one that it was written upon; null when there was no draft. */
	revision: z.uuid(),
	base: z.nullable(z.uuid()),
	/** Null: nothing is left of it. */
	content: z.nullable(draftContentSchema),
});
