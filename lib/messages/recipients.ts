import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import { db, type Reader } from "@/db";
import {
	type AnswerKind,
	answerKinds,
	type Conversation,
	conversations,
	customerIdentities,
	customers,
	type IdentityKind,
	type MailAddress,
	type MessageMail,
	messageMails,
	messages,
} from "@/db/schema";
import { isUnnamed } from "@/lib/customers/identity";
import { undeliverableAmong } from "@/lib/customers/undeliverable";
import { DomainError } from "@/lib/errors";
import { type ReplyInboxes, replyInboxes } from "@/lib/inboxes/queries";
import { ownWords } from "@/lib/mail/visible";
import { distinct, nameAmong, ownAddresses } from "./own-addresses";

/** What an answer is to: `messageId` null means the newest word from outside. */
export type Answering = { kind: AnswerKind; messageId: number | null };

/** Whom a reply goes to. Worked out here from the message that is answered, never taken from the browser; shown in full before sending. */
export type Recipients = {
	to: MailAddress[];
	/** Whom answering all copies in; offered where there is somebody. */
	others: MailAddress[];
	subject: string | null;
	/** Those among them that nothing arrives at, in lower case. */
	undeliverable: string[];
	/** The message that was picked to be answered or passed on. */
	picked: { id: number; name: string; text: string } | null;
	inboxes: ReplyInboxes | null;
};

/** Null when there is no such conversation, or no such message in it. `to` is empty when the customer has no address on this channel. */
export async function replyRecipients(conversationId: number, userId: number, answering?: Answering): Promise<Recipients | null> {
	const [conversation] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
	if (!conversation) return null;
	const [answer, inboxes, picked] = await Promise.all([
		recipientsOf(db(), conversation, answering).catch((error) => {
			if (error instanceof DomainError) return null;
			throw error;
		}),
		conversation.channel === "email" ? replyInboxes(userId, conversation.inboxId) : null,
		answering?.messageId ? pickedMessage(conversationId, answering.messageId) : null,
	]);
	if (!answer) return null;
	const { to, others = [], subject } = answer;
	const undeliverable = await undeliverableAmong(
		db(),
		[...to, ...others].map(({ address }) => address),
	);
	return { to, others, subject, undeliverable, picked, inboxes };
}

/** What an address asks for; an answer to one when it says nothing of the kind. */
export function answerKind(text: string | null): AnswerKind {
	return answerKinds.find((kind) => kind === text) ?? "reply";
}

async function pickedMessage(conversationId: number, messageId: number): Promise<Recipients["picked"]> {
	const [message] = await db()
		.select()
		.from(messages)
		.where(and(eq(messages.id, messageId), eq(messages.conversationId, conversationId)));
	if (!message) return null;
	return { id: message.id, name: message.senderName || message.senderAddress || "", text: ownWords(message).slice(0, 300).toWellFormed() };
}

export type Answer = {
	to: MailAddress[];
	cc: MailAddress[];
	/** Whom answering all copies in as well. */
	others?: MailAddress[];
	subject: string | null;
	inReplyTo: string | null;
	references: string[];
};

