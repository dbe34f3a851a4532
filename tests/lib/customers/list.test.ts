import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { type CustomerFilter, customerCursorText, customerFilterQuery, parseCustomerCursor, parseCustomerFilter } from "@/lib/customers/filter";
import { countCustomers, customerRows, listCustomers, listTags } from "@/lib/customers/list";
import { setupDatabase } from "../../support/database";

setupDatabase();

const filterOf = (query: string) => parseCustomerFilter(new URLSearchParams(query));

beforeAll(async () => {
	await db().execute(sql`INSERT INTO customers (name, language, source, tags, created_at)
		SELECT (ARRAY['Álvaro','alba','Zoe','ñandú','Bea'])[1 + i % 5] || ' ' || i, (ARRAY['es','es-MX','it',NULL])[1 + i % 4], (ARRAY['inbound','form'])[1 + i % 2],
			CASE WHEN i % 3 = 0 THEN ARRAY['vip','a''b'] WHEN i % 7 = 0 THEN ARRAY['empresa'] ELSE '{}' END, now() - make_interval(mins => i / 3)
		FROM generate_series(1, 230) i`);
	await db().execute(sql`INSERT INTO customer_identities (customer_id, kind, value) SELECT id, 'email', 'c' || id || '@example.com' FROM customers`);
	await db().execute(
		sql`INSERT INTO customer_identities (customer_id, kind, value) SELECT id, 'phone', '+346000' || lpad(id::text, 5, '0') FROM customers WHERE id % 2 = 0`,
	);
});

/** All of the list, page by page. */
async function walk(filter: CustomerFilter, limit: number): Promise<number[]> {
	const ids: number[] = [];
	let after: ReturnType<typeof parseCustomerCursor> | undefined;
	for (;;) {
		const { rows, next } = await listCustomers(filter, after ?? undefined, limit);
		ids.push(...rows.map((row) => row.id));
		if (!next) return ids;
		// As it travels.
		after = parseCustomerCursor(customerCursorText(next), filter.sort);
		expect(after).toEqual(next);
	}
}

describe("the pages of the list", () => {
	test.each([
		["", "true"],
		["sort=name", "true"],
		["language=es", "language LIKE 'es%'"],
		["language=none&sort=name", "language IS NULL"],
		["tag=vip", "tags @> '{vip}'"],
		["tag=a'b&source=form", "tags @> ARRAY['a''b'] AND source = 'form'"],
		["tag=vip&language=it&source=inbound&sort=name", "tags @> '{vip}' AND language = 'it' AND source = 'inbound'"],
		["q=alvaro", "name LIKE 'Álvaro%'"],
		["q=NANDU&sort=name", "name LIKE 'ñandú%'"],
		["q=al&sort=name", "name ILIKE 'al%' OR name LIKE 'Ál%'"],
		["q=c1&tag=vip", "false"],
		["q=c12@example", "id = 12"],
		["q=600 0001&tag=vip", "tags @> '{vip}' AND id % 2 = 0 AND id BETWEEN 100 AND 199"],
		["q=nobody", "false"],
	])("«%s» shows each once, in order", async (query, condition) => {
		const filter = filterOf(query);
		const order = filter.sort === "name" ? `fold(name) COLLATE "C", id` : "created_at DESC, id DESC";
		const expected = await db().execute<{ id: string }>(sql.raw(`SELECT id FROM customers WHERE ${condition} ORDER BY ${order}`));
		const ids = expected.map(({ id }) => Number(id));
		for (const limit of [7, 50]) expect(await walk(filter, limit)).toEqual(ids);
	});

	test("a row says what is shown of it", async () => {
		await db().execute(
			sql`INSERT INTO customers (name, company, avatar_key, language, tags) VALUES ('Único', 'ACME', 'avatars/ab/0123456789abcdef', 'it', '{uno}')`,
		);
		const [row] = (await listCustomers(filterOf("q=unico"))).rows;
		expect(row).toMatchObject({ name: "Único", company: "ACME", language: "it", tags: ["uno"], email: null, phone: null, conversations: 0 });
		expect(row?.avatar).toBe(`/api/customers/${row?.id}/avatar?v=456789abcdef`);
		expect(await customerRows([row!.id])).toMatchObject([{ id: row!.id, name: "Único" }]);
		await db().execute(sql`DELETE FROM customers WHERE name = 'Único'`);
	});

	test("counts and tags are there to choose from", async () => {
		expect(await countCustomers()).toEqual({ number: 230, more: false });
		expect(await listTags()).toEqual(expect.arrayContaining(["a'b", "empresa", "vip"]));
	});
});

