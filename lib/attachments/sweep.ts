import "server-only";
import { inArray, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { attachments, messageMails, storageChecks } from "@/db/schema";
import { deleteFile, storageKey } from "@/lib/storage/storage";

const batch = 100;

/** Lets go of what was uploaded a day ago and never sent. */
export async function sweepUploads(): Promise<void> {
	await db().execute(sql`DELETE FROM attachments WHERE message_id IS NULL AND note_id IS NULL AND created_at < now() - interval '1 day'`);
}

/**
 * Deletes bytes that nothing names any more: those of deleted messages, and those whose row never came. Bytes are named by their content, so
 * several rows may share them. Whoever stores the same bytes meanwhile waits for the lock on their check.
 */
export async function sweepStorage(): Promise<void> {
	while ((await sweepSome()) === batch);
}

async function sweepSome(): Promise<number> {
	return transaction(async (tx) => {
		const due = await tx
			.select({ key: storageChecks.key })
			.from(storageChecks)
			.where(sql`${storageChecks.dueAt} <= now()`)
			.orderBy(storageChecks.dueAt)
			.limit(batch)
			.for("update", { skipLocked: true });
		const keys = due.map(({ key }) => key);
		if (keys.length === 0) return 0;
		const [files, mails] = [
			await tx.select({ key: attachments.storageKey }).from(attachments).where(inArray(attachments.storageKey, keys)),
			await tx.select({ key: messageMails.rawKey }).from(messageMails).where(inArray(messageMails.rawKey, keys)),
		];
		const named = new Set([...files, ...mails].map(({ key }) => key));
		await Promise.all(keys.filter((key) => !named.has(key)).map(deleteBytes));
		await tx.delete(storageChecks).where(inArray(storageChecks.key, keys));
		return keys.length;
	});
}

async function deleteBytes(key: string): Promise<void> {
	await deleteFile(key);
	if (key.startsWith("files/")) await deleteFile(storageKey("thumbnails", key.slice(-64)));
}
