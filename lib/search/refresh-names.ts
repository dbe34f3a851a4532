import "server-only";
import { sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { searchStale } from "@/db/schema";
import { customersNames, extraText } from "./marks";

const batch = 500;

/**
 * Messages are found by what their customer is called. Goes through those of customers who are called differently now, in batches; a batch that
 * is stopped is done again. Answers how many messages were written.
 */
export async function refreshNames(): Promise<number> {
	let written = 0;
	for (let next = await refreshBatch(); next !== null; next = await refreshBatch()) written += next;
	return written;
}

/** Null when nobody is left. */
async function refreshBatch(): Promise<number | null> {
	return transaction(async (tx) => {
		const [stale] = await tx.execute<{ customerId: string; after: string }>(sql`
			SELECT customer_id AS "customerId", min(after) AS after FROM search_stale WHERE customer_id = (SELECT customer_id FROM search_stale LIMIT 1) GROUP BY customer_id`);
		if (!stale) return null;
		// What is appended from now on is another round.
		await tx.execute(sql`DELETE FROM search_stale WHERE customer_id = ${stale.customerId}`);
		const customerId = Number(stale.customerId);
		const found = await messagesOf(tx, customerId, Number(stale.after));
		const [known] = await customersNames(tx, [customerId]);
		const written = await write(tx, found, known?.names ?? []);
		const last = found.at(-1);
		if (last && found.length === batch) await tx.insert(searchStale).values({ customerId, after: Number(last.id) });
		return written;
	});
}

type Row = { id: string; extra: string; shown: (string | null)[]; files: string[] };

function messagesOf(tx: Transaction, customerId: number, after: number): Promise<Row[]> {
	return tx.execute<Row>(sql`
		SELECT m.id, m.search_extra AS extra, ARRAY[coalesce(mm.subject, c.subject), coalesce(m.sender_name, u.name), m.sender_address] AS shown,
			ARRAY(SELECT a.filename FROM attachments a WHERE a.message_id = m.id ORDER BY a.position, a.id) AS files
		FROM conversations c CROSS JOIN LATERAL (SELECT * FROM messages m WHERE m.conversation_id = c.id AND m.id > ${after} ORDER BY m.id LIMIT ${batch}) m
			LEFT JOIN message_mails mm ON mm.message_id = m.id LEFT JOIN users u ON u.id = m.user_id
		WHERE c.customer_id = ${customerId} ORDER BY m.id LIMIT ${batch}`);
}

/** The marks stay: they say who sent it. Messages that say it already are left alone. */
async function write(tx: Transaction, found: Row[], names: string[]): Promise<number> {
	const changed = found.flatMap(({ id, extra, shown, files }) => {
		const marks = extra.split(" ").filter((word) => word.startsWith("zq"));
		const now = extraText(marks, [...shown.map((text) => text ?? ""), ...names, ...files]);
		return now === extra ? [] : [{ id: Number(id), extra: now }];
	});
	if (changed.length === 0) return 0;
	await tx.execute(
		sql`UPDATE messages m SET search_extra = now.extra FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) now(id bigint, extra text) WHERE m.id = now.id`,
	);
	return changed.length;
}
