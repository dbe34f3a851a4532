import "server-only";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Attachment, attachments, messages } from "@/db/schema";

const pageSize = 12;

export type SharedFile = Pick<Attachment, "id" | "filename" | "contentType" | "size" | "skipped"> & { messageId: number /** ISO 8601. */; at: string };
export type SharedFiles = { files: SharedFile[]; older: boolean };

/** The files that went to and fro in a conversation, newest first; not the images inside mails, nor those of notes. */
export async function sharedFiles(conversationId: number, before = Number.MAX_SAFE_INTEGER): Promise<SharedFiles> {
	const found = await db()
		.select({
			id: attachments.id,
			filename: attachments.filename,
			contentType: attachments.contentType,
			size: attachments.size,
			skipped: attachments.skipped,
			messageId: messages.id,
			at: messages.createdAt,
		})
		.from(attachments)
		.innerJoin(messages, eq(messages.id, attachments.messageId))
		// As the index has it, whatever the value.
		.where(and(eq(attachments.conversationId, conversationId), sql`NOT ${attachments.inline}`, lt(attachments.id, before)))
		.orderBy(desc(attachments.id))
		.limit(pageSize + 1);
	const files = found.slice(0, pageSize).map((file) => ({ ...file, at: file.at.toISOString() }));
	return { files, older: found.length > pageSize };
}
