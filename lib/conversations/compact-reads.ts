import "server-only";
import { sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { closeBarrier } from "./barrier";
import { parseListFilter, tabs } from "./filter";
import { array, pageIds } from "./walk";

/** With more unread ones than these a user's watermark stays where it is. */
const mostPins = 1000;

/**
 * Keeps the walk over what is unread short for those who read nearly everything and never press "mark all as read": what they have left
 * unread is marked so one by one, and their watermark moves up to now. Nothing looks different afterwards. Answers how many users it did.
 */
export async function compactReads(): Promise<number> {
	await forgetCursors();
	const due = await db().execute<{ id: number }>(sql`SELECT id FROM users WHERE deactivated_at IS NULL AND read_all_at < now() - interval '1 day' ORDER BY id`);
	let done = 0;
	for (const { id } of due) if (await compactUser(id)) done++;
	return done;
}

/** One user's. False: too much is unread, or they pressed the button meanwhile. */
export async function compactUser(userId: number): Promise<boolean> {
	const next = await freshWatermark(userId);
	const unread = await unreadNow(userId);
	if (unread.length > mostPins) return false;
	return transaction(async (tx) => {
		// Somebody who pressed the button meanwhile has done it better.
		const [user] = await tx.execute(sql`SELECT 1 FROM users WHERE id = ${userId} AND read_all_upto = ${next.before} FOR UPDATE`);
		if (!user) return false;
		await pin(tx, userId, unread);
		await tx.execute(sql`UPDATE users SET read_all_upto = ${next.upto}, read_all_at = ${next.at}::timestamptz WHERE id = ${userId}`);
		return true;
	});
}

/** An id that every message is either committed below or will be drawn above. */
async function freshWatermark(userId: number): Promise<{ upto: string; at: string; before: string }> {
	return transaction(async (tx) => {
		await closeBarrier(tx);
		const [next] = await tx.execute<{ upto: string; at: string; before: string }>(
			sql`SELECT nextval('timeline_id') AS upto, clock_timestamp()::text AS at, read_all_upto AS before FROM users WHERE id = ${userId}`,
		);
		if (!next) throw new Error("the user is gone");
		return next;
	});
}

async function unreadNow(userId: number): Promise<number[]> {
	const ids = tabs.map(
		(tab) => sql`(SELECT id FROM (${pageIds(userId, parseListFilter(new URLSearchParams({ tab, unread: "1" })), undefined, mostPins + 1)}) ${sql.raw(tab)})`,
	);
	const rows = await db().execute<{ id: string }>(sql.join(ids, sql` UNION `));
	return rows.map(({ id }) => Number(id));
}

/** Unless it was read meanwhile. Those marked already are marked again, above the new watermark. */
async function pin(tx: Transaction, userId: number, ids: number[]): Promise<void> {
	await tx.execute(sql`
		INSERT INTO conversation_reads AS r (conversation_id, user_id, read_upto, marked_unread_at)
		SELECT c.id, u.id, u.read_all_upto, nextval('timeline_id') FROM conversations c JOIN users u ON u.id = ${userId}
			WHERE c.id = ANY(${array(ids)}::bigint[]) ORDER BY c.id
		ON CONFLICT (conversation_id, user_id) DO UPDATE SET marked_unread_at = excluded.marked_unread_at,
				read_upto = CASE WHEN r.marked_unread_at > excluded.read_upto THEN r.read_upto ELSE greatest(r.read_upto, excluded.read_upto) END
			WHERE r.marked_unread_at > excluded.read_upto OR r.read_upto < (SELECT last_inbound_id FROM conversations WHERE id = r.conversation_id)`);
}

const batch = 20_000;

/** Deletes, some conversations at a time, the cursors that a watermark passed an hour ago: by then nobody takes "mark all" back. */
async function forgetCursors(): Promise<void> {
	const [newest] = await db().execute<{ id: string | null }>(sql`SELECT max(id) AS id FROM conversations`);
	for (let from = 0; from < Number(newest?.id ?? 0); from += batch) {
		await db().execute(sql`
			DELETE FROM conversation_reads r USING users u WHERE u.id = r.user_id AND r.conversation_id > ${from} AND r.conversation_id <= ${from + batch}
				AND r.read_upto <= u.read_all_upto AND coalesce(r.marked_unread_at <= u.read_all_upto, true) AND u.read_all_at < now() - interval '1 hour'`);
	}
}
