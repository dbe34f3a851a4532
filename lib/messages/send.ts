import "server-only";
import { and, eq } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import {
	type AnswerKind,
	type Attachment,
	type Conversation,
	conversations,
	deliveries,
	type Inbox,
	inboxes,
	type MailAddress,
	messageMails,
	messages,
	translations,
	type WrittenIn,
} from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { attachUploads, loadUploads, type Uploads } from "@/lib/attachments/attach";
import { picturesIn, withContentIds } from "@/lib/attachments/pictures-in";
import { copyFiles } from "@/lib/attachments/store";
import { outbound } from "@/lib/channels/registry";
import { writing } from "@/lib/channels/writing";
import { enterBarrier } from "@/lib/conversations/barrier";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { requireUnburied } from "@/lib/conversations/tombstones";
import { touchConversation } from "@/lib/conversations/touch";
import { DomainError } from "@/lib/errors";
import { replyAddress } from "@/lib/mail/reply-token";
import { safeHtml } from "@/lib/mail/safe-html";
import { publish } from "@/lib/realtime/publish";
import { searchExtra } from "@/lib/search/marks";
import { enqueueSending } from "./enqueue-sending";
import { type Body, mailBody, originalOf } from "./mail-body";
import { distinct, nameAmong, ownAddresses } from "./own-addresses";
import { type Answer, recipientsOf } from "./recipients";
import { requireFilled } from "./require-filled";
import { cleanText, requireWords, saidText, saysTheSame } from "./said";

/** What an operator has written, and how it goes out. */
export type Outgoing = {
	clientKey: string;
	text: string;
	html: string | null;
	cc: string[];
	bcc?: string[];
	replyTo: "main" | "personal";
	/** Ends a mail with the writer's signature. */
	signature?: boolean;
	archive: boolean;
	/** Of files uploaded before, in their order. Pictures within the text are found in the HTML. */
	attachmentIds?: number[];
	/** What was written, when this is its translation: kept beside the message. */
	written?: WrittenIn | null;
};
export type Reply = Outgoing & {
	conversationId: number;
	kind?: AnswerKind;
	/** What it answers or passes on; the newest message from outside when it says nothing. */
	messageId?: number | null;
	/** Whom it is passed on to. An answer goes to whom the server says. */
	to?: string[];
};

/**
 * Stores an operator's answer and queues its sending, in one transaction. The same `clientKey` again finds the first message and
 * queues nothing. Throws emptyMessage, unfilledVariables, customerHasNoAddress, noRecipient, channelNotConnected, notFound, and what files
 * are refused for.
 */
export async function sendReply(input: Reply, actor: UserActor): Promise<{ messageId: number }> {
	const messageId = await transaction(async (tx) => {
		const conversation = await loadConversation(tx, input.conversationId, actor);
		return (await findSent(tx, input)) ?? (await queueReply(tx, input, conversation, actor));
	});
	await publish("conversation.changed", { conversationId: input.conversationId, messageId });
	return { messageId };
}

/** The message that this press of Send has already become. Throws alreadySent when that one says something else, or was deleted. */
export async function findSent(tx: Transaction, { clientKey, conversationId, ...said }: Reply): Promise<number | undefined> {
	const [message] = await tx
		.select({ id: messages.id, body: messages.body, visibleLength: messages.visibleLength, channel: messages.channel })
		.from(messages)
		.where(and(eq(messages.clientKey, clientKey), eq(messages.conversationId, conversationId)));
	if (message && !saysTheSame(message, said)) throw new DomainError("alreadySent");
	if (!message) await requireUnburied(tx, clientKey);
	return message?.id;
}

/** Puts an answer into its (locked) conversation and queues its sending. The caller publishes after the commit. */
export async function queueReply(tx: Transaction, input: Reply, conversation: Conversation, actor: UserActor): Promise<number> {
	return queueMessage(tx, input, await prepareReply(tx, input, conversation), actor);
}

/** All that sending needs. Throws what would keep it from being sent. */
export async function prepareReply(tx: Transaction, input: Reply, conversation: Conversation): Promise<Prepared> {
	const { kind = "reply", messageId = null } = input;
	const passesOn = kind === "forward" && messageId !== null;
	if (!passesOn) requireWords(input, conversation.channel);
	requireFilled(input.text, input.html);
	const inbox = await loadInbox(tx, conversation);
	const answer = await recipientsOf(tx, conversation, { kind, messageId });
	const original = passesOn ? await originalOf(tx, conversation.id, messageId) : null;
	if (kind === "forward") answer.to = distinct(foreign(named(input.to ?? []), await ownAddresses(tx)));
	if (answer.to.length === 0) throw new DomainError(kind === "forward" ? "noRecipient" : "customerHasNoAddress");
	return { conversation, inbox, answer, passedOn: original && messageId !== null ? { id: messageId, ...original } : null };
}

/** The files that go with what was written, locked. Throws fileGone, and what the channel refuses. */
export function sendableFiles(
	tx: Transaction,
	{ html, attachmentIds = [] }: Outgoing,
	{ channel }: Pick<Conversation, "channel">,
	actor: UserActor,
): Promise<Uploads> {
	const { mail, files } = writing[channel];
	return loadUploads(tx, { listed: attachmentIds, inline: mail ? picturesIn(html) : [] }, files, actor);
}

