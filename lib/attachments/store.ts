import "server-only";
import { createHash } from "node:crypto";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Reader, Transaction } from "@/db";
import { type Attachment, attachments } from "@/db/schema";
import { keepFile } from "@/lib/storage/keep";
import { storageKey } from "@/lib/storage/storage";
import { contentTypeOf } from "./content-type";

export type IncomingFile = { filename: string; contentType: string; contentId?: string | null; inline?: boolean } & ({ content: Buffer } | { skipped: string });
export type StoredFile = Omit<typeof attachments.$inferInsert, "id" | "messageId" | "noteId" | "templateId" | "position">;

/** Puts files into storage, before the transaction that names them: a file without a row is swept, a row without its file cannot be mended. */
export async function storeFiles(files: IncomingFile[]): Promise<StoredFile[]> {
	return Promise.all(files.map(storeFile));
}

async function storeFile(file: IncomingFile): Promise<StoredFile> {
	const base = {
		filename: file.filename.slice(0, 255),
		contentType: file.contentType.toLowerCase().slice(0, 200),
		contentId: file.contentId ?? null,
		inline: file.inline ?? false,
	};
	if ("skipped" in file) return { ...base, size: 0, skipped: file.skipped };
	const sha256 = createHash("sha256").update(file.content).digest("hex");
	const key = storageKey("files", sha256);
	await keepFile(key, file.content);
	return { ...base, contentType: await contentTypeOf(file.content, base.contentType), size: file.content.length, sha256, storageKey: key };
}

export async function attachFiles(tx: Transaction, messageId: number, files: StoredFile[]): Promise<void> {
	if (files.length > 0) await tx.insert(attachments).values(files.map((file, position) => ({ ...file, messageId, position })));
}

export type FileOwner = { messageId: number } | { templateId: number };

/** The files of a message or a template whose bytes are here, in their order. */
export function ownedFiles(reader: Reader, owner: FileOwner): Promise<Attachment[]> {
	const whose = "messageId" in owner ? eq(attachments.messageId, owner.messageId) : eq(attachments.templateId, owner.templateId);
	return reader
		.select()
		.from(attachments)
		.where(and(whose, isNotNull(attachments.storageKey)))
		.orderBy(asc(attachments.position), asc(attachments.id));
}

/** Gives the files of one to another, or to somebody who means to send them: the bytes are stored once, and each outlives the other. */
export async function copyFiles(tx: Transaction, from: FileOwner, to: FileOwner | { uploadedBy: number }): Promise<Attachment[]> {
	const files = await ownedFiles(tx, from);
	const free = { messageId: null, noteId: null, templateId: null, uploadKey: null };
	const copies = files.map(({ id: _, createdAt: __, ...file }, position) => ({ ...file, ...free, ...to, position }));
	return copies.length > 0 ? tx.insert(attachments).values(copies).returning() : [];
}
