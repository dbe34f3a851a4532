import "server-only";
import { createHash } from "node:crypto";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Transaction } from "@/db";
import { attachments } from "@/db/schema";
import { keepFile } from "@/lib/storage/keep";
import { storageKey } from "@/lib/storage/storage";
import { contentTypeOf } from "./content-type";

export type IncomingFile = { filename: string; contentType: string; contentId?: string | null; inline?: boolean } & ({ content: Buffer } | { skipped: string });
export type StoredFile = Omit<typeof attachments.$inferInsert, "id" | "messageId" | "noteId" | "position">;

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

/** Gives a message the files of another one that it passes on: the bytes are stored once. */
export async function copyFiles(tx: Transaction, fromId: number, messageId: number): Promise<void> {
	const files = await tx
		.select()
		.from(attachments)
		.where(and(eq(attachments.messageId, fromId), isNotNull(attachments.storageKey)))
		.orderBy(asc(attachments.position), asc(attachments.id));
	const copies = files.map(({ id: _, createdAt: __, ...file }, position) => ({ ...file, messageId, position, uploadKey: null }));
	if (copies.length > 0) await tx.insert(attachments).values(copies);
}
