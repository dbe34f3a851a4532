import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db, transaction } from "@/db";
import { customers, settings } from "@/db/schema";
import { statement } from "@/db/statement";
import { setupDatabase } from "../support/database";

setupDatabase();

const byName = statement((builder) =>
	builder
		.select({ id: customers.id, at: customers.createdAt, tags: customers.tags })
		.from(customers)
		.where(eq(customers.name, sql.placeholder("name"))),
);
const insert = statement((builder) =>
	builder
		.insert(customers)
		.values({ name: sql.placeholder("name"), tags: sql.placeholder("tags") })
		.returning({ id: customers.id }),
);

test("answers as a query does that is built each time: on the pool, and within a transaction what that has written", async () => {
	const back = new Error("back");
	const rolledBack = transaction(async (tx) => {
		await insert(tx, { name: "Ana", tags: ["a", 'b, "c"'] });
		const [own] = await byName(tx, { name: "Ana" });
		expect(own).toEqual({ id: expect.any(Number), at: expect.any(Date), tags: ["a", 'b, "c"'] });
		throw back;
	});
	await expect(rolledBack).rejects.toBe(back);
	expect(await byName(db(), { name: "Ana" })).toEqual([]);
});

test("many transactions at once each write through their own connection", async () => {
	const names = Array.from({ length: 20 }, (_, i) => `customer ${i}`);
	await Promise.allSettled(
		names.map((name, i) =>
			transaction(async (tx) => {
				await insert(tx, { name, tags: [] });
				if (i % 2 === 0) throw new Error("back");
			}),
		),
	);
	const found = await Promise.all(names.map((name) => byName(db(), { name })));
	expect(found.map((rows) => rows.length)).toEqual(names.map((_, i) => i % 2));
});

test("the last statements of a transaction are part of it, though nobody waits for them", async () => {
	await transaction(async (tx, last) => {
		await tx.insert(settings).values({ key: "first", value: 1 });
		last(tx.insert(settings).values({ key: "last", value: 2 }));
		last(tx.execute(sql`INSERT INTO settings (key, value) VALUES ('very last', '3')`));
	});
	const written = await db().execute(
		sql`SELECT count(*)::int AS rows, count(DISTINCT xmin::text)::int AS transactions FROM settings WHERE key IN ('first', 'last', 'very last')`,
	);
	expect(written[0]).toEqual({ rows: 3, transactions: 1 });
});

test("a last statement that fails takes all with it, and is told", async () => {
	const failing = transaction(async (tx, last) => {
		await tx.insert(settings).values({ key: "gone", value: 1 });
		last(tx.execute(sql`SELECT 1 / 0`));
		last(tx.insert(settings).values({ key: "gone too", value: 1 }));
	});
	await expect(failing).rejects.toMatchObject({ cause: { message: "division by zero" } });
	expect(await db().execute(sql`SELECT key FROM settings WHERE key LIKE 'gone%'`)).toHaveLength(0);
});
