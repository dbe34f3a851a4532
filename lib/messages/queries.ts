import "server-only";
import { and, type Column, eq, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { attachments, messageMails, messages, notes } from "@/db/schema";

/** What belongs to a conversation that was deleted is gone with it, also while a job still takes it away. */
function isThere(id: Column, table: typeof messages | typeof notes = messages): SQL {
	return sql`EXISTS (SELECT 1 FROM ${table} JOIN conversations c ON c.id = ${table.conversationId} WHERE ${table.id} = ${id})`;
}

export type MailView = { html: string /** Files that the HTML names by `cid:`; only this message's own. */; inline: { id: number; contentId: string }[] };

/** The safe HTML of a mail; null when the message has none. */
export async function mailView(messageId: number): Promise<MailView | null> {
	const [mail] = await db()
		.select({ html: messageMails.html })
		.from(messageMails)
		.where(and(eq(messageMails.messageId, messageId), isThere(messageMails.messageId)));
	if (!mail?.html) return null;
	const files = await db()
		.select({ id: attachments.id, contentId: attachments.contentId })
		.from(attachments)
		.where(and(eq(attachments.messageId, messageId), isNotNull(attachments.contentId), isNotNull(attachments.storageKey)));
	return { html: mail.html, inline: files.flatMap(({ id, contentId }) => (contentId ? [{ id, contentId }] : [])) };
}

/** Where the raw RFC 5322 source of a message is kept. */
export async function mailSource(messageId: number): Promise<{ rawKey: string; subject: string } | null> {
	const [mail] = await db()
		.select({ rawKey: messageMails.rawKey, subject: messageMails.subject })
		.from(messageMails)
		.where(and(eq(messageMails.messageId, messageId), isThere(messageMails.messageId)));
	return mail?.rawKey ? { rawKey: mail.rawKey, subject: mail.subject } : null;
}

export type StoredAttachment = { filename: string; contentType: string; size: number; storageKey: string };

/** A file whose bytes are here. One that was uploaded and never sent or saved with something is nobody's yet. */
export async function storedAttachment(id: number): Promise<StoredAttachment | null> {
	const [file] = await db()
		.select()
		.from(attachments)
		.where(and(eq(attachments.id, id), or(isThere(attachments.messageId), isThere(attachments.noteId, notes))));
	if (!file?.storageKey) return null;
	return { filename: file.filename, contentType: file.contentType, size: file.size, storageKey: file.storageKey };
}
