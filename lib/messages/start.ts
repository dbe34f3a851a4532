import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Conversation, conversations, customerIdentities, customers, type Inbox, type MailAddress, messages } from "@/db/schema";
import { type Actor, requireStaff, type UserActor } from "@/lib/actor";
import { writing } from "@/lib/channels/writing";
import { enterBarrier } from "@/lib/conversations/barrier";
import { beginConversation } from "@/lib/conversations/begin";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { DomainError } from "@/lib/errors";
import { startInbox } from "@/lib/inboxes/queries";
import { occur } from "@/lib/jobs/occur";
import { publish } from "@/lib/realtime/publish";
import { requireFilled } from "./require-filled";
import type { StartChannel } from "./schema";
import { type Outgoing, queueMessage, sendableText } from "./send";

export type Start = Outgoing & { customerId: number; channel: StartChannel; subject: string };
/** `continued`: it went on in the thread that the customer already had there. */
export type Started = { conversationId: number; messageId: number; continued: boolean };

/**
 * Writes to a customer first: the conversation, its first message and the sending, in one transaction. The same `clientKey` again finds
 * the first. On a channel without subjects a customer has one thread with each number, as on their phone, so an earlier conversation there
 * goes on, out of the archive. Throws notFound, emptyMessage, unfilledVariables, subjectMissing, channelNotConnected, customerHasNoAddress.
 */
export async function startConversation(input: Start, actor: UserActor): Promise<Started> {
	requireStaff(actor);
	const outgoing = { ...input, text: sendableText(input) };
	const { mail } = writing[input.channel];
	requireFilled(mail ? `${input.subject} ${input.text}` : input.text, mail ? input.html : null);
	if (mail && !input.subject) throw new DomainError("subjectMissing");
	const started = await transaction(async (tx) => {
		await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`start:${input.clientKey}`}, 0))`);
		const repeated = await findRepeated(tx, input.clientKey, actor);
		if (repeated) return { ...repeated, continued: false };
		const to = await addressOf(tx, input);
		const inbox = await startInbox(tx, input.channel);
		if (!inbox) throw new DomainError("channelNotConnected");
		await enterBarrier(tx);
		const earlier = mail ? undefined : await earlierThread(tx, input.customerId, inbox, actor);
		const conversation = earlier ?? (await begin(tx, input, inbox, actor));
		const answer = { to, cc: [], subject: mail ? input.subject : null, inReplyTo: null, references: [] };
		const messageId = await queueMessage(tx, outgoing, { conversation, inbox, answer }, actor);
		if (!earlier)
			await occur(tx, { type: "conversation_created", cause: `conversation:${conversation.id}`, conversationId: conversation.id, messageId }, actor);
		return { conversationId: conversation.id, messageId, continued: earlier !== undefined };
	});
	await publish("conversation.changed", { conversationId: started.conversationId, messageId: started.messageId });
	return started;
}

async function findRepeated(tx: Transaction, clientKey: string, actor: UserActor): Promise<Omit<Started, "continued"> | undefined> {
	const [message] = await tx
		.select({ conversationId: messages.conversationId, messageId: messages.id })
		.from(messages)
		.where(and(eq(messages.clientKey, clientKey), eq(messages.userId, actor.user.id)));
	return message;
}

/** The customer is locked, so that two who write first on one number at once write in one conversation. */
async function addressOf(tx: Transaction, { customerId, channel }: Start): Promise<MailAddress[]> {
	const [customer] = await tx.select({ name: customers.name }).from(customers).where(eq(customers.id, customerId)).for("no key update");
	if (!customer) throw new DomainError("notFound");
	const [identity] = await tx
		.select({ value: customerIdentities.value })
		.from(customerIdentities)
		.where(and(eq(customerIdentities.customerId, customerId), eq(customerIdentities.kind, writing[channel].mail ? "email" : "phone")))
		.orderBy(asc(customerIdentities.position), asc(customerIdentities.id))
		.limit(1);
	return identity ? [{ name: customer.name === identity.value ? "" : customer.name, address: identity.value }] : [];
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

async function begin(tx: Transaction, { customerId, subject, channel }: Start, inbox: Inbox, actor: UserActor): Promise<Conversation> {
	return beginConversation(
		tx,
		{ customerId, inbox, subject: writing[channel].mail ? subject : null, source: "operator", sourceName: null, author: "operator" },
		actor,
	);
}
