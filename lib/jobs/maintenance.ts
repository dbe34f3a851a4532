import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";
import { log } from "@/lib/log";

const everyMs = 5_000;

/** What the worker does every few seconds besides jobs: says that it lives, and folds the counters. */
export function startMaintenance() {
	async function tick() {
		await beat("worker");
		await foldCounts();
	}
	const guarded = () => tick().catch((error) => log().error({ err: error }, "maintenance failed"));
	void guarded();
	const timer = setInterval(guarded, everyMs);
	return { stop: () => clearInterval(timer) };
}

export async function beat(name: string): Promise<void> {
	await db().execute(sql`INSERT INTO heartbeats (name, at) VALUES (${name}, clock_timestamp()) ON CONFLICT (name) DO UPDATE SET at = excluded.at`);
}

/** Adds up the changes of each counter into one row. Readers see either the many or the one. */
export async function foldCounts(): Promise<void> {
	await db().execute(sql`
		WITH folded AS (DELETE FROM conversation_counts RETURNING user_id, facet, change)
		INSERT INTO conversation_counts (user_id, facet, change) SELECT user_id, facet, sum(change) FROM folded GROUP BY user_id, facet HAVING sum(change) <> 0`);
}
