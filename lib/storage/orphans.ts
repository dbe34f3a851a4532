import "server-only";
import { inArray, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { orphanFiles } from "@/db/schema";
import { deleteFile } from "./storage";

/** Says that rows which named these files are gone. Whether others still name them is looked up when the files are swept. */
export async function orphan(tx: Transaction, keys: (string | null | undefined)[]): Promise<void> {
	const wanted = [...new Set(keys)].filter((key) => key !== null && key !== undefined);
	if (wanted.length === 0) return;
	await tx
		.insert(orphanFiles)
		.values(wanted.map((key) => ({ key })))
		.onConflictDoUpdate({ target: orphanFiles.key, set: { since: sql`now()` } });
}

const batch = 100;

/**
 * Removes the files that no row names any more; answers how many. `grace` seconds after they were orphaned: whoever stored the same bytes
 * meanwhile (see putFile) has committed the row that names them by then.
 */
export async function sweepOrphans(grace = 600): Promise<number> {
	let removed = 0;
	for (;;) {
		const swept = await transaction((tx) => sweepSome(tx, grace));
		removed += swept.removed;
		if (swept.seen < batch) return removed;
	}
}

async function sweepSome(tx: Transaction, grace: number): Promise<{ seen: number; removed: number }> {
	const due = await tx
		.select({ key: orphanFiles.key })
		.from(orphanFiles)
		.where(sql`${orphanFiles.since} <= now() - make_interval(secs => ${grace})`)
		.orderBy(orphanFiles.since)
		.limit(batch)
		.for("update", { skipLocked: true });
	if (due.length === 0) return { seen: 0, removed: 0 };
	const keys = due.map(({ key }) => key);
	const named = await namedOf(tx, keys);
	const unnamed = keys.filter((key) => !named.has(key));
	await Promise.all(unnamed.map(deleteFile));
	await tx.delete(orphanFiles).where(inArray(orphanFiles.key, keys));
	return { seen: keys.length, removed: unnamed.length };
}

/** Every column that names a file in storage. A new one has to be added here. */
async function namedOf(tx: Transaction, keys: string[]): Promise<Set<string>> {
	const wanted = sql`ANY(${sql.param(keys)}::text[])`;
	const rows = await tx.execute<{ key: string }>(sql`
		SELECT storage_key AS key FROM attachments WHERE storage_key = ${wanted} UNION SELECT raw_key FROM message_mails WHERE raw_key = ${wanted}
		UNION SELECT avatar_key FROM customers WHERE avatar_key = ${wanted} UNION SELECT avatar_key FROM users WHERE avatar_key = ${wanted}`);
	return new Set(rows.map(({ key }) => key));
}
