import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Channel, type Conversation, conversations, type IdentityKind, type Inbox, messageMails, messages } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { attachFiles, type StoredFile } from "@/lib/attachments/store";
import { enterBarrier } from "@/lib/conversations/barrier";
import { beginConversation } from "@/lib/conversations/begin";
import { touchConversation } from "@/lib/conversations/touch";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { markAlive } from "@/lib/customers/undeliverable";
import { publish } from "@/lib/realtime/publish";
import { searchExtra } from "@/lib/search/marks";
import { identify, isLoop } from "./known-mail";

/** A message from outside, whatever door it came through: parsed, made safe, its files already in storage. */
export type Inbound = {
	channel: Channel;
	inbox: Inbox;
	/** What makes it the same message when it comes again: a Message-ID, a content hash, a message SID. */
	providerId: string;
	sender: { kind: IdentityKind; value: string; name: string | null };
	subject: string | null;
	body: string;
	visibleLength: number | null;
	automatic: boolean;
	/** Why its text is not all there: no library could read it, or only who has the key can. */
	notice?: "unparsed" | "sealed" | null;
	files: StoredFile[];
	mail: Omit<typeof messageMails.$inferInsert, "messageId" | "inboxId"> | null;
	/** Finds the conversation it continues, inside the transaction; the customer's latest one when it answers undefined. */
	thread: (tx: Transaction) => Promise<number | null | undefined>;
};

/**
 * Stores a message, in the conversation it continues or a new one, of a customer known or new; then tells everybody. All that a new
 * message sets off is written here, in order. The same message again changes nothing, and is only announced again.
 */
export async function receiveMessage(inbound: Inbound): Promise<{ messageId: number; conversationId: number; isNew: boolean }> {
	const received = await transaction(async (tx) => {
		// A mail may come through several doors and inboxes at once: it is one.
		await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`message:${inbound.mail ? "" : inbound.inbox.id}:${inbound.providerId}`}, 0))`);
		const found = await identify(tx, inbound);
		if (found.known) return { ...found.known, isNew: false };
		const threaded = await inbound.thread(tx);
		// Who joins a conversation of somebody else's (a colleague in copy) is its message's sender, and no customer for that.
		const customer = threaded ? null : await findOrCreateCustomer(tx, inbound.sender);
		await enterBarrier(tx);
		const conversation = (await continued(tx, inbound, threaded, customer?.id)) ?? (await begun(tx, inbound, customer?.id));
		const actor: Actor = { type: "customer", id: conversation.customerId };
		const message = { ...inbound, providerId: found.providerId, automatic: inbound.automatic || (await isLoop(tx, conversation.id, inbound)) };
		const messageId = await insertMessage(tx, message, conversation);
		await attachFiles(tx, messageId, inbound.files);
		await touchConversation(tx, conversation, { id: messageId, author: "customer", text: preview(inbound), automatic: message.automatic }, actor);
		if (!message.automatic && inbound.sender.kind === "email") await markAlive(tx, inbound.sender.value);
		return { messageId, conversationId: conversation.id, isNew: true };
	});
	await publish("conversation.changed", { conversationId: received.conversationId, messageId: received.messageId });
	return received;
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

async function begun(tx: Transaction, { inbox, subject, sender }: Inbound, known?: number): Promise<Conversation> {
	const customerId = known ?? (await findOrCreateCustomer(tx, sender)).id;
	return beginConversation(tx, { customerId, inbox, subject, source: "inbound", author: "customer" }, { type: "customer", id: customerId });
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

function preview({ body, visibleLength, files }: Inbound): string {
	const text = body.slice(0, visibleLength ?? undefined).trim();
	return text || files.map((file) => file.filename).join(", ");
}
