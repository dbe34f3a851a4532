import "server-only";
import { and, eq } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Conversation, conversations, deliveries, type Inbox, inboxes, messageMails, messages } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { outbound } from "@/lib/channels/registry";
import { enterBarrier } from "@/lib/conversations/barrier";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { touchConversation } from "@/lib/conversations/touch";
import { DomainError } from "@/lib/errors";
import { replyAddress } from "@/lib/mail/reply-token";
import { safeHtml } from "@/lib/mail/safe-html";
import { publish } from "@/lib/realtime/publish";
import { searchExtra } from "@/lib/search/marks";
import { enqueueSending } from "./enqueue-sending";
import { type Answer, recipientsOf } from "./recipients";

/** What an operator has written, and how it goes out. */
export type Outgoing = {
	clientKey: string;
	text: string;
	html: string | null;
	cc: string[];
	bcc?: string[];
	replyTo: "main" | "personal";
	archive: boolean;
};
export type Reply = Outgoing & { conversationId: number };

/**
 * Stores an operator's answer and queues its sending, in one transaction. The same `clientKey` again finds the first message and
 * queues nothing. Throws emptyMessage, customerHasNoAddress, channelNotConnected, notFound.
 */
export async function sendReply(input: Reply, actor: UserActor): Promise<{ messageId: number }> {
	const text = sendableText(input.text);
	const sent = await transaction(async (tx) => {
		const conversation = await loadConversation(tx, input.conversationId, actor);
		const repeated = await findRepeated(tx, input);
		if (repeated) return repeated;
		const inbox = await loadInbox(tx, conversation);
		const answer = await recipientsOf(tx, conversation);
		return { messageId: await queueMessage(tx, { ...input, text }, { conversation, inbox, answer }, actor) };
	});
	await publish("conversation.changed", { conversationId: input.conversationId, messageId: sent.messageId });
	return sent;
}

/** Throws emptyMessage when nothing is left of it. */
export function sendableText(written: string): string {
	const text = written.replaceAll("\0", "").toWellFormed().trim();
	if (!text) throw new DomainError("emptyMessage");
	return text;
}

/** Puts a message into a (locked) conversation and queues its sending. The caller publishes after the commit. */
export async function queueMessage(
	tx: Transaction,
	outgoing: Outgoing,
	{ conversation, inbox, answer }: { conversation: Conversation; inbox: Inbox; answer: Answer },
	actor: UserActor,
): Promise<number> {
	if (answer.to.length === 0) throw new DomainError("customerHasNoAddress");
	await enterBarrier(tx);
	const messageId = await insertMessage(tx, outgoing, conversation, answer.subject, actor);
	if (conversation.channel === "email") await insertMail(tx, messageId, outgoing, conversation, inbox, answer, actor);
	await tx.insert(deliveries).values({ messageId, idempotencyKey: `message-${messageId}-1` });
	await touchConversation(tx, conversation, { id: messageId, author: "operator", text: outgoing.text }, actor);
	if (outgoing.archive && conversation.status === "active") await archive(tx, conversation.id, actor);
	await enqueueSending(tx, messageId, conversation.id);
	return messageId;
}

async function findRepeated(tx: Transaction, { clientKey, conversationId }: Reply): Promise<{ messageId: number } | undefined> {
	const [message] = await tx
		.select({ messageId: messages.id })
		.from(messages)
		.where(and(eq(messages.clientKey, clientKey), eq(messages.conversationId, conversationId)));
	return message;
}

async function loadInbox(tx: Transaction, conversation: Conversation): Promise<Inbox> {
	const [inbox] = await tx.select().from(inboxes).where(eq(inboxes.id, conversation.inboxId));
	if (!inbox?.enabled || inbox.provider === "none") throw new DomainError("channelNotConnected");
	return inbox;
}

async function insertMessage(
	tx: Transaction,
	{ text, clientKey }: Outgoing,
	{ id, inboxId, channel, customerId }: Conversation,
	subject: string | null,
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
			userId: actor.user.id,
			senderName: actor.user.name,
			searchExtra: await searchExtra(tx, { customerId, subject, sender }),
			direction: "out",
			author: "operator",
			status: "queued",
		})
		.returning({ id: messages.id });
	if (!message) throw new Error("an insert answers its row");
	return message.id;
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
		cc: reply.cc.map((address) => ({ name: "", address })),
		bcc: (reply.bcc ?? []).map((address) => ({ name: "", address })),
	});
}

async function archive(tx: Transaction, conversationId: number, actor: UserActor): Promise<void> {
	await tx.update(conversations).set({ status: "archived" }).where(eq(conversations.id, conversationId));
	await recordEvent(tx, conversationId, actor, "archived");
}
