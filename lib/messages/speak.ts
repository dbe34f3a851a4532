import "server-only";
import { eq } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Author, type Channel, type Conversation, deliveries, inboxes, messageMails, messages } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { copyFiles } from "@/lib/attachments/store";
import { type FileFacts, refusalOf } from "@/lib/channels/file-rules";
import { outbound } from "@/lib/channels/registry";
import { writing } from "@/lib/channels/writing";
import { enterBarrier } from "@/lib/conversations/barrier";
import { touchConversation } from "@/lib/conversations/touch";
import { undeliverableAmong } from "@/lib/customers/undeliverable";
import { DomainError } from "@/lib/errors";
import { outgoingHtml } from "@/lib/mail/outgoing";
import { replyAddress } from "@/lib/mail/reply-token";
import { writtenToText } from "@/lib/mail/to-text";
import { searchExtra } from "@/lib/search/marks";
import { enqueueSending } from "./enqueue-sending";
import { recipientsOf } from "./recipients";

/** Who speaks where no person does, and as whom the customer sees it. */
export type Speaker = { author: Extract<Author, "chatbot" | "automation">; name: string };
/** Of mail: how it looks, and what it is about where it is no answer. */
type Spoken = { html?: string | null; subject?: string | null /** Whose files go along. */; template?: number };

/**
 * Puts what a chatbot or an automation says into its (locked) conversation and queues its sending; answers the message's id. The caller has
 * made sure that it may speak, and publishes after the commit. An address that bounced, or whose owner called a mail of ours spam, is written to
 * by people alone. Throws emptyMessage, channelNotConnected, customerHasNoAddress, addressUndeliverable, and what files are refused for.
 */
export async function queueSpoken(
	tx: Transaction,
	conversation: Conversation,
	said: string,
	{ author, name }: Speaker,
	actor: Actor,
	{ html = null, subject = null, template }: Spoken = {},
): Promise<number> {
	const { id: conversationId, channel, customerId } = conversation;
	const sent = html && channel === "email" ? outgoingHtml(html) : null;
	const text = sent ? writtenToText(sent) : said.replaceAll("\0", "").toWellFormed().trim();
	if (!text) throw new DomainError("emptyMessage");
	const [inbox] = await tx.select().from(inboxes).where(eq(inboxes.id, conversation.inboxId));
	if (!inbox?.enabled || inbox.provider === "none") throw new DomainError("channelNotConnected");
	const answer = await recipientsOf(tx, conversation);
	const line = subject ?? answer.subject;
	if (answer.to.length === 0) throw new DomainError("customerHasNoAddress");
	const dead = await undeliverableAmong(
		tx,
		answer.to.map(({ address }) => address),
	);
	if (dead.length > 0) throw new DomainError("addressUndeliverable");
	await enterBarrier(tx);
	const found = await searchExtra(tx, { customerId, subject: line, sender: { name } });
	const [message] = await tx
		.insert(messages)
		.values({ conversationId, inboxId: inbox.id, channel, author, senderName: name, body: text, searchExtra: found, direction: "out", status: "queued" })
		.returning({ id: messages.id });
	if (!message) throw new Error("an insert answers its row");
	if (channel === "email")
		await tx.insert(messageMails).values({
			messageId: message.id,
			inboxId: inbox.id,
			html: outbound[inbox.provider].capabilities.html ? sent : null,
			subject: line ?? "",
			inReplyTo: answer.inReplyTo,
			references: answer.references,
			from: { name: inbox.name, address: inbox.address },
			replyTo: [{ name: inbox.name, address: replyAddress(conversationId, inbox.address) }],
			to: answer.to,
		});
	if (template) refuseFiles(await copyFiles(tx, { templateId: template }, { messageId: message.id }), channel);
	await tx.insert(deliveries).values({ messageId: message.id, idempotencyKey: `message-${message.id}-1` });
	await touchConversation(tx, conversation, { id: message.id, author, text }, actor);
	await enqueueSending(tx, message.id, conversationId);
	return message.id;
}

function refuseFiles(files: FileFacts[], channel: Channel): void {
	const refusal = files.length > 0 ? refusalOf(files, writing[channel].files) : null;
	if (refusal) throw new DomainError(refusal.code, refusal.params);
}
