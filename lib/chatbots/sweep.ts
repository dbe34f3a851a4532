import "server-only";
import { sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { noJobLeft } from "@/lib/jobs/lost";

/**
 * Ends what nobody works on any more, so that every run has an end on record: those whose job is gone for good, those whose customer never
 * answered (in a week), and those where a person has answered instead.
 */
export async function sweepRuns(): Promise<void> {
	await transaction(async (tx) => {
		const lost = noJobLeft(sql`'chatbot-run:' || r.id`);
		const works = sql`(r.state IN ('queued', 'running') OR r.wake_at IS NOT NULL)`;
		await tx.execute(sql`UPDATE chatbot_runs SET ended_at = clock_timestamp(), cursor = NULL,
				state = CASE WHEN o.why = 'lost' THEN 'failed' ELSE 'stopped' END, error = o.why
			FROM (SELECT r.id, CASE
					WHEN ${works} AND ${lost} THEN 'lost'
					WHEN r.state = 'waiting' AND r.started_at < now() - interval '7 days' THEN 'noAnswer'
					WHEN r.state = 'waiting' AND EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = r.conversation_id AND m.id > r.since_id AND m.author IN ('operator', 'chatbot')) THEN 'answered'
				END AS why FROM chatbot_runs r WHERE r.ended_at IS NULL ORDER BY r.started_at LIMIT 500 FOR UPDATE OF r SKIP LOCKED) o
			WHERE chatbot_runs.id = o.id AND o.why IS NOT NULL`);
	});
}

/** Runs are kept for so many days. */
const keptDays = 180;

/** Forgets the runs that ended long ago, some at a time; not that one handed over to people, which keeps chatbots silent until somebody lets them. */
export async function forgetBotRuns(): Promise<void> {
	let gone: unknown[];
	do {
		gone = await db().execute(sql`DELETE FROM chatbot_runs WHERE id IN (
			SELECT id FROM chatbot_runs WHERE ended_at < now() - make_interval(days => ${keptDays}) AND NOT handed_off ORDER BY id LIMIT 1000) RETURNING 1`);
	} while (gone.length > 0);
}
