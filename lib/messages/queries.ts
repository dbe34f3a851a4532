import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { db } from "@/db";
import { attachments, messageMails } from "@/db/schema";
import { messageIsThere } from "@/lib/conversations/is-there";

export type MailView = { html: string /** Files that the HTML names by `cid:`; only this message's own. */; inline: { id: number; contentId: string }[] };

/** The safe HTML of a mail; null when the message has none. */
export async function mailView(messageId: number): Promise<MailView | null> {
	const [mail] = await db()
		.select({ html: messageMails.html })
		.from(messageMails)
		.where(and(eq(messageMails.messageId, messageId), messageIsThere(messageMails.messageId)));
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
		.where(and(eq(messageMails.messageId, messageId), messageIsThere(messageMails.messageId)));
	return mail?.rawKey ? { rawKey: mail.rawKey, subject: mail.subject } : null;
}