type Prepared = { conversation: Conversation; inbox: Inbox; answer: Answer; passedOn?: ({ id: number } & Awaited<ReturnType<typeof originalOf>>) | null };

/** Puts a message into a (locked) conversation and queues its sending. The caller publishes after the commit. */
export async function queueMessage(tx: Transaction, given: Outgoing, prepared: Prepared, actor: UserActor): Promise<number> {
	const { conversation, inbox, answer, passedOn = null } = prepared;
	if (answer.to.length === 0) throw new DomainError("customerHasNoAddress");
	await enterBarrier(tx);
	const uploads = await sendableFiles(tx, given, conversation, actor);
	const files = [...uploads.listed, ...uploads.inline.map((file) => ({ ...file, inline: true }))];
	const text = saidText(given, conversation.channel);
	const written = { ...given, text, html: given.html && withContentIds(given.html) };
	const body = conversation.channel === "email" ? await mailBody(tx, written, actor.user.id, passedOn) : { text, html: null, visibleLength: null };
	const messageId = await insertMessage(tx, given.clientKey, body, conversation, { subject: answer.subject, files }, actor);
	await attachUploads(tx, uploads, { messageId });
	if (given.written) await keepWritten(tx, messageId, given.written);
	if (conversation.channel === "email") await insertMail(tx, messageId, { ...given, html: body.html }, conversation, inbox, answer, actor);
	if (passedOn) await copyFiles(tx, { messageId: passedOn.id }, { messageId });
	await tx.insert(deliveries).values({ messageId, idempotencyKey: `message-${messageId}-1` });
	await touchConversation(
		tx,
		conversation,
		{ id: messageId, author: "operator", text: text || files.map((file) => file.filename).join(", ") || (answer.subject ?? "") },
		actor,
	);
	if (given.archive && conversation.status === "active") await archive(tx, conversation.id, actor);
	await enqueueSending(tx, messageId, conversation.id);
	return messageId;
}

async function loadInbox(tx: Transaction, conversation: Conversation): Promise<Inbox> {
	const [inbox] = await tx.select().from(inboxes).where(eq(inboxes.id, conversation.inboxId));
	if (!inbox?.enabled || inbox.provider === "none") throw new DomainError("channelNotConnected");
	return inbox;
}

async function insertMessage(
	tx: Transaction,
	clientKey: string,
	{ text, visibleLength }: Body,
	{ id, inboxId, channel, customerId }: Conversation,
	found: { subject: string | null; files: Attachment[] },
	actor: UserActor,
): Promise<number> {
	const sender = { userId: actor.user.id, name: actor.user.name };
	const [message] = await tx
		.insert(messages)
		.values({
			conversationId: id,
			inboxId,
			channel,
			clientKey,
			body: text,
			visibleLength,
			userId: actor.user.id,
			senderName: actor.user.name,
			searchExtra: await searchExtra(tx, { customerId, sender, ...found }),
			direction: "out",
			author: "operator",
			status: "queued",
		})
		.returning({ id: messages.id });
	if (!message) throw new Error("an insert answers its row");
	return message.id;
}

/** Unless it was in the customer's language from the beginning. */
async function keepWritten(tx: Transaction, messageId: number, { text, html, language, sentIn, provider }: WrittenIn): Promise<void> {
	if (language.split("-")[0] === sentIn.split("-")[0]) return;
	await tx.insert(translations).values({ messageId, language, source: sentIn, state: "done", provider, text: cleanText(text), html: html && safeHtml(html) });
}

async function insertMail(
	tx: Transaction,
	messageId: number,
	reply: Outgoing,
	conversation: Conversation,
	inbox: Inbox,
	answer: Answer,
	actor: UserActor,
): Promise<void> {
	const [personal] =
		reply.replyTo === "personal"
			? await tx
					.select()
					.from(inboxes)
					.where(and(eq(inboxes.userId, actor.user.id), eq(inboxes.channel, "email")))
			: [];
	const answerTo = replyAddress(conversation.id, (personal ?? inbox).address);
	const html = reply.html && outbound[inbox.provider].capabilities.html ? safeHtml(reply.html) : null;
	// Our own addresses would bring it back to us, and nobody is written to twice.
	const isOurs = await ownAddresses(tx);
	const cc = distinct(foreign(named(reply.cc, answer.others), isOurs), answer.to);
	const bcc = distinct(foreign(named(reply.bcc ?? []), isOurs), [...answer.to, ...cc]);
	await tx.insert(messageMails).values({
		messageId,
		inboxId: inbox.id,
		html,
		subject: answer.subject ?? "",
		inReplyTo: answer.inReplyTo,
		references: answer.references,
		from: { name: actor.user.name, address: inbox.address },
		replyTo: [{ name: inbox.name, address: answerTo }],
		to: answer.to,
		cc,
		bcc,
	});
}

const foreign = (people: MailAddress[], isOurs: (address: string) => boolean) => people.filter(({ address }) => !isOurs(address));
/** What was typed is addresses; those that the answered mail names keep their names. */
const named = (addresses: string[], known: MailAddress[] = []): MailAddress[] =>
	addresses.map((address) => ({ name: nameAmong(known, address), address: address.toLowerCase() }));

async function archive(tx: Transaction, conversationId: number, actor: UserActor): Promise<void> {
	await tx.update(conversations).set({ status: "archived" }).where(eq(conversations.id, conversationId));
	await recordEvent(tx, conversationId, actor, "archived");
}
