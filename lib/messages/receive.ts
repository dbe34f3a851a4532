import "server-only";
import { sql } from "drizzle-orm";
import { type Transaction, together, transaction } from "@/db";
import { type Channel, type Conversation, type IdentityKind, type Inbox, messageMails, messages } from "@/db/schema";
import { statement } from "@/db/statement";
import type { Actor } from "@/lib/actor";
import { attachFiles, type StoredFile } from "@/lib/attachments/store";
import { barrier } from "@/lib/conversations/barrier";
import { recordEvent } from "@/lib/conversations/record-event";
import { reopens, touch } from "@/lib/conversations/touch";
import { ownerOf } from "@/lib/customers/owner";
import { markAlive } from "@/lib/customers/undeliverable";
import { noteSuccess } from "@/lib/inboxes/state";
import { enqueueing, type Job, type Occasion, translationLane } from "@/lib/jobs/enqueue";
import { chatbotsListen, isTranslated, occasionJobs, wroteHere } from "@/lib/jobs/occur";
import { ownWords } from "@/lib/mail/visible";
import { publish } from "@/lib/realtime/publish";
import { searchExtra } from "@/lib/search/marks";
import { identify, isLoop } from "./known-mail";
import { placeFor, type Thread } from "./place";

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
	/** Finds the conversation it continues, inside the transaction. */
	thread: (tx: Transaction) => Promise<Thread>;
};

export type Received = { messageId: number; conversationId: number; isNew: boolean };
/** `begunWith`: the customer whose conversation began with it, who may be new as well. */
type Stored = Received & { begunWith: number | null };

/** Keeps the same message out while it is received, and those out who mark all as read. */
const enter = statement((db) =>
	db.select({ arrival: sql`pg_advisory_xact_lock(hashtextextended(${sql.placeholder("arrival")}, 0))`, barrier }).from(sql`(SELECT 1) once`),
);

/**
 * Stores a message, in the conversation it continues or a new one, of a customer known or new; then tells everybody. All that a new
 * message sets off is written here, in order. The same message again changes nothing, and is only announced again. Null for one
 * that was deleted forever: nothing of it is kept, and its files, which no row names, are swept.
 */
export async function receiveMessage(inbound: Inbound): Promise<Received | null> {
	const received = await transaction(async (tx, last): Promise<Stored | null> => {
		// A mail may come through several doors and inboxes at once: it is one.
		const arrival = `message:${inbound.mail ? "" : inbound.inbox.id}:${inbound.providerId}`;
		// The lock is sent first: whatever is sent behind it is run once it is held.
		const [, { known, buried, providerId }, thread, owner] = await together(
			enter(tx, { arrival }),
			identify(tx, inbound),
			inbound.thread(tx),
			ownerOf(tx, inbound.sender),
		);
		if (known) return { ...known, isNew: false, begunWith: null };
		if (buried) return null;
		const person = await inbound.form?.customer(tx);
		const writer = person ? await ownerOf(tx, inbound.sender) : owner;
		const { conversation, isNew } = await placeFor(tx, inbound, thread, writer);
		const automatic = inbound.automatic || (await isLoop(tx, conversation.id, inbound));
		const names = writer?.id === conversation.customerId ? writer.names : undefined;
		const messageId = await insertMessage(tx, { ...inbound, providerId, automatic, names }, conversation);
		const actor: Actor = { type: "customer", id: writer?.id ?? conversation.customerId };
		const newest = { id: messageId, author: "customer", text: preview(inbound), automatic, arrivedAt: inbound.arrivedAt } as const;
		await together(
			insertMail(tx, inbound, messageId),
			attachFiles(tx, messageId, inbound.files),
			reopens(conversation, newest) ? recordEvent(tx, conversation.id, actor, "reopened") : Promise.resolve(),
			!automatic && writer?.undeliverable ? markAlive(tx, inbound.sender.value) : Promise.resolve(),
		);
		last(touch(tx, conversation, newest));
		const jobs = automatic || inbound.arrivedAt ? [] : setOff(conversation, { messageId, isNew: person?.isNew ?? isNew, form: inbound.form }, actor);
		if (jobs.length > 0) last(enqueueing(tx, jobs));
		return { messageId, conversationId: conversation.id, isNew: true, begunWith: conversation.messageCount === 0 ? conversation.customerId : null };
	});
	// A mailbox says so itself, when it is read: its mail may still be in the queue when it cannot be any more.
	if (!inbound.arrivedAt && inbound.inbox.provider !== "mailbox") await noteSuccess(inbound.inbox.id, inbound.inbox);
	if (!received) return null;
	const { begunWith, ...answer } = received;
	await Promise.all([
		publish("conversation.changed", { conversationId: answer.conversationId, messageId: answer.messageId }),
		begunWith !== null && publish("customer.changed", { customerId: begunWith }),
	]);
	return answer;
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

const insertReceived = statement((db) =>
	db
		.insert(messages)
		.values({
			conversationId: sql.placeholder("conversationId"),
			inboxId: sql.placeholder("inboxId"),
			channel: sql.placeholder("channel"),
			createdAt: sql`coalesce(${sql.placeholder("createdAt")}::timestamptz, now())`,
			providerId: sql.placeholder("providerId"),
			body: sql.placeholder("body"),
			visibleLength: sql.placeholder("visibleLength"),
			automatic: sql.placeholder("automatic"),
			direction: "in",
			author: "customer",
			status: "received",
			errorCode: sql.placeholder("errorCode"),
			senderName: sql.placeholder("senderName"),
			senderAddress: sql.placeholder("senderAddress"),
			searchExtra: sql.placeholder("searchExtra"),
		})
		.returning({ id: messages.id }),
);

async function insertMessage(tx: Transaction, inbound: Inbound & { names?: string[] }, conversation: Conversation): Promise<number> {
	const { inbox, channel, providerId, body, visibleLength, automatic, notice, sender, mail, files, names } = inbound;
	const subject = mail?.subject ?? inbound.subject;
	const found = { customerId: conversation.customerId, subject, sender: { name: sender.name, address: sender.value }, files, names };
	const [message] = await insertReceived(tx, {
		conversationId: conversation.id,
		inboxId: inbox.id,
		channel,
		createdAt: inbound.arrivedAt?.toISOString() ?? null,
		providerId,
		body,
		visibleLength,
		automatic,
		errorCode: notice ?? null,
		senderName: sender.name,
		senderAddress: sender.value,
		searchExtra: await searchExtra(tx, found),
	});
	if (!message) throw new Error("an insert answers its row");
	return message.id;
}

async function insertMail(tx: Transaction, { mail, inbox }: Inbound, messageId: number): Promise<void> {
	if (mail) await tx.insert(messageMails).values({ ...mail, messageId, inboxId: inbox.id });
}

function preview(inbound: Inbound): string {
	return ownWords(inbound) || inbound.files.map((file) => file.filename).join(", ");
}
