import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Conversation, conversations, customers, type Inbox, type MailAddress, messages } from "@/db/schema";
import { type Actor, requireStaff, type UserActor } from "@/lib/actor";
import { writing } from "@/lib/channels/writing";
import { enterBarrier } from "@/lib/conversations/barrier";
import { beginConversation } from "@/lib/conversations/begin";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { requireUnburied } from "@/lib/conversations/tombstones";
import { DomainError } from "@/lib/errors";
import { startInbox } from "@/lib/inboxes/queries";
import { occur } from "@/lib/jobs/occur";
import { customersAddress } from "./recipients";
import { requireFilled } from "./require-filled";
import { requireWords, saysTheSame } from "./said";
import type { StartChannel } from "./schema";
import { type Outgoing, queueMessage } from "./send";

export type Start = Outgoing & { customerId: number; channel: StartChannel; subject: string };
/** `continued`: it went on in the thread that the customer already had there. */
export type Started = { conversationId: number; messageId: number; continued: boolean };

/** What this press of Send has already begun, its key locked until the transaction ends. Throws alreadySent when that one says something else, or was deleted. */
export async function findStarted(tx: Transaction, { clientKey, ...said }: Start, actor: UserActor): Promise<Started | undefined> {
	await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`start:${clientKey}`}, 0))`);
	const [message] = await tx
		.select({
			conversationId: messages.conversationId,
			messageId: messages.id,
			body: messages.body,
			visibleLength: messages.visibleLength,
			channel: messages.channel,
		})
		.from(messages)
		.where(and(eq(messages.clientKey, clientKey), eq(messages.userId, actor.user.id)));
	if (!message) {
		await requireUnburied(tx, clientKey);
		return undefined;
	}
	if (!saysTheSame(message, said)) throw new DomainError("alreadySent");
	return { conversationId: message.conversationId, messageId: message.messageId, continued: false };
}

/**
 * All that sending needs. Throws what would keep it from being sent: notFound, emptyMessage, unfilledVariables, subjectMissing,
 * channelNotConnected, customerHasNoAddress.
 */
export async function prepareStart(tx: Transaction, input: Start, actor: UserActor): Promise<{ to: MailAddress[]; inbox: Inbox }> {
	requireStaff(actor);
	requireWords(input, input.channel);
	const { mail } = writing[input.channel];
	requireFilled(mail ? `${input.subject} ${input.text}` : input.text, mail ? input.html : null);
	if (mail && !input.subject) throw new DomainError("subjectMissing");
	const to = await addressOf(tx, input);
	const inbox = await startInbox(tx, input.channel);
	if (!inbox) throw new DomainError("channelNotConnected");
	if (to.length === 0) throw new DomainError("customerHasNoAddress");
	return { to, inbox };
}

/**
 * Writes to a customer first: the conversation, its first message and the sending. On a channel without subjects a customer has one thread
 * with each number, as on their phone, so an earlier conversation there goes on, out of the archive. Throws what prepareStart throws, and
 * what files are refused for. The caller publishes after the commit.
 */
export async function startConversation(tx: Transaction, input: Start, actor: UserActor): Promise<Started> {
	const { to, inbox } = await prepareStart(tx, input, actor);
	const { mail } = writing[input.channel];
	await enterBarrier(tx);
	const earlier = mail ? undefined : await earlierThread(tx, input.customerId, inbox, actor);
	const conversation = earlier ?? (await insertConversation(tx, input, inbox, actor));
	const answer = { to, cc: [], subject: mail ? input.subject : null, inReplyTo: null, references: [] };
	const messageId = await queueMessage(tx, input, { conversation, inbox, answer }, actor);
	if (!earlier) await occur(tx, { type: "conversation_created", cause: `conversation:${conversation.id}`, conversationId: conversation.id, messageId }, actor);
	return { conversationId: conversation.id, messageId, continued: earlier !== undefined };
}

/** The customer is locked, so that two who write first on one number at once write in one conversation. */
async function addressOf(tx: Transaction, { customerId, channel }: Start): Promise<MailAddress[]> {
	const [customer] = await tx.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)).for("no key update");
	if (!customer) throw new DomainError("notFound");
	return customersAddress(tx, { customerId }, writing[channel].mail ? "email" : "phone");
}

/** The thread that a customer has with one of our numbers, locked, out of the archive. */
export async function earlierThread(tx: Transaction, customerId: number, inbox: Inbox, actor: Actor): Promise<Conversation | undefined> {
	const [latest] = await tx
		.select({ id: conversations.id })
		.from(conversations)
		.where(and(eq(conversations.customerId, customerId), eq(conversations.inboxId, inbox.id), eq(conversations.channel, inbox.channel)))
		.orderBy(desc(conversations.sortAt))
		.limit(1);
	if (!latest) return undefined;
	const conversation = await loadConversation(tx, latest.id, actor);
	if (conversation.status === "active") return conversation;
	await tx.update(conversations).set({ status: "active" }).where(eq(conversations.id, conversation.id));
	await recordEvent(tx, conversation.id, actor, "reopened");
	return { ...conversation, status: "active" };
}

/** Its subject is read by the team, and so as it was written; the mail has the one that the customer reads. */
async function insertConversation(tx: Transaction, { customerId, written, channel, ...start }: Start, inbox: Inbox, actor: UserActor): Promise<Conversation> {
	const subject = written?.subject ?? start.subject;
	return beginConversation(
		tx,
		{ customerId, inbox, subject: writing[channel].mail ? subject : null, source: "operator", sourceName: null, author: "operator" },
		actor,
	);
}
