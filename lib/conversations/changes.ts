import "server-only";
import { lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { conversationChanges } from "@/db/schema";

/** What became different for a user. `everything`: too much to tell, or too long ago. `asOf`: what to ask with next time. */
export type ListChanges = { conversationIds: number[]; customerIds: number[]; everything: boolean; asOf: string };

const hoursKept = 24;
/** Beyond it, loading the list again is less work. */
const mostChanges = 500;
const mostRows = 5000;

/** Where changes are known up to, as an SQL expression: every transaction before it has ended. With the second, to tell what is too old. */
export const asOfSql = sql`pg_snapshot_xmin(pg_current_snapshot())::text || '-' || extract(epoch FROM now())::bigint`;

/** Reads such a text; null when it is none. */
export function parseAsOf(text: string | null): { transaction: string; second: number } | null {
	const [, transaction, second] = /^(\d{1,19})-(\d{1,11})$/.exec(text ?? "") ?? [];
	return transaction && second ? { transaction, second: Number(second) } : null;
}

/** The conversations, and the customers' names, that a user's list may show wrongly who last heard of all changes at `asOf`. */
export async function changesSince(userId: number, { transaction, second }: { transaction: string; second: number }): Promise<ListChanges> {
	const [found] = await db().execute<Omit<ListChanges, "everything"> & { all: boolean; rows: number; age: number }>(sql`
		WITH changes AS MATERIALIZED (
			SELECT conversation_id, customer_id, user_id FROM conversation_changes WHERE transaction >= ${transaction}::xid8 ORDER BY transaction LIMIT ${mostRows}
		), mine AS MATERIALIZED (SELECT * FROM changes WHERE user_id IS NULL OR user_id = ${userId})
		SELECT coalesce((SELECT array_agg(DISTINCT conversation_id) FROM mine WHERE conversation_id IS NOT NULL), '{}') AS "conversationIds",
			coalesce((SELECT array_agg(DISTINCT customer_id) FROM mine WHERE customer_id IS NOT NULL), '{}') AS "customerIds",
			EXISTS (SELECT 1 FROM mine WHERE conversation_id IS NULL AND customer_id IS NULL) AS all,
			(SELECT count(*)::int FROM changes) AS rows, extract(epoch FROM now())::int - ${second}::bigint AS age, ${asOfSql} AS "asOf"`);
	if (!found) throw new Error("a select without a table answers one row");
	const [conversationIds, customerIds] = [found.conversationIds.map(Number), found.customerIds.map(Number)];
	const lost = found.age > (hoursKept - 1) * 3600 || found.rows >= mostRows || conversationIds.length + customerIds.length > mostChanges;
	const { asOf } = found;
	return found.all || lost ? { conversationIds: [], customerIds: [], everything: true, asOf } : { conversationIds, customerIds, everything: false, asOf };
}

/** Forgets what nobody can still be waiting for. */
export async function forgetChanges(): Promise<void> {
	await db()
		.delete(conversationChanges)
		.where(lt(conversationChanges.at, sql`now() - make_interval(hours => ${hoursKept})`));
}
