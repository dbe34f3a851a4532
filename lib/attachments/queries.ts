import "server-only";
import { and, asc, eq, inArray, isNotNull, or } from "drizzle-orm";
import { db } from "@/db";
import { attachments } from "@/db/schema";
import { messageIsThere, noteIsThere } from "@/lib/conversations/is-there";
import { unsent } from "./unsent";
import type { UploadedFile } from "./upload";

export type StoredAttachment = { id: number; filename: string; contentType: string; size: number; sha256: string | null; storageKey: string };

/** A file whose bytes are here: of a message, note or template, which all the staff may see, or one's own that is still to be sent. */
export async function storedAttachment(id: number, userId: number): Promise<StoredAttachment | null> {
	const own = and(unsent, eq(attachments.uploadedBy, userId));
	const seen = or(messageIsThere(attachments.messageId), noteIsThere(attachments.noteId), isNotNull(attachments.templateId), own);
	const [file] = await db()
		.select(columns)
		.from(attachments)
		.where(and(eq(attachments.id, id), seen));
	return stored(file);
}

/** A file of a message, for whoever holds a link to it. A note's file has none. */
export async function sentAttachment(id: number): Promise<StoredAttachment | null> {
	const [file] = await db()
		.select(columns)
		.from(attachments)
		.where(and(eq(attachments.id, id), messageIsThere(attachments.messageId)));
	return stored(file);
}

/** The files of a message in their order, for sending. */
export async function filesOf(messageId: number): Promise<(StoredAttachment & { contentId: string | null })[]> {
	const files = await db()
		.select({ ...columns, contentId: attachments.contentId })
		.from(attachments)
		.where(eq(attachments.messageId, messageId))
		.orderBy(asc(attachments.position), asc(attachments.id));
	return files.flatMap(({ storageKey, ...file }) => (storageKey ? [{ ...file, storageKey }] : []));
}

/** What a user uploaded and has not sent, of these, and files of templates; for what their draft holds. */
export function uploadsOf(userId: number, ids: number[]): Promise<UploadedFile[]> {
	return db()
		.select({ id: attachments.id, filename: attachments.filename, contentType: attachments.contentType, size: attachments.size })
		.from(attachments)
		.where(and(inArray(attachments.id, ids), or(and(eq(attachments.uploadedBy, userId), unsent), isNotNull(attachments.templateId))));
}

const columns = {
	id: attachments.id,
	filename: attachments.filename,
	contentType: attachments.contentType,
	size: attachments.size,
	sha256: attachments.sha256,
	storageKey: attachments.storageKey,
};

function stored(file: (Omit<StoredAttachment, "storageKey"> & { storageKey: string | null }) | undefined): StoredAttachment | null {
	return file?.storageKey ? { ...file, storageKey: file.storageKey } : null;
}
