import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db";
import { type Attachment, attachments } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { anyFile, refusalOf } from "@/lib/channels/file-rules";
import { safeContentType, safeFilename } from "@/lib/channels/filename";
import { DomainError } from "@/lib/errors";
import { storeFiles } from "./store";
import { unsent } from "./unsent";

export type UploadedFile = Pick<Attachment, "id" | "filename" | "contentType" | "size">;
export type Upload = { key: string; filename: string; contentType: string; content: Buffer };

/**
 * Keeps a file that somebody means to send; it is theirs alone until it goes with a message or note. The same `key` again finds the first
 * one. Throws fileRefused (by its bytes as well as its name), fileEmpty, filesTooLarge.
 */
export async function uploadFile({ key, content, ...named }: Upload, actor: UserActor): Promise<UploadedFile> {
	const known = await findUpload(key, actor);
	if (known) return known;
	const declared = safeContentType(named.contentType);
	const [file] = await storeFiles([{ filename: safeFilename(named.filename, declared), contentType: declared, content }]);
	if (!file) throw new Error("one file in, one out");
	const refusal = refusalOf([file], anyFile);
	if (refusal) throw new DomainError(refusal.code, refusal.params);
	await db()
		.insert(attachments)
		.values({ ...file, uploadedBy: actor.user.id, uploadKey: key })
		.onConflictDoNothing();
	const stored = await findUpload(key, actor);
	if (!stored) throw new DomainError("notFound");
	return stored;
}

async function findUpload(key: string, actor: UserActor): Promise<UploadedFile | undefined> {
	const [known] = await db()
		.select({ id: attachments.id, filename: attachments.filename, contentType: attachments.contentType, size: attachments.size })
		.from(attachments)
		.where(and(eq(attachments.uploadKey, key), eq(attachments.uploadedBy, actor.user.id)));
	return known;
}

/** Takes back what was uploaded and not sent. What has gone with a message or stands in a template stays; what is not one's own is not there. */
export async function discardUpload(id: number, actor: UserActor): Promise<void> {
	await db()
		.delete(attachments)
		.where(and(eq(attachments.id, id), eq(attachments.uploadedBy, actor.user.id), unsent));
}
