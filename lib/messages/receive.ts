import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Channel, type Conversation, conversations, customerIdentities, type IdentityKind, type Inbox, messageMails, messages } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { attachFiles, type StoredFile } from "@/lib/attachments/store";
import { enterBarrier } from "@/lib/conversations/barrier";
import { beginConversation } from "@/lib/conversations/begin";
import { touchConversation } from "@/lib/conversations/touch";
import { isBlocked } from "@/lib/customers/blocked";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { noteSuccess } from "@/lib/inboxes/state";
import { enqueue } from "@/lib/jobs/enqueue";
import { occur } from "@/lib/jobs/occur";
import { publish } from "@/lib/realtime/publish";
import { searchExtra } from "@/lib/search/marks";
import { isBuried } from "./tombstones";

/** A message from outside, whatever door it came through: parsed, made safe, its files already in storage. */
export type Inbound = {
	channel: Channel;
	inbox: Inbox;
	/** What makes it the same message when it comes again: a Message-ID, a content hash, a message SID. */
	providerId: string;
	/** For what lay in a mailbox before we knew it: when it arrived there. */
	arrivedAt?: Date | null;
	sender: { kind: IdentityKind; value: string; name: string | null };
	subject: string | null;
	body: string;
	visibleLength: number | null;
	automatic: boolean;
	files: StoredFile[];
	mail: Omit<typeof messageMails.$inferInsert, "messageId" | "inboxId"> | null;
	/** Finds the conversation it continues, inside the transaction; the customer's latest one when it answers undefined. */
	thread: (tx: Transaction) => Promise<number | null | undefined>;
};

export type Received = { messageId: number; conversationId: number; isNew: boolean };

/**
 * Stores a message, in the conversation it continues or a new one, of a customer known or new; then tells everybody. All that a new
 * message sets off is written here, in order. The same message again changes nothing, and is only announced again. Null for one
 * that was deleted forever: nothing of it is kept, and its files, which no row names, are swept.
 */
