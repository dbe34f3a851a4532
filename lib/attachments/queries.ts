import "server-only";
import { and, asc, eq, isNull, or } from "drizzle-orm";
import { db } from "@/db";
import { attachments } from "@/db/schema";
import { messageIsThere, noteIsThere } from "@/lib/conversations/is-there";

export type StoredAttachment = { id: number; filename: string; contentType: string; size: number; sha256: string | null; storageKey: string };

/** A file whose bytes are here: of a message or note, which all the staff may see, or one's own that is still to be sent. */
export async function storedAttachment(id: number, userId: number): Promise<StoredAttachment | null> {
	const seen = or(messageIsThere(attachments.messageId), noteIsThere(attachments.noteId), and(unsent, eq(attachments.uploadedBy, userId)));
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

const unsent = and(isNull(attachments.messageId), isNull(attachments.noteId));

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
