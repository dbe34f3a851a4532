import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { type CustomerCursor, parseCustomerFilter } from "@/lib/customers/filter";
import { countCustomers, listCustomers } from "@/lib/customers/list";
import { touched } from "../../support/buffers";
import { setupDatabase } from "../../support/database";
import { fillCustomers, hardQueries, middleOf } from "../../support/many-customers";

const { url } = setupDatabase();
// For touched().
process.env.DATABASE_POOL = "1";

// The figures hold at 500,000 as well: CUSTOMERS=500000 runs them there.
const size = Number(process.env.CUSTOMERS ?? 60_000);

beforeAll(() => fillCustomers(url, size), 900_000);

/** A page at the beginning of the list and one in its middle, in both orders: the most that any of them touches, and how many rows it has. */
async function most(query: string): Promise<number> {
	const pages: number[] = [];
	for (const sort of ["newest", "name"] as const) {
		const filter = { ...parseCustomerFilter(new URLSearchParams(query)), sort };
		const key = sort === "name" ? "m" : middleOf(size);
		for (const after of [undefined, { key, id: 1 }]) {
			await listCustomers(filter, after);
			const { buffers, answer, milliseconds } = await touched(() => listCustomers(filter, after));
			if (process.env.CUSTOMERS) console.log(query, sort, after ? "middle" : "first", buffers, answer.rows.length, milliseconds.toFixed(1));
			pages.push(buffers);
		}
	}
	return Math.max(...pages);
}

describe("a page of customers touches few pages of the database, whatever the filter", () => {
	test.each([
		["", 700],
		["language=it", 700],
		["tag=common", 700],
		["tag=rare", 700],
		["tag=far", 700],
		["tag=absent", 20],
		["source=form", 700],
		["source=form&language=es", 700],
		["tag=far&source=form&language=it", 700],
		["tag=rare&language=de", 20],
		["q=ana%20c4ca", 1000],
	])("«%s»", async (query, limit) => expect(await most(query)).toBeLessThan(limit));

	// Signs alone are in no index: who has them is looked for among everybody.
	test.each(hardQueries.filter((query) => query !== "q=..."))("«%s»", async (query) => expect(await most(query)).toBeLessThan(4000));
});

test("the count beside the list goes no further than it says", async () => {
	await countCustomers();
	const { answer, buffers } = await touched(countCustomers);
	expect(answer).toEqual({ number: 10_000, more: true });
	if (process.env.CUSTOMERS) console.log("count", buffers);
	expect(buffers).toBeLessThan(400);
});

describe("a page is whole", () => {
	test.each(["tag=far&source=form", "q=wolfgang", "q=tomas&tag=far&sort=name"])("«%s»: what is far away is found at once, each once", async (query) => {
		const filter = parseCustomerFilter(new URLSearchParams(query));
		const name = filter.q === "" ? "" : filter.q === "tomas" ? "Tomás" : "Wolfgang";
		const [{ count } = { count: 0 }] = await db().execute<{ count: number }>(sql`SELECT count(*)::int AS count FROM customers
			WHERE name LIKE ${`${name}%`} AND (${filter.tag}::text IS NULL OR tags = ARRAY[${filter.tag}]::text[]) AND (${filter.source}::text IS NULL OR source = ${filter.source})`);
		const ids: number[] = [];
		let after: CustomerCursor | null | undefined;
		do {
			const page: Awaited<ReturnType<typeof listCustomers>> = await listCustomers(filter, after ?? undefined, 200);
			expect(page.rows).toHaveLength(Math.min(200, count - ids.length));
			ids.push(...page.rows.map(({ id }) => id));
			after = page.next;
		} while (after);
		expect(ids).toHaveLength(count);
		expect(new Set(ids).size).toBe(count);
	});
});
