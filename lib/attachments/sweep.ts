import "server-only";
import { inArray, type SQL, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { attachments, customers, messageMails, storageChecks, users } from "@/db/schema";
import { deleteFile, storageKey } from "@/lib/storage/storage";

const batch = 100;

/** Lets go of what was uploaded a day ago and never sent. What a draft or a waiting answer of its owner still holds, stays. */
export async function sweepUploads(): Promise<void> {
	await db().execute(sql`DELETE FROM attachments a
		WHERE a.message_id IS NULL AND a.note_id IS NULL AND a.template_id IS NULL AND a.created_at < now() - interval '1 day'
			AND NOT EXISTS (SELECT FROM drafts d WHERE d.user_id = a.uploaded_by AND ${holds(sql`d.content`)})
			AND NOT EXISTS (SELECT FROM outgoing o WHERE o.user_id = a.uploaded_by AND o.state IN ('waiting', 'failed') AND ${holds(sql`o.reply`)})`);
}

/** Among its files, or within its text. */
const holds = (json: SQL) => sql`(${json} -> 'attachmentIds' @> to_jsonb(a.id) OR ${json} ->> 'html' LIKE '%"/api/attachments/' || a.id || '"%')`;

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
		const named = new Set(
			[
				await tx.select({ key: attachments.storageKey }).from(attachments).where(inArray(attachments.storageKey, keys)),
				await tx.select({ key: messageMails.rawKey }).from(messageMails).where(inArray(messageMails.rawKey, keys)),
				await tx.select({ key: customers.avatarKey }).from(customers).where(inArray(customers.avatarKey, keys)),
				await tx.select({ key: users.avatarKey }).from(users).where(inArray(users.avatarKey, keys)),
			].flatMap((rows) => rows.map(({ key }) => key)),
		);
		await Promise.all(keys.filter((key) => !named.has(key)).map(deleteBytes));
		await tx.delete(storageChecks).where(inArray(storageChecks.key, keys));
		return keys.length;
	});
}

async function deleteBytes(key: string): Promise<void> {
	await deleteFile(key);
	if (key.startsWith("files/")) await deleteFile(storageKey("thumbnails", key.slice(-64)));
}
