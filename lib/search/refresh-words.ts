import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { searchProgress } from "@/db/schema";
import { closeBarrier } from "@/lib/conversations/barrier";

const batch = 5000;

/**
 * Counts the words of all that arrived since the last time, so that they complete what is being typed. Answers how far it has counted: a
 * timeline id, or 0 when there was nothing new. What is deleted is taken out by forgetWords.
 */
export async function refreshSearchWords(): Promise<number> {
	const settled = await settledId();
	let counted = 0;
	for (let upto = await countBatch(settled); upto > 0; upto = await countBatch(settled)) counted = upto;
	return counted;
}

async function countBatch(settled: number): Promise<number> {
	return transaction(async (tx) => {
		await tx.insert(searchProgress).values({}).onConflictDoNothing();
		const [row] = await tx.select({ upto: searchProgress.upto }).from(searchProgress).for("update");
		const from = row?.upto ?? 0;
		const page = (table: SQL) => sql`(SELECT id FROM ${table} WHERE id > ${from} AND id <= ${settled} ORDER BY id LIMIT ${batch})`;
		const [next] = await tx.execute<{ upto: string | null }>(sql`
			SELECT max(id) AS upto FROM (SELECT id FROM (${page(sql`messages`)} UNION ALL ${page(sql`notes`)}) either ORDER BY id LIMIT ${batch}) batch`);
		if (!next?.upto) return 0;
		const upto = Number(next.upto);
		await countWords(tx, `id > ${from} AND id <= ${upto}`);
		await tx.update(searchProgress).set({ upto });
		return upto;
	});
}

/** No message up to this id is still on its way. In a transaction of its own: arrivals wait for it. */
async function settledId(): Promise<number> {
	return transaction(async (tx) => {
		await closeBarrier(tx);
		const [newest] = await tx.execute<{ id: string }>(sql`SELECT last_value AS id FROM timeline_id`);
		return Number(newest?.id ?? 0);
	});
}

/** Counts those anew that say something else now, after forgetWords has taken out what they said before (and holds the counting up). */
export async function recountWords(tx: Transaction, ids: number[]): Promise<void> {
	const [progress] = await tx.select({ upto: searchProgress.upto }).from(searchProgress);
	const counted = ids.filter((id) => id <= (progress?.upto ?? 0));
	if (counted.length > 0) await countWords(tx, `id IN (${counted.join(",")})`);
}

async function countWords(tx: Transaction, range: string): Promise<void> {
	await tx.execute(sql`
		INSERT INTO search_words (word, messages) ${wordsSql(range)} ORDER BY word
		ON CONFLICT (word) DO UPDATE SET messages = search_words.messages + excluded.messages`);
}

/** The words of the messages and notes that `condition` names (no input of anybody's), and how many of those hold each. */
export function wordsSql(condition: string): SQL {
	const documents = `SELECT to_tsvector('public.inbox', plain_words(left(body, 100000) || ' ' || left(search_extra, 8000))) FROM messages WHERE ${condition}
		UNION ALL SELECT to_tsvector('public.inbox', plain_words(left(body, 100000))) FROM notes WHERE ${condition}`;
	return sql`SELECT word, ndoc FROM ts_stat(${documents}) WHERE length(word) BETWEEN 2 AND 40 AND word NOT LIKE 'zq%'`;
}
