import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import { db, type Reader } from "@/db";
import { type Conversation, conversations, customerIdentities, type IdentityKind, inboxes, type MailAddress, messageMails, messages } from "@/db/schema";
import { personalInbox } from "@/lib/inboxes/queries";

/** Whom a reply goes to. Worked out here from the message that is answered, never taken from the browser; shown in full before sending. */
export type Recipients = { to: MailAddress[]; cc: MailAddress[]; subject: string | null; personalInbox: { name: string; address: string } | null };

/** Null when there is no such conversation. `to` is empty when the customer has no address on this channel. */
export async function replyRecipients(conversationId: number, userId: number): Promise<Recipients | null> {
	const [conversation] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
	if (!conversation) return null;
	const [answer, personal] = await Promise.all([recipientsOf(db(), conversation), conversation.channel === "email" ? personalInbox(userId) : null]);
	return { to: answer.to, cc: answer.cc, subject: answer.subject, personalInbox: personal && { name: personal.name, address: personal.address } };
}

export type Answer = { to: MailAddress[]; cc: MailAddress[]; subject: string | null; inReplyTo: string | null; references: string[] };

/** The addresses and, for mail, the thread that an answer in this conversation takes. */
export async function recipientsOf(reader: Reader, conversation: Conversation): Promise<Answer> {
	if (conversation.channel !== "email")
		return {
			to: await customersAddress(reader, conversation, conversation.channel === "chat" ? "chat" : "phone"),
			cc: [],
			subject: null,
			inReplyTo: null,
			references: [],
		};
	const [last] = await reader
		.select({ mail: messageMails })
		.from(messages)
		.innerJoin(messageMails, eq(messageMails.messageId, messages.id))
		.where(and(eq(messages.conversationId, conversation.id), eq(messages.direction, "in"), eq(messages.automatic, false)))
		.orderBy(desc(messages.id))
		.limit(1);
	const subject = replySubject(last?.mail.subject || conversation.subject || "");
	if (!last) return { to: await customersAddress(reader, conversation, "email"), cc: [], subject, inReplyTo: null, references: [] };
	const { mail } = last;
	const ours = await ourAddresses(reader);
	const to = [...(mail.replyTo.length > 0 ? mail.replyTo : mail.from ? [mail.from] : [])].filter((person) => !ours.has(person.address.toLowerCase()));
	return {
		to: to.length > 0 ? to : await customersAddress(reader, conversation, "email"),
		cc: [],
		subject,
		inReplyTo: mail.rfcMessageId,
		references: [...mail.references, ...(mail.rfcMessageId ? [mail.rfcMessageId] : [])].slice(-50),
	};
}

async function customersAddress(reader: Reader, conversation: Conversation, kind: IdentityKind): Promise<MailAddress[]> {
	const [identity] = await reader
		.select({ value: customerIdentities.value })
		.from(customerIdentities)
		.where(and(eq(customerIdentities.customerId, conversation.customerId), eq(customerIdentities.kind, kind)))
		.orderBy(asc(customerIdentities.position), asc(customerIdentities.id))
		.limit(1);
	return identity ? [{ name: "", address: identity.value }] : [];
}

async function ourAddresses(reader: Reader): Promise<Set<string>> {
	const found = await reader.select({ address: inboxes.address }).from(inboxes).where(eq(inboxes.channel, "email"));
	return new Set(found.map((inbox) => inbox.address));
}

/** "Re: …" once, whatever the language of the prefixes that are already there (RFC 5322 §3.6.5). */
export function replySubject(subject: string): string {
	const bare = subject.replace(/^(\s*(re|rv|aw|sv|r|rif|fwd?|rép?)\s*(\[\d+\])?\s*:\s*)+/i, "").trim();
	return bare ? `Re: ${bare}` : "Re:";
}
