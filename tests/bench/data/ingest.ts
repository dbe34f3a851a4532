import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { db } from "@/db";
import { foldCounts } from "@/lib/conversations/fold-counts";
import { receiveText } from "@/lib/messages/receive-text";
import type { Figure } from "../figures";
import { diligent } from "../seed/people";

const writers = 16;
const each = 300;

/** Texts from customers known and new, received by sixteen writers at once through the real verb; then whether all of it is right. Each run leaves its messages behind, read by who reads everything. */
export async function ingestFigures(): Promise<Figure[]> {
	const known = await db().execute<{ value: string }>(sql`SELECT value FROM customer_identities WHERE kind = 'phone' AND id % 37 = 3 LIMIT 5000`);
	const [newest] = await db().execute<{ id: string }>(sql`SELECT last_value AS id FROM timeline_id`);
	const write = async (writer: number, times: number) => {
		for (let i = 0; i < times; i++) {
			const from =
				i % 10 === 0 ? `+347${String(10_000_000 + Math.floor(Math.random() * 89_999_999))}` : (known[(writer * each + i) % known.length]?.value ?? "");
			const body = `Hola, el pedido #${100_000 + i * 37} de la factura ${writer} no ha llegado todavía, gracias.`;
			await receiveText({ kind: "text", channel: "sms", providerId: `SM${randomUUID()}`, from, to: "+34911000417", body, senderName: null, media: [] });
		}
	};
	const all = (times: number) => Promise.all(Array.from({ length: writers }, (_, writer) => write(writer, times)));
	// Every connection gets to know its statements.
	await all(20);
	const start = performance.now();
	await all(each);
	const seconds = (performance.now() - start) / 1000;
	await foldCounts();
	await db().execute(sql`INSERT INTO conversation_reads AS r (conversation_id, user_id, read_upto)
		SELECT conversation_id, ${diligent}, max(id) FROM messages WHERE id > ${newest?.id} GROUP BY 1
		ON CONFLICT (conversation_id, user_id) DO UPDATE SET read_upto = excluded.read_upto`);
	const wrong = await wrongAfter(Number(newest?.id));
	return [
		{ name: `receive messages, ${writers} writers`, unit: "/s", values: [(writers * each) / seconds], goal: 600 },
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
