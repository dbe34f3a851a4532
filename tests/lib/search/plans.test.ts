import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db, transaction } from "@/db";
import { compileSearch } from "@/lib/search/compile";
import { searchCustomers } from "@/lib/search/customers";
import { parseSearch } from "@/lib/search/parse";
import { searchMessages } from "@/lib/search/queries";
import { refreshSearchWords } from "@/lib/search/refresh-words";
import { smallestSpan, windowOf, windowSql } from "@/lib/search/window";
import { touched } from "../../support/buffers";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser } from "../../support/factories";

setupDatabase();
// For touched().
process.env.DATABASE_POOL = "1";

const size = 40_000;
const everything = Number.MAX_SAFE_INTEGER;
let userId: number;

beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	userId = (await makeUser()).user.id;
	await db().execute(sql`INSERT INTO customers (name) SELECT 'Customer ' || i FROM generate_series(1, 500) i`);
	await db().execute(sql`INSERT INTO conversations (customer_id, inbox_id, channel) SELECT 1 + i % 500, 1, 'email' FROM generate_series(1, 2000) i`);
	await db().execute(sql`
		INSERT INTO messages (conversation_id, inbox_id, channel, direction, author, status, body)
		SELECT 1 + i % 2000, 1, 'email', 'in', 'customer', 'received',
			concat_ws(' ', 'common', CASE WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END, CASE WHEN i % 5000 = 0 THEN 'rare' END, CASE WHEN i = 3 THEN 'unique even' END, 'w' || i % 977, 'v' || i % 4001)
		FROM generate_series(1, ${size}) i`);
	await db().execute(sql`INSERT INTO notes (conversation_id, user_id, body) SELECT i, ${userId}, 'common note' FROM generate_series(1, 200) i`);
	await db().execute(sql`UPDATE conversations SET flagged = true WHERE id % 400 = 0`);
	while (await refreshSearchWords());
	await db().execute(sql`VACUUM ANALYZE`);
}, 120_000);

/** Pages of 8 kB that a search touches in a window that ends at the newest id: repeatable, whatever else the machine does. */
async function buffersOf(typed: string, span: number, limit = 20): Promise<number> {
	return transaction(async (tx) => {
		await tx.execute(sql`SET LOCAL enable_seqscan = off`);
		const query = parseSearch(typed);
		const compiled = await compileSearch(tx, userId, query);
		const [row] = await tx.execute<{ "QUERY PLAN": [{ Plan: Record<string, number> }] }>(
			sql`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${windowSql(userId, query, compiled, windowOf(compiled.to - 1, span, compiled.from), limit)}`,
		);
		const plan = row?.["QUERY PLAN"][0].Plan ?? {};
		return (plan["Shared Hit Blocks"] ?? Number.NaN) + (plan["Shared Read Blocks"] ?? Number.NaN);
	});
}

describe("a window of a search touches few pages of the database", () => {
	test.each([
		["a common word", "common ", smallestSpan, 400],
		["two common words", "common even ", smallestSpan, 400],
		["two that do not meet there", "odd even ", smallestSpan, 400],
		["a rare word in all of history", "rare ", everything, 60],
		["a single hit at the far end", "unique ", everything, 60],
		["no hit in all of history", "absent ", everything, 60],
		["a common word with a rare one in all of history", "common rare ", everything, 100],
		["a phrase", '"common even"', smallestSpan, 400],
		["what is being typed", "comm", smallestSpan, 400],
		// Three pages to ask a hit about its conversation; widened to whole buckets, the smallest window has up to 3,071 ids.
		["a filter of conversations that no hit passes", "common in:archived ", smallestSpan, 3 * 3071 + 400],
		["a filter that leaves a few conversations, in all of history", "common is:flagged ", 10 * size, 400],
	])("%s", async (_, typed, span, most) => {
		const buffers = await buffersOf(typed, span);
		expect(buffers).toBeLessThan(most);
		expect(buffers, "nothing was read").toBeGreaterThan(2);
	});
});

