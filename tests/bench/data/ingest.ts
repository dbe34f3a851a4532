import { sql } from "drizzle-orm";
import { db } from "@/db";
import { foldCounts } from "@/lib/conversations/fold-counts";
import { ended, serverScript, startNode } from "../../../scripts/lib/children.mjs";
import type { Figure } from "../figures";
import { diligent } from "../seed/people";
import type { Written } from "./writers";

const writers = 16;
/** As workers are where one is not enough: a single Node.js leaves the other core idle. */
const processes = 2;

/** Texts received by sixteen writers at once; then whether all of it is right. Each run leaves its messages behind, read by who reads everything. */
export async function ingestFigures(): Promise<Figure[]> {
	const [newest] = await db().execute<{ id: string }>(sql`SELECT last_value AS id FROM timeline_id`);
	const each = String(writers / processes);
	const write = () => ended(startNode([...serverScript("tests/bench/data/writers.ts"), each], { env: { DATABASE_POOL: each } }), "A process that receives");
	const written = (await Promise.all(Array.from({ length: processes }, write))) as Written[];
	const seconds = (Math.max(...written.map(({ until }) => until)) - Math.min(...written.map(({ from }) => from))) / 1000;
	const messages = written.reduce((sum, one) => sum + one.messages, 0);
	await foldCounts();
	await db().execute(sql`INSERT INTO conversation_reads AS r (conversation_id, user_id, read_upto)
		SELECT conversation_id, ${diligent}, max(id) FROM messages WHERE id > ${newest?.id} GROUP BY 1
		ON CONFLICT (conversation_id, user_id) DO UPDATE SET read_upto = excluded.read_upto`);
	const wrong = await wrongAfter(Number(newest?.id));
	return [
		{ name: `receive messages, ${writers} writers in ${processes} processes`, unit: "/s", values: [messages / seconds], goal: 600 },
		{ name: "… conversations or counters that are wrong afterwards", unit: "", values: [wrong], goal: 0 },
	];
}

/** What the newest messages should have left: the last one on its conversation, the exact number of messages, and counters that add up. */
async function wrongAfter(id: number): Promise<number> {
	const [row] = await db().execute<{ wrong: number }>(sql`
		SELECT (SELECT count(*) FROM (SELECT conversation_id, max(id) AS newest FROM messages WHERE id > ${id} GROUP BY 1) m JOIN conversations c ON c.id = m.conversation_id
				WHERE c.last_message_id <> m.newest OR c.last_inbound_id <> m.newest OR (c.status <> 'active' AND NOT c.spam) OR c.message_count <> (SELECT count(*) FROM messages x WHERE x.conversation_id = c.id))::int
			+ (SELECT count(*) FROM (SELECT facet, count(*) AS real FROM conversations GROUP BY 1) c
				FULL JOIN (SELECT facet, sum(change) AS told FROM conversation_counts WHERE user_id = 0 GROUP BY 1 HAVING sum(change) <> 0) t USING (facet) WHERE real IS DISTINCT FROM told)::int AS wrong`);
	return row?.wrong ?? Number.NaN;
}