export async function receiveMessage(inbound: Inbound): Promise<Received | null> {
	const received = await transaction(async (tx) => {
		await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`message:${inbound.inbox.id}:${inbound.providerId}`}, 0))`);
		const known = await findKnown(tx, inbound);
		if (known) return { ...known, isNew: false };
		if (await isBuried(tx, inbound.inbox.id, inbound.providerId)) return null;
		const customer = await findOrCreateCustomer(tx, inbound.sender);
		await enterBarrier(tx);
		const actor: Actor = { type: "customer", id: customer.id };
		const conversation = await placeFor(tx, inbound, customer.id, actor);
		const messageId = await insertMessage(tx, inbound, conversation);
		await attachFiles(tx, messageId, inbound.files);
		await touchConversation(
			tx,
			conversation,
			{ id: messageId, author: "customer", text: preview(inbound), automatic: inbound.automatic, arrivedAt: inbound.arrivedAt },
			actor,
		);
		if (!inbound.automatic && !inbound.arrivedAt) {
			await enqueue(tx, "notify.answered", { messageId });
			if (!conversation.spam) await tellAutomations(tx, conversation, messageId, customer, actor);
			if (!conversation.spam) await enqueue(tx, "chatbot.consider", { messageId }, { queue: `chatbot:${conversation.id}` });
		}
		return { messageId, conversationId: conversation.id, isNew: true };
	});
	if (!inbound.arrivedAt) await noteSuccess(inbound.inbox.id);
	if (received) await publish("conversation.changed", { conversationId: received.conversationId, messageId: received.messageId });
	return received;
}

/** What was sent by itself, lay in a mailbox before, or is spam sets nothing off. */
async function tellAutomations(tx: Transaction, { id, messageCount }: Conversation, messageId: number, customer: { id: number; isNew: boolean }, actor: Actor) {
	const where = { conversationId: id, messageId, customerId: customer.id };
	if (customer.isNew) await occur(tx, { type: "customer_created", cause: `customer:${customer.id}`, ...where }, actor);
	if (messageCount === 0) await occur(tx, { type: "conversation_created", cause: `conversation:${id}`, ...where }, actor);
	await occur(tx, { type: "message_received", cause: `message:${messageId}`, ...where }, actor);
}

async function findKnown(tx: Transaction, { inbox, providerId }: Inbound) {
	const [known] = await tx
		.select({ messageId: messages.id, conversationId: messages.conversationId })
		.from(messages)
		.where(and(eq(messages.inboxId, inbox.id), sql`md5(${messages.providerId})::uuid = md5(${providerId})::uuid`, sql`${messages.providerId} IS NOT NULL`));
	return known;
}

/** The conversation that it belongs to, locked. What a blocked sender writes lands among the spam, and never in somebody else's conversation. */
async function placeFor(tx: Transaction, inbound: Inbound, customerId: number, actor: Actor): Promise<Conversation> {
	const spam = await isBlocked(tx, customerId);
	const found = await continued(tx, inbound, customerId);
	if (!found || (spam && found.customerId !== customerId)) return begun(tx, inbound, customerId, spam, actor);
	if (spam && !found.spam) await tx.update(conversations).set({ spam }).where(eq(conversations.id, found.id));
	return { ...found, spam: spam || found.spam };
}

async function continued(tx: Transaction, inbound: Inbound, customerId: number): Promise<Conversation | undefined> {
	const threaded = await inbound.thread(tx);
	if (threaded === null) return undefined;
	const id = threaded ?? (await latestConversation(tx, inbound, customerId));
	if (id === undefined) return undefined;
	const [conversation] = await tx.select().from(conversations).where(eq(conversations.id, id)).for("no key update");
	return conversation;
}

async function latestConversation(tx: Transaction, { inbox, channel }: Inbound, customerId: number): Promise<number | undefined> {
	const [latest] = await tx
		.select({ id: conversations.id })
		.from(conversations)
		.where(and(eq(conversations.customerId, customerId), eq(conversations.inboxId, inbox.id), eq(conversations.channel, channel)))
		.orderBy(desc(conversations.sortAt))
		.limit(1);
	return latest?.id;
}

function begun(tx: Transaction, { inbox, subject }: Inbound, customerId: number, spam: boolean, actor: Actor): Promise<Conversation> {
	return beginConversation(tx, { customerId, inbox, subject, spam, source: "inbound", author: "customer" }, actor);
}

async function insertMessage(tx: Transaction, inbound: Inbound, conversation: Conversation): Promise<number> {
	const { inbox, channel, providerId, body, visibleLength, automatic, sender, mail, files } = inbound;
	const subject = mail?.subject ?? inbound.subject;
	const found = { customerId: conversation.customerId, subject, sender: { name: sender.name, address: sender.value }, files };
	const [message] = await tx
		.insert(messages)
		.values({
			conversationId: conversation.id,
			inboxId: inbox.id,
			channel,
			...(inbound.arrivedAt && { createdAt: inbound.arrivedAt }),
			providerId,
			body,
			visibleLength,
			automatic,
			direction: "in",
			author: "customer",
			status: "received",
			senderName: sender.name,
			senderAddress: sender.value,
			searchExtra: await searchExtra(tx, found),
		})
		.returning({ id: messages.id });
	if (!message) throw new Error("an insert answers its row");
	if (mail) await tx.insert(messageMails).values({ ...mail, messageId: message.id, inboxId: inbox.id });
	return message.id;
}

function preview({ body, visibleLength, files }: Inbound): string {
	const text = body.slice(0, visibleLength ?? undefined).trim();
	return text || files.map((file) => file.filename).join(", ");
}

/** Whether an address is one of the customer's of this conversation. */
export async function isCustomersAddress(tx: Transaction, conversationId: number, value: string): Promise<boolean> {
	const [known] = await tx
		.select({ id: customerIdentities.id })
		.from(customerIdentities)
		.innerJoin(conversations, eq(conversations.customerId, customerIdentities.customerId))
		.where(and(eq(conversations.id, conversationId), eq(customerIdentities.value, value)));
	return known !== undefined;
}