/** From what is typed to the hits, once PostgreSQL has settled on its plans: it may keep one for all values after five times. */
describe("a whole search touches few pages of the database", () => {
	const search = (typed: string) => () => searchMessages(userId, parseSearch(typed), { budgetMs: 10_000 });
	test.each<[string, number, () => Promise<unknown>]>([
		["a common word", 800, search("common ")],
		["several words", 900, search("common even w12 ")],
		["two words that met once, long ago", 900, search("odd even ")],
		["a rare word", 400, search("rare ")],
		["no hit", 200, search("absent ")],
		["a phrase", 900, search('"common even"')],
		["what is being typed", 900, search("comm")],
		["what must not be there", 900, search("common -even ")],
		["a few flagged conversations", 3000, search("common is:flagged ")],
		["with dates", 1200, search("common after:2020-01-01 ")],
		["customers by part of a name", 800, () => searchCustomers("omer 12")],
	])("%s", async (_, most, work) => {
		for (let i = 0; i < 6; i++) await work();
		const { buffers } = await touched(work);
		expect(buffers).toBeLessThan(most);
		expect(buffers, "nothing was read").toBeGreaterThan(2);
	});
});

test("two words that met once, long ago, are found in one answer, which says that there are no more", async () => {
	const { hits, complete } = await searchMessages(userId, parseSearch("odd even "), { budgetMs: 10_000 });
	expect(hits.map(({ snippet }) => snippet.text)).toEqual([expect.stringContaining("unique")]);
	expect(complete).toBe(true);
});

describe("behind many newest messages that do not hold the words", () => {
	beforeAll(async () => {
		await db().execute(sql`
			INSERT INTO messages (conversation_id, inbox_id, channel, direction, author, status, body)
			SELECT 1 + i % 2000, 1, 'email', 'in', 'customer', 'received', 'other w' || i % 977 FROM generate_series(1, ${size / 2}) i`);
		await db().execute(sql`INSERT INTO conversation_assignees (conversation_id, user_id) SELECT id, ${userId} FROM conversations WHERE id % 4 = 0`);
		while (await refreshSearchWords());
		await db().execute(sql`VACUUM ANALYZE`);
	}, 120_000);

	test("a filter that every fourth hit passes does not have all the hits fetched", async () => {
		const work = () => searchMessages(userId, parseSearch("common assigned:me "), { budgetMs: 10_000 });
		for (let i = 0; i < 6; i++) expect((await work()).hits).toHaveLength(20);
		const { buffers } = await touched(work);
		expect(buffers).toBeLessThan(750);
	});

	test("nor those of a word whose count is wrong by far", async () => {
		await db().execute(sql`UPDATE search_words SET messages = 600 WHERE word = 'common'`);
		const newest = await db().execute<{ id: string }>(sql`
			SELECT id FROM (SELECT id, conversation_id, body FROM messages UNION ALL SELECT id, conversation_id, body FROM notes) said
			WHERE body LIKE 'common%' AND conversation_id % 4 = 0 ORDER BY id DESC LIMIT 20`);
		const work = () => searchMessages(userId, parseSearch("common assigned:me "), { budgetMs: 10_000 });
		for (let i = 0; i < 6; i++) expect((await work()).hits.map(({ messageId }) => messageId)).toEqual(newest.map(({ id }) => Number(id)));
		const { buffers } = await touched(work);
		expect(buffers).toBeLessThan(780);
	});

	test("words that seldom meet are found in all of history, though not every message was counted", async () => {
		await db().execute(sql`SELECT setval('timeline_id', 200000000)`);
		await db().execute(sql`UPDATE search_progress SET upto = 190000000`);
		await db().execute(sql`INSERT INTO notes (conversation_id, user_id, body) VALUES (1, ${userId}, 'the newest')`);
		const work = () => searchMessages(userId, parseSearch("odd even "), { budgetMs: 10_000 });
		for (let i = 0; i < 6; i++) expect((await work()).complete).toBe(true);
		const { answer, buffers } = await touched(work);
		expect(answer.hits).toHaveLength(1);
		expect(buffers).toBeLessThan(300);
	});
});