/** The addresses and, for mail, the thread that an answer in this conversation takes. Throws notFound for a message of elsewhere. */
export async function recipientsOf(reader: Reader, conversation: Conversation, { kind, messageId }: Answering = newest): Promise<Answer> {
	if (conversation.channel !== "email") {
		if (kind === "forward") throw new DomainError("notAllowed");
		const to = await customersAddress(reader, conversation, conversation.channel === "chat" ? "chat" : "phone");
		return { to, cc: [], subject: null, inReplyTo: null, references: [] };
	}
	const answered = await answeredMail(reader, conversation, messageId);
	const subject = answered?.mail.subject || conversation.subject || "";
	if (kind === "forward") return { to: [], cc: [], subject: forwardSubject(subject), inReplyTo: null, references: [] };
	const customer = () => customersAddress(reader, conversation, "email");
	if (!answered) return { to: await customer(), cc: [], subject: replySubject(subject), inReplyTo: null, references: [] };
	const { mail, direction } = answered;
	const isOurs = await ownAddresses(reader);
	const foreign = (people: MailAddress[]) => distinct(people.filter(({ address }) => !isOurs(address)));
	// Answering a mail of ours goes on to those it went to.
	const sender = direction === "out" ? mail.to : mail.replyTo.length > 0 ? mail.replyTo : mail.from ? [mail.from] : [];
	const asked = foreign(sender);
	const to = asked.length > 0 ? await withNames(reader, conversation, asked, mail.from) : await customer();
	return {
		to,
		cc: [],
		others: distinct(foreign([...mail.to, ...mail.cc]), to),
		subject: replySubject(subject),
		inReplyTo: mail.rfcMessageId,
		references: [...mail.references, ...(mail.rfcMessageId ? [mail.rfcMessageId] : [])].slice(-50),
	};
}

const newest: Answering = { kind: "reply", messageId: null };

async function answeredMail(
	reader: Reader,
	conversation: Conversation,
	messageId: number | null,
): Promise<{ mail: MessageMail; direction: "in" | "out" } | undefined> {
	const here = eq(messages.conversationId, conversation.id);
	const which = messageId === null ? and(here, eq(messages.direction, "in"), eq(messages.automatic, false)) : and(here, eq(messages.id, messageId));
	const [found] = await reader
		.select({ mail: messageMails, direction: messages.direction })
		.from(messages)
		.innerJoin(messageMails, eq(messageMails.messageId, messages.id))
		.where(which)
		.orderBy(desc(messages.id))
		.limit(1);
	if (!found && messageId !== null) throw new DomainError("notFound");
	return found;
}

/** A Reply-To seldom says whose it is: where the mail has no name for an address, the one in its From, or in our record of the customer. */
async function withNames(reader: Reader, conversation: Conversation, people: MailAddress[], from: MailAddress | null): Promise<MailAddress[]> {
	if (people.every(({ name }) => name)) return people;
	const known = [...(from?.name ? [from] : []), ...(await customersAddresses(reader, conversation))];
	return people.map((person) => (person.name ? person : { ...person, name: nameAmong(known, person.address) }));
}

/** A customer's first address of a kind; none when there is none. */
export async function customersAddress(reader: Reader, customer: { customerId: number }, kind: IdentityKind): Promise<MailAddress[]> {
	const [first] = (await customersAddresses(reader, customer)).filter((identity) => identity.kind === kind);
	return first ? [{ name: first.name, address: first.address }] : [];
}

/** A customer whom nobody has named yet has no name to write to them by. */
async function customersAddresses(reader: Reader, { customerId }: { customerId: number }): Promise<(MailAddress & { kind: IdentityKind })[]> {
	const found = await reader
		.select({ name: customers.name, address: customerIdentities.value, kind: customerIdentities.kind })
		.from(customerIdentities)
		.innerJoin(customers, eq(customers.id, customerIdentities.customerId))
		.where(eq(customerIdentities.customerId, customerId))
		.orderBy(asc(customerIdentities.position), asc(customerIdentities.id));
	const unnamed = isUnnamed(
		found[0]?.name ?? "",
		found.map(({ kind, address }) => ({ kind, value: address })),
	);
	return found.map((identity) => ({ ...identity, ...(unnamed && { name: "" }) }));
}

/** Whatever the language of the prefixes that are already there (RFC 5322 §3.6.5). */
const prefixes = /^(\s*(re|rv|aw|sv|r|rif|fwd?|i|tr|wg|rép?)\s*(\[\d+\])?\s*:\s*)+/i;
const bare = (subject: string) => subject.replace(prefixes, "").trim();

/** "Re: …" once. */
export function replySubject(subject: string): string {
	return `Re: ${bare(subject)}`.trim();
}

function forwardSubject(subject: string): string {
	return `Fwd: ${bare(subject)}`.trim();
}
