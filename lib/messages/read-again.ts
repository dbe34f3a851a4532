import "server-only";
import { and, eq } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { attachments, conversations, messageMails, messages } from "@/db/schema";
import { attachFiles, type StoredFile, storeFiles } from "@/lib/attachments/store";
import { snippetOf } from "@/lib/conversations/touch";
import { enqueue, translationLane } from "@/lib/jobs/enqueue";
import { type ParsedMail, parseMail } from "@/lib/mail/parse";
import { ownWords } from "@/lib/mail/visible";
import { publish } from "@/lib/realtime/publish";
import { forgetWords } from "@/lib/search/forget-words";
import { searchExtra } from "@/lib/search/marks";
import { recountWords } from "@/lib/search/refresh-words";
import { fileBytes } from "@/lib/storage/storage";
import { mailFields, noticeOf } from "./mail-fields";

/** There is nobody who waits for it: a mail that ran out of time when it arrived has more of it now. */
const patience = 4;

/**
 * The job behind rereadMessage, apart from it because no page may bundle the parser and its thread: the message gets the text, subject, sender and
 * files that are found now. It stays where it is, and nobody is told as of a new one. What is still unreadable says so again. May run twice.
 */
export async function readAgain(messageId: number): Promise<void> {
	const [known] = await db()
		.select({ conversationId: messages.conversationId, rawKey: messageMails.rawKey })
		.from(messages)
		.innerJoin(messageMails, eq(messageMails.messageId, messages.id))
		.where(and(eq(messages.id, messageId), eq(messages.errorCode, "rereading")));
	if (!known) return;
	const mail = known.rawKey ? await parseMail(await fileBytes(known.rawKey), patience) : null;
	const files = mail && !mail.unparsed ? await storeFiles(mail.attachments) : [];
	await transaction(async (tx) => {
		const waiting = and(eq(messages.id, messageId), eq(messages.errorCode, "rereading"));
		if (known.rawKey && mail && !mail.unparsed) await replace(tx, messageId, mail, known.rawKey, files);
		else await tx.update(messages).set({ errorCode: "unparsed" }).where(waiting);
	});
	await publish("conversation.changed", { conversationId: known.conversationId, messageId });
}

async function replace(tx: Transaction, messageId: number, mail: ParsedMail, rawKey: string, files: StoredFile[]): Promise<void> {
	const [place] = await tx.select({ id: messages.conversationId }).from(messages).where(eq(messages.id, messageId));
	const [conversation] = await tx
		.select()
		.from(conversations)
		.where(eq(conversations.id, place?.id ?? 0))
		.for("no key update");
	if (!conversation) return;
	const [message] = await tx
		.select()
		.from(messages)
		.where(and(eq(messages.id, messageId), eq(messages.errorCode, "rereading")));
	if (!message) return;
	const sender = { name: mail.sender?.name ?? message.senderName, address: mail.sender?.address ?? message.senderAddress ?? "" };
	const found = { customerId: conversation.customerId, subject: mail.subject, sender, files };
	const words = { body: mail.text, visibleLength: mail.visibleLength };
	await forgetWords(tx, [messageId]);
	await tx
		.update(messages)
		.set({ ...words, errorCode: noticeOf(mail), senderName: sender.name, senderAddress: sender.address, searchExtra: await searchExtra(tx, found) })
		.where(eq(messages.id, messageId));
	await recountWords(tx, [messageId]);
	await tx.update(messageMails).set(mailFields(mail, rawKey)).where(eq(messageMails.messageId, messageId));
	await tx.delete(attachments).where(eq(attachments.messageId, messageId));
	await attachFiles(tx, messageId, files);
	const preview = ownWords(words) || files.map((file) => file.filename).join(", ");
	const isNewest = conversation.lastMessageId === messageId;
	const begins = conversation.messageCount === 1;
	await tx
		.update(conversations)
		.set({ ...(isNewest && { lastSnippet: snippetOf(preview) }), ...(begins && { subject: mail.subject }), lastMessageId: conversation.lastMessageId })
		.where(eq(conversations.id, conversation.id));
	if (!message.automatic && !conversation.spam) await enqueue(tx, "message.translate", { messageId }, translationLane(messageId));
}
