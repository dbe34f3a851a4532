import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Transaction, together, transaction } from "@/db";
import { type Channel, type Conversation, conversations, type IdentityKind, type Inbox, messageMails, messages } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { attachFiles, type StoredFile } from "@/lib/attachments/store";
import { barrier } from "@/lib/conversations/barrier";
import { beginConversation } from "@/lib/conversations/begin";
import { touchConversation } from "@/lib/conversations/touch";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { type Owner, ownerOf } from "@/lib/customers/owner";
import { markAlive } from "@/lib/customers/undeliverable";
import { noteSuccess } from "@/lib/inboxes/state";
import { enqueueAll, type Job, type Occasion, translationLane } from "@/lib/jobs/enqueue";
import { chatbotsListen, isTranslated, occasionJobs, wroteHere } from "@/lib/jobs/occur";
import { ownWords } from "@/lib/mail/visible";
import { publish } from "@/lib/realtime/publish";
import { searchExtra } from "@/lib/search/marks";
import { identify, isLoop } from "./known-mail";

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
		const arrival = `message:${inbound.mail ? "" : inbound.inbox.id}:${inbound.providerId}`;
		await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${arrival}, 0)), ${barrier}`);
		const [{ known, buried, providerId }, threaded, owner] = await together(identify(tx, inbound), inbound.thread(tx), ownerOf(tx, inbound.sender));
		if (known) return { ...known, isNew: false };
		if (buried) return null;
		const person = await inbound.form?.customer(tx);
		const writer = person ? await ownerOf(tx, inbound.sender) : owner;
		const { conversation, isNew } = await placeFor(tx, inbound, threaded, writer);
		const automatic = inbound.automatic || (await isLoop(tx, conversation.id, inbound));
		const names = writer?.id === conversation.customerId ? writer.names : undefined;
		const messageId = await insertMessage(tx, { ...inbound, providerId, automatic, names }, conversation);
		const actor: Actor = { type: "customer", id: writer?.id ?? conversation.customerId };
		const newest = { id: messageId, author: "customer", text: preview(inbound), automatic, arrivedAt: inbound.arrivedAt } as const;
		await together(
			insertMail(tx, inbound, messageId),
			attachFiles(tx, messageId, inbound.files),
			touchConversation(tx, conversation, newest, actor),
			!automatic && writer?.undeliverable ? markAlive(tx, inbound.sender.value) : Promise.resolve(),
			enqueueAll(tx, automatic || inbound.arrivedAt ? [] : setOff(conversation, { messageId, isNew: person?.isNew ?? isNew, form: inbound.form }, actor)),
		);
		return { messageId, conversationId: conversation.id, isNew: true };
	});
	if (!inbound.arrivedAt) await noteSuccess(inbound.inbox.id, inbound.inbox);
	if (received) await publish("conversation.changed", { conversationId: received.conversationId, messageId: received.messageId });
	return received;
}

type News = { messageId: number /** The customer. */; isNew: boolean; form: Inbound["form"] };

/** What was sent by itself, lay in a mailbox before, or is spam sets nothing off. */
function setOff({ id, customerId, messageCount, channel, spam, assigneeIds }: Conversation, { messageId, isNew, form }: News, actor: Actor): Job[] {
	if (spam) return [];
	const where = { conversationId: id, messageId, customerId };
	const occasions: Occasion[] = [
		...(isNew ? [{ type: "customer_created" as const, cause: `customer:${customerId}`, ...where }] : []),
		...(form ? [{ type: "form_submitted" as const, cause: `submission:${form.submissionId}`, formId: form.id, ...where }] : []),
		...(messageCount === 0 ? [{ type: "conversation_created" as const, cause: `conversation:${id}`, ...where }] : []),
		{ type: "message_received", cause: `message:${messageId}`, ...where },
	];
	return [
		{ name: "notify.answered", payload: { messageId }, when: assigneeIds.length > 0 ? sql`true` : wroteHere(id) },
		{ name: "message.translate", payload: { messageId }, options: translationLane(messageId), when: isTranslated(channel) },
		...occasionJobs(occasions, actor),
		{ name: "chatbot.consider", payload: { messageId }, options: { queue: `chatbot:${id}` }, when: chatbotsListen(id) },
	];
}

type Place = { conversation: Conversation; isNew: boolean };

/** The conversation that it belongs to, locked. What a blocked sender writes lands among the spam, and never in somebody else's conversation. */
async function placeFor(tx: Transaction, inbound: Inbound, threaded: number | null | undefined, writer: Owner | undefined): Promise<Place> {
	const spam = writer?.blocked ?? false;
	const found = await continued(tx, inbound, threaded, writer?.id);
	if (!found || (spam && found.customerId !== writer?.id)) return begun(tx, inbound, threaded, spam);
	if (spam && !found.spam) await tx.update(conversations).set({ spam }).where(eq(conversations.id, found.id));
	return { conversation: { ...found, spam: spam || found.spam }, isNew: false };
}

/** `threaded`: the conversation it continues, null for none, undefined for the customer's latest one. */
async function continued(tx: Transaction, { inbox, channel }: Inbound, threaded: number | null | undefined, customerId = 0): Promise<Conversation | undefined> {
	if (threaded === null || (threaded === undefined && customerId === 0)) return undefined;
	const latest = tx
		.select({ id: conversations.id })
		.from(conversations)
		.where(and(eq(conversations.customerId, customerId), eq(conversations.inboxId, inbox.id), eq(conversations.channel, channel)))
		.orderBy(desc(conversations.sortAt))
		.limit(1);
	const [conversation] = await tx
		.select()
		.from(conversations)
		.where(eq(conversations.id, threaded ?? sql`(${latest})`))
		.for("no key update");
	return conversation;
}

/** A customer known or new, and a conversation of theirs: the one that another first message of theirs has begun meanwhile, else a new one. */
async function begun(tx: Transaction, inbound: Inbound, threaded: number | null | undefined, spam: boolean): Promise<Place> {
	const { inbox, subject, sender, form } = inbound;
	const { id, isNew } = await findOrCreateCustomer(tx, sender);
	const meanwhile = threaded === undefined && !isNew ? await continued(tx, inbound, undefined, id) : undefined;
	const source = form ? { source: "form" as const, sourceName: form.name } : { source: "inbound" as const };
	const beginning = { customerId: id, inbox, subject, spam, ...source, author: "customer" as const };
	return { conversation: meanwhile ?? (await beginConversation(tx, beginning, { type: "customer", id })), isNew };
}

async function insertMessage(tx: Transaction, inbound: Inbound & { names?: string[] }, conversation: Conversation): Promise<number> {
	const { inbox, channel, providerId, body, visibleLength, automatic, notice, sender, mail, files, names } = inbound;
	const subject = mail?.subject ?? inbound.subject;
	const found = { customerId: conversation.customerId, subject, sender: { name: sender.name, address: sender.value }, files, names };
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
	return message.id;
}

async function insertMail(tx: Transaction, { mail, inbox }: Inbound, messageId: number): Promise<void> {
	if (mail) await tx.insert(messageMails).values({ ...mail, messageId, inboxId: inbox.id });
}

function preview(inbound: Inbound): string {
	return ownWords(inbound) || inbound.files.map((file) => file.filename).join(", ");
}
