import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";

/** Adds up the changes of each counter into one row. Readers see either the many or the one. */
export async function foldCounts(): Promise<void> {
	await db().execute(sql`
		WITH folded AS (DELETE FROM conversation_counts RETURNING user_id, facet, change)
		INSERT INTO conversation_counts (user_id, facet, change) SELECT user_id, facet, sum(change) FROM folded GROUP BY user_id, facet HAVING sum(change) <> 0`);
}