describe("what the address may carry", () => {
	test("a filter comes back from its own query", () => {
		const filter = filterOf("q=ana&language=es&tag=vip&source=form&sort=name");
		expect(parseCustomerFilter(customerFilterQuery(filter))).toEqual(filter);
	});

	test.each(["language=<script>", "source=x", "tag=%00a", "tag=%01es", "sort=x", `tag=${"x".repeat(100)}`])("%s is left out", (query) => {
		expect(filterOf(query)).toEqual(filterOf(""));
	});

	test.each([
		["newest", "1_2026-02-31T00:00:00.000000Z"],
		["newest", "1_now"],
		["newest", "0_2026-02-01T00:00:00.000000Z"],
		["name", "x_abc"],
		["name", "1_a\0b"],
		["name", "1_\ud800"],
	] as const)("%s: %j is no cursor", (sort, text) => expect(parseCustomerCursor(text, sort)).toBeNull());
});

describe("what customers are filtered by follows them", () => {
	test("a tag that is given and taken, another language, another name", async () => {
		const [made] = await db().execute<{ id: string }>(sql`INSERT INTO customers (name, language, tags) VALUES ('Zulema', 'pt-BR', '{nueva}') RETURNING id`);
		const id = Number(made?.id);
		const shown = async (query: string) => (await listCustomers(filterOf(query))).rows.map((row) => row.id);
		expect(await shown("tag=nueva&language=pt&sort=name")).toEqual([id]);
		await db().execute(sql`UPDATE customers SET tags = '{otra}', language = NULL, name = 'Ábalos' WHERE id = ${id}`);
		for (const query of ["tag=nueva", "language=pt"]) expect(await shown(query)).toEqual([]);
		expect(await shown("tag=otra&language=none&q=abalos")).toEqual([id]);
		expect((await shown("language=none&sort=name"))[0]).toBe(id);
		await db().execute(sql`DELETE FROM customers WHERE id = ${id}`);
		expect(await shown("tag=otra")).toEqual([]);
	});
});

describe("what customers are found by follows them", () => {
	const found = async (q: string) => {
		const pages = await Promise.all((["newest", "name"] as const).map((sort) => listCustomers({ ...filterOf(""), q, sort })));
		const [newest, byName] = pages.map(({ rows }) => rows.map(({ id }) => id).toSorted());
		expect(newest).toEqual(byName);
		return newest;
	};

	test("a name, an address that is added, corrected, taken, given to another; two that are added at once", async () => {
		const made = await db().execute<{ id: string }>(sql`INSERT INTO customers (name) VALUES ('Íñigo Uno'), ('Íñigo Dos') RETURNING id`);
		const [one, two] = made.map(({ id }) => Number(id));
		const add = (value: string) => db().execute(sql`INSERT INTO customer_identities (customer_id, kind, value) VALUES (${one}, 'email', ${value})`);
		await Promise.all(["first@inigo.example", "second@inigo.example", "third@inigo.example"].map(add));
		for (const q of ["first@inigo", "second@inigo", "third@inigo", "uno third@"]) expect(await found(q)).toEqual([one]);
		expect(await found("ÍÑIGO")).toEqual([one, two]);
		await db().execute(sql`UPDATE customer_identities SET value = 'fourth@inigo.example' WHERE value = 'first@inigo.example'`);
		await db().execute(sql`UPDATE customer_identities SET customer_id = ${two} WHERE value = 'second@inigo.example'`);
		await db().execute(sql`DELETE FROM customer_identities WHERE value = 'third@inigo.example'`);
		await db().execute(sql`UPDATE customers SET name = 'Tres' WHERE id = ${one}`);
		expect(await Promise.all(["fourth@", "second@", "first@inigo", "third@", "inigo uno", "tres"].map(found))).toEqual([[one], [two], [], [], [], [one]]);
		await db().execute(sql`DELETE FROM customers WHERE id IN (${one}, ${two})`);
		expect(await found("inigo")).toEqual([]);
	});

	test("one with more addresses than an index carries along is found by the last of them", async () => {
		const [made] = await db().execute<{ id: string }>(sql`INSERT INTO customers (name) VALUES ('Muchas Direcciones') RETURNING id`);
		await db().execute(
			sql`INSERT INTO customer_identities (customer_id, kind, value, position) SELECT ${made?.id}, 'email', 'direccion-' || i || '@' || repeat('largo', 40) || '.example', i FROM generate_series(1, 40) i`,
		);
		expect(await found("direccion-40@")).toEqual([Number(made?.id)]);
		await db().execute(sql`DELETE FROM customers WHERE id = ${made?.id}`);
	});
});
