import { type SQL, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { parseCustomerFilter } from "@/lib/customers/filter";
import { customerPageSql, rareSql } from "@/lib/customers/list";
import { searchedWords } from "@/lib/customers/matching";
import { setupDatabase } from "../../support/database";

setupDatabase();

// The figures hold at 500,000 as well: CUSTOMERS=500000 runs them there.
const size = Number(process.env.CUSTOMERS ?? 60_000);

beforeAll(async () => {
	await db().execute(sql`INSERT INTO customers (name, language, source, tags, created_at)
		SELECT (ARRAY['Ana','Luis','Giulia','Tomás','Oliver'])[1 + i % 5] || ' ' || md5(i::text), (ARRAY['es','en','it'])[1 + i % 3], CASE WHEN i % 101 = 0 THEN 'form' ELSE 'inbound' END,
			CASE WHEN i % 2003 = 0 THEN ARRAY['rare'] WHEN i % 11 = 0 THEN ARRAY['common'] ELSE '{}' END, now() - make_interval(secs => i)
		FROM generate_series(1, ${size}) i`);
	await db().execute(sql`INSERT INTO customer_identities (customer_id, kind, value) SELECT id, 'email', md5(id::text) || '@gmail.com' FROM customers`);
	await db().execute(sql`VACUUM ANALYZE`);
}, 300_000);

/** Pages of 8 kB that a query touches: repeatable, whatever else the machine does. */
async function buffersOf(query: SQL): Promise<number> {
	const [row] = await db().execute<{ "QUERY PLAN": [{ Plan: Record<string, number> }] }>(sql`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${query}`);
	const plan = row?.["QUERY PLAN"][0].Plan ?? {};
	return (plan["Shared Hit Blocks"] ?? Number.NaN) + (plan["Shared Read Blocks"] ?? Number.NaN);
}

describe("a page of customers touches few pages of the database, whatever the filter", () => {
	test.each([
		["", 1000],
		["sort=name", 1000],
		["language=it", 1500],
		["tag=common&sort=name", 2500],
		["tag=rare", 4000],
		["source=form&language=es&sort=name", 12_000],
		["tag=absent", 200],
		["tag=rare&language=de", 1000],
	])("«%s»", async (query, most) => {
		const filter = parseCustomerFilter(new URLSearchParams(query));
		const middle = filter.sort === "name" ? "m" : new Date(Date.now() - (size / 2) * 1000).toISOString().replace("Z", "000Z");
		for (const after of [undefined, { key: middle, id: 1 }]) {
			expect(await buffersOf(customerPageSql(filter, [], null, after, 50))).toBeLessThan(most);
		}
	});

	test.each([
		["a rare text", "ana c4ca", 1500],
		["what half of all match", "gmail.com", 40_000],
		["a common name", "tomas", 12_000],
		["two letters", "an", 5000],
		["nobody", "nobody-is-called-so", 1500],
	])("text: %s", async (_, q, most) => {
		const words = searchedWords(q);
		const probe = rareSql(words);
		const found = await db().execute<{ id: string }>(probe);
		const few = found.length > 2000 ? null : found.map(({ id }) => Number(id));
		const filter = parseCustomerFilter(new URLSearchParams({ q }));
		const total = (await buffersOf(probe)) + (await buffersOf(customerPageSql(filter, words, few, undefined, 50)));
		expect(total).toBeLessThan(most);
	});
});
