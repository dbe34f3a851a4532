import "server-only";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { DomainError } from "@/lib/errors";

/**
 * Whether a message was deleted forever: it may be brought again by a sync, a webhook or a second try, and stays away. A mail is one
 * whatever inbox it comes through; elsewhere a provider's id means something in its own inbox only.
 */
export function isBuried(mail: boolean, inboxId: SQLWrapper, hash: SQL): SQL<boolean> {
	const inbox = mail ? sql`IN (SELECT id FROM inboxes WHERE channel = 'email')` : sql`= ${inboxId}`;
	return sql`EXISTS (SELECT 1 FROM tombstones WHERE hash = ${hash} AND inbox_id ${inbox})`;
}

/** The same of a mail that is only named, by its Message-ID. */
export async function isBuriedMail(tx: Transaction, rfcMessageId: string): Promise<boolean> {
	const [found] = await tx.execute<{ buried: boolean }>(sql`SELECT ${isBuried(true, sql`NULL`, sql`md5(${rfcMessageId})::uuid`)} AS buried`);
	return found?.buried ?? false;
}

/** Throws alreadySent for a press of Send whose message or note was deleted forever: tried again by a browser that never heard of it, it does not go out twice. */
export async function requireUnburied(tx: Transaction, clientKey: string): Promise<void> {
	const hash = sql`md5(${clientKey}::uuid::text)::uuid`;
	const [found] = await tx.execute(sql`SELECT 1 FROM tombstones WHERE hash = ${hash} AND inbox_id IN (SELECT id FROM inboxes)`);
	if (found) throw new DomainError("alreadySent");
}

/** Remembers messages that are about to be deleted by what the outside and our own browsers call them, and by nothing else. */
export async function bury(tx: Transaction, ids: number[]): Promise<void> {
	const wanted = sql`ANY(${`{${ids.join(",")}}`}::bigint[])`;
	await tx.execute(sql`
		INSERT INTO tombstones (inbox_id, hash)
		SELECT inbox_id, md5(name)::uuid FROM (
			SELECT inbox_id, provider_id AS name FROM messages WHERE id = ${wanted} AND provider_id IS NOT NULL
			UNION SELECT inbox_id, rfc_message_id FROM message_mails WHERE message_id = ${wanted} AND rfc_message_id IS NOT NULL
			UNION SELECT inbox_id, client_key::text FROM messages WHERE id = ${wanted} AND client_key IS NOT NULL
		) named ORDER BY 1, 2 ON CONFLICT DO NOTHING`);
}

/** The same of a note, which only our own browsers call anything. */
export async function buryNote(tx: Transaction, id: number): Promise<void> {
	await tx.execute(sql`
		INSERT INTO tombstones (inbox_id, hash)
		SELECT c.inbox_id, md5(n.client_key::text)::uuid FROM notes n JOIN conversations c ON c.id = n.conversation_id WHERE n.id = ${id} AND n.client_key IS NOT NULL
		ON CONFLICT DO NOTHING`);
}
