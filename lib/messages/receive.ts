import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Channel, type Conversation, conversations, type IdentityKind, type Inbox, messageMails, messages } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { attachFiles, type StoredFile } from "@/lib/attachments/store";
import { enterBarrier } from "@/lib/conversations/barrier";
import { beginConversation } from "@/lib/conversations/begin";
import { touchConversation } from "@/lib/conversations/touch";
import { isBlocked } from "@/lib/customers/blocked";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { markAlive } from "@/lib/customers/undeliverable";
import { noteSuccess } from "@/lib/inboxes/state";
import { enqueue, translationLane } from "@/lib/jobs/enqueue";
import { occur } from "@/lib/jobs/occur";
import { ownWords } from "@/lib/mail/visible";
import { publish } from "@/lib/realtime/publish";
import { searchExtra } from "@/lib/search/marks";
import { customerIdOf, identify, isLoop } from "./known-mail";
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
	/** Why its text is not all there: no library could read it, or only who has the key can. */
	notice?: "unparsed" | "sealed" | null;
	files: StoredFile[];
	mail: Omit<typeof messageMails.$inferInsert, "messageId" | "inboxId"> | null;
	/** Of what was sent through a form of ours: which one, by which submission, and whose it is where an address alone does not say. */
	form?: { id: number; name: string; submissionId: number; customer: (tx: Transaction) => Promise<{ id: number; isNew: boolean }> };
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
		// A mail may come through several doors and inboxes at once: it is one.
		await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`message:${inbound.mail ? "" : inbound.inbox.id}:${inbound.providerId}`}, 0))`);
		const { known, providerId } = await identify(tx, inbound);
		if (known) return { ...known, isNew: false };
		if (await isBuried(tx, inbound.inbox, providerId)) return null;
		const threaded = await inbound.thread(tx);
		// Who joins a conversation of somebody else's (a colleague in copy) is its message's sender, and no new customer for that.
		const writer = threaded ? await customerIdOf(tx, inbound.sender) : undefined;
		const created = threaded ? null : await (inbound.form?.customer(tx) ?? findOrCreateCustomer(tx, inbound.sender));
		const sender = created?.id ?? writer;
		await enterBarrier(tx);
		const conversation = await placeFor(tx, inbound, threaded, sender);
		const actor: Actor = { type: "customer", id: sender ?? conversation.customerId };
		const automatic = inbound.automatic || (await isLoop(tx, conversation.id, inbound));
		const messageId = await insertMessage(tx, { ...inbound, providerId, automatic }, conversation);
		await attachFiles(tx, messageId, inbound.files);
		await touchConversation(tx, conversation, { id: messageId, author: "customer", text: preview(inbound), automatic, arrivedAt: inbound.arrivedAt }, actor);
		if (!automatic && inbound.sender.kind === "email") await markAlive(tx, inbound.sender.value);
		if (!automatic && !inbound.arrivedAt) {
			await enqueue(tx, "notify.answered", { messageId });
			if (!conversation.spam) await enqueue(tx, "message.translate", { messageId }, translationLane(messageId));
			if (!conversation.spam) await tellAutomations(tx, conversation, { messageId, isNew: created?.isNew ?? false, form: inbound.form }, actor);
			if (!conversation.spam) await enqueue(tx, "chatbot.consider", { messageId }, { queue: `chatbot:${conversation.id}` });
		}
		return { messageId, conversationId: conversation.id, isNew: true };
	});
	if (!inbound.arrivedAt) await noteSuccess(inbound.inbox.id);
	if (received) await publish("conversation.changed", { conversationId: received.conversationId, messageId: received.messageId });
	return received;
}

type News = { messageId: number; isNew: boolean; form: Inbound["form"] };

/** What was sent by itself, lay in a mailbox before, or is spam sets nothing off. */
async function tellAutomations(tx: Transaction, { id, customerId, messageCount }: Conversation, { messageId, isNew, form }: News, actor: Actor) {
	const where = { conversationId: id, messageId, customerId };
	if (isNew) await occur(tx, { type: "customer_created", cause: `customer:${customerId}`, ...where }, actor);
	if (form) await occur(tx, { type: "form_submitted", cause: `submission:${form.submissionId}`, formId: form.id, ...where }, actor);
	if (messageCount === 0) await occur(tx, { type: "conversation_created", cause: `conversation:${id}`, ...where }, actor);
	await occur(tx, { type: "message_received", cause: `message:${messageId}`, ...where }, actor);
}

/** The conversation that it belongs to, locked. What a blocked sender writes lands among the spam, and never in somebody else's conversation. */
async function placeFor(tx: Transaction, inbound: Inbound, threaded: number | null | undefined, sender: number | undefined): Promise<Conversation> {
	const spam = sender !== undefined && (await isBlocked(tx, sender));
	const found = await continued(tx, inbound, threaded, sender);
	if (!found || (spam && found.customerId !== sender)) return begun(tx, inbound, spam, sender);
	if (spam && !found.spam) await tx.update(conversations).set({ spam }).where(eq(conversations.id, found.id));
	return { ...found, spam: spam || found.spam };
}

/** `threaded`: the conversation it continues, null for none, undefined for the customer's latest one. */
async function continued(tx: Transaction, inbound: Inbound, threaded: number | null | undefined, customerId = 0): Promise<Conversation | undefined> {
	const id = threaded === undefined ? await latestConversation(tx, inbound, customerId) : threaded;
	if (!id) return undefined;
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

async function begun(tx: Transaction, { inbox, subject, sender, form }: Inbound, spam: boolean, known: number | undefined): Promise<Conversation> {
	const customerId = known ?? (await findOrCreateCustomer(tx, sender)).id;
	const origin = form ? { source: "form" as const, sourceName: form.name } : { source: "inbound" as const };
	return beginConversation(tx, { customerId, inbox, subject, spam, ...origin, author: "customer" }, { type: "customer", id: customerId });
}

async function insertMessage(tx: Transaction, inbound: Inbound, conversation: Conversation): Promise<number> {
	const { inbox, channel, providerId, body, visibleLength, automatic, notice, sender, mail, files } = inbound;
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
			errorCode: notice ?? null,
			senderName: sender.name,
			senderAddress: sender.value,
			searchExtra: await searchExtra(tx, found),
		})
		.returning({ id: messages.id });
	if (!message) throw new Error("an insert answers its row");
	if (mail) await tx.insert(messageMails).values({ ...mail, messageId: message.id, inboxId: inbox.id });
	return message.id;
}

function preview(inbound: Inbound): string {
	return ownWords(inbound) || inbound.files.map((file) => file.filename).join(", ");
}
