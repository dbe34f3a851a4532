import "server-only";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Transaction } from "@/db";

/**
 * Whether a message was deleted forever: it may be brought again by a sync, a webhook or a second try, and stays away. A mail is one
 * whatever inbox it comes through; elsewhere a provider's id means something in its own inbox only.
 */
export function isBuried(mail: boolean, inboxId: SQLWrapper, hash: SQL): SQL<boolean> {
	const inbox = mail ? sql`IN (SELECT id FROM inboxes WHERE channel = 'email')` : sql`= ${inboxId}`;
	return sql`EXISTS (SELECT 1 FROM tombstones WHERE hash = ${hash} AND inbox_id ${inbox})`;
}

/** Remembers messages that are about to be deleted by what the outside calls them, and by nothing else. */
export async function bury(tx: Transaction, ids: number[]): Promise<void> {
	const wanted = sql`ANY(${`{${ids.join(",")}}`}::bigint[])`;
	await tx.execute(sql`
		INSERT INTO tombstones (inbox_id, hash)
		SELECT inbox_id, md5(name)::uuid FROM (
			SELECT inbox_id, provider_id AS name FROM messages WHERE id = ${wanted} AND provider_id IS NOT NULL
			UNION SELECT inbox_id, rfc_message_id FROM message_mails WHERE message_id = ${wanted} AND rfc_message_id IS NOT NULL
		) named ORDER BY 1, 2 ON CONFLICT DO NOTHING`);
}
