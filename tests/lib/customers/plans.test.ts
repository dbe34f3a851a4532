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
	// Made at once when all are there, which is much sooner done.
	const [search] = await db().execute<{ made: string }>(sql`SELECT pg_get_indexdef('customers_search'::regclass) AS made`);
	await db().execute(sql`DROP INDEX customers_search`);
	await db().execute(sql`INSERT INTO customers (id, name, searched, language, source, tags, created_at)
		SELECT i, n, fold(n) || E'\\n' || md5(i::text) || '@gmail.com', (ARRAY['es','en','it'])[1 + i % 3], CASE WHEN i % 101 = 0 THEN 'form' ELSE 'inbound' END,
			CASE WHEN i % 2003 = 0 THEN ARRAY['rare'] WHEN i > ${size} * 0.9 THEN ARRAY['far'] WHEN i % 11 = 0 THEN ARRAY['common'] ELSE '{}' END, now() - make_interval(secs => i)
		FROM generate_series(1, ${size}) i, LATERAL (SELECT CASE WHEN i > ${size} * 0.98 THEN 'Wolfgang' ELSE (ARRAY['Ana','Luis','Giulia','Tomás','Oliver'])[1 + i % 5] END || ' ' || md5(i::text) AS n) named`);
	await db().execute(
		sql`INSERT INTO customers_by_facet SELECT facet, id, created_at, folded FROM customers, unnest(customer_facets(tags, language, source)) facet`,
	);
	await db().execute(sql`INSERT INTO customer_identities (customer_id, kind, value) SELECT id, 'email', md5(id::text) || '@gmail.com' FROM customers`);
	await db().execute(sql.raw(search?.made ?? ""));
	await db().execute(sql`SET session_replication_role = origin`);
	await db().execute(sql`VACUUM ANALYZE`);
}, 900_000);

describe("a page of customers touches few pages of the database, whatever the filter", () => {
	test.each([
		["", 600],
		["language=it", 600],
		["tag=common", 600],
		["tag=rare", 600],
		["tag=far", 600],
		["tag=absent", 20],
		["source=form", 600],
		["source=form&language=es", 600],
		["tag=far&source=form&language=it", 600],
		["tag=rare&language=de", 20],
		["q=ana%20c4ca", 1000],
		["q=gmail.com", 600],
		["q=an", 600],
		["q=nobody-is-called-so", 600],
		["q=wolfgang&tag=rare", 1600],
		// What very many match, and all of them far from where one looks: by name, those with the same name lie together.
		["q=wolfgang", 2000],
		["q=tomas", 4000],
		["q=tomas%20gmail", 4000],
		["q=tomas&language=it", 5000],
		["q=tomas&tag=common", 15_000],
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

	test("what is far away is found at once, each once", async () => {
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
			expect(steps).toBeLessThan(count / 50 + 2);
		}
		expect(ids.length).toBe(count);
		expect(new Set(ids).size).toBe(count);
	});
});
