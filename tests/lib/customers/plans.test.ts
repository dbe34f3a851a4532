import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { type CustomerCursor, parseCustomerFilter } from "@/lib/customers/filter";
import { listCustomers } from "@/lib/customers/list";
import { touched } from "../../support/buffers";
import { setupDatabase } from "../../support/database";

setupDatabase();
// For touched().
process.env.DATABASE_POOL = "1";

// The figures hold at 500,000 as well: CUSTOMERS=500000 runs them there.
const size = Number(process.env.CUSTOMERS ?? 60_000);

/** "far": what only the oldest tenth have. A name that many share ("Tomás") and one that only the oldest do ("Wolfgang"). */
beforeAll(async () => {
	await db().execute(sql`SET session_replication_role = replica`);
	await db().execute(sql`INSERT INTO customers (id, name, searched, language, source, tags, created_at)
		SELECT i, n, fold(n) || E'\\n' || md5(i::text) || '@gmail.com', (ARRAY['es','en','it'])[1 + i % 3], CASE WHEN i % 101 = 0 THEN 'form' ELSE 'inbound' END,
			CASE WHEN i % 2003 = 0 THEN ARRAY['rare'] WHEN i > ${size} * 0.9 THEN ARRAY['far'] WHEN i % 11 = 0 THEN ARRAY['common'] ELSE '{}' END, now() - make_interval(secs => i)
		FROM generate_series(1, ${size}) i, LATERAL (SELECT CASE WHEN i > ${size} * 0.98 THEN 'Wolfgang' ELSE (ARRAY['Ana','Luis','Giulia','Tomás','Oliver'])[1 + i % 5] END || ' ' || md5(i::text) AS n) named`);
	await db().execute(
		sql`INSERT INTO customers_by_facet SELECT facet, id, created_at, folded FROM customers, unnest(customer_facets(tags, language, source)) facet`,
	);
	await db().execute(sql`INSERT INTO customer_identities (customer_id, kind, value) SELECT id, 'email', md5(id::text) || '@gmail.com' FROM customers`);
	await db().execute(sql`SET session_replication_role = origin`);
	await db().execute(sql`VACUUM ANALYZE`);
}, 300_000);

describe("a page of customers touches few pages of the database, whatever the filter", () => {
	test.each([
		["", 1200],
		["language=it", 3500],
		["tag=common", 3500],
		["tag=rare", 3500],
		["tag=far", 3500],
		["tag=absent", 100],
		["source=form", 3500],
		["source=form&language=es", 12_000],
		["tag=far&source=form&language=it", 12_000],
		["tag=rare&language=de", 12_000],
		["q=ana%20c4ca", 12_000],
		["q=gmail.com", 8000],
		["q=tomas", 8000],
		["q=an", 12_000],
		["q=nobody-is-called-so", 12_000],
		["q=tomas&tag=common", 60_000],
		// What many match, and none of them near: they are put in order at once, up to ten thousand.
		["q=wolfgang", 60_000],
		["q=wolfgang&tag=rare", 60_000],
	])("«%s»", async (query, most) => {
		for (const sort of ["newest", "name"] as const) {
			const filter = { ...parseCustomerFilter(new URLSearchParams(query)), sort };
			const key = sort === "name" ? "m" : new Date(Date.now() - (size / 2) * 1000).toISOString().replace("Z", "000Z");
			for (const after of [undefined, { key, id: 1 }]) {
				await listCustomers(filter, after);
				const { buffers } = await touched(() => listCustomers(filter, after));
				expect(buffers, `${sort} ${after?.key}`).toBeLessThan(most);
			}
		}
	});

	test("what is far away is found in the end, each once, in steps of which none is long", async () => {
		const filter = parseCustomerFilter(new URLSearchParams("tag=far&source=form"));
		const [{ count } = { count: 0 }] = await db().execute<{ count: number }>(
			sql`SELECT count(*)::int AS count FROM customers WHERE tags = '{far}' AND source = 'form'`,
		);
		const ids: number[] = [];
		let after: CustomerCursor | null | undefined;
		for (let steps = 0; after !== null; steps++) {
			const page: Awaited<ReturnType<typeof listCustomers>> = await listCustomers(filter, after);
			ids.push(...page.rows.map(({ id }) => id));
			after = page.next;
			expect(steps).toBeLessThan(size / 2000 + count / 50 + 2);
		}
		expect(ids.length).toBe(count);
		expect(new Set(ids).size).toBe(count);
	});
});
