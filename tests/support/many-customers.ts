import postgres from "postgres";

/**
 * Fills an empty database with customers, the newest first, whose names, addresses and tags lie where it is hard to find them: first names that one in
 * five has ("Tomás"), surnames that one in seven has ("Zúñiga"), and what only the oldest have: a name ("Wolfgang", one in fifty), an address
 * ("old.example", one in five), a tag ("far", one in ten).
 */
export async function fillCustomers(url: string, size: number): Promise<void> {
	// As a replica: no triggers, no checks of foreign keys.
	const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { session_replication_role: "replica" } });
	// Made at once when all are there, which is much sooner done.
	const indexes = await sql<{ name: string; made: string }[]>`
		SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE tablename IN ('customers', 'customers_by_facet') AND indexname !~ 'pkey|_pk$'`;
	for (const { name } of indexes) await sql`DROP INDEX ${sql(name)}`;
	await sql`INSERT INTO customers (id, name, searched, language, source, tags, created_at)
		SELECT i, n, concat_ws(E'\\n', fold(n), email, phone), (ARRAY['es','en','it'])[1 + i % 3], CASE WHEN i % 101 = 0 THEN 'form' ELSE 'inbound' END,
			CASE WHEN i % 2003 = 0 THEN ARRAY['rare'] WHEN i > ${size}::int * 0.9 THEN ARRAY['far'] WHEN i % 11 = 0 THEN ARRAY['common'] ELSE '{}' END,
			now() - make_interval(mins => i)
		FROM generate_series(1, ${size}::int) i, LATERAL (SELECT
			CASE WHEN i > ${size}::int * 0.98 THEN 'Wolfgang' ELSE (ARRAY['Ana','Luis','Giulia','Tomás','Oliver'])[1 + i % 5] END
				|| ' ' || (ARRAY['Pérez','Rossi','Smith','Abad','Zúñiga','Müller','Moreau'])[1 + i / 5 % 7] || ' ' || md5(i::text) AS n,
			left(md5(i::text), 12) || CASE WHEN i > ${size}::int * 0.8 THEN '@old.example' ELSE '@gmail.com' END AS email, '+3460' || lpad(i::text, 7, '0') AS phone) made`;
	await sql`INSERT INTO customer_identities (customer_id, kind, value, position)
		SELECT id, CASE place WHEN 2 THEN 'email' ELSE 'phone' END, value, place - 2 FROM customers, string_to_table(searched, E'\\n') WITH ORDINALITY lines(value, place) WHERE place > 1`;
	await sql`INSERT INTO customers_by_facet SELECT facet, id, created_at, folded FROM customers, unnest(customer_facets(tags, language, source)) facet`;
	await sql`SELECT setval(pg_get_serial_sequence('customers', 'id'), ${size}::int)`;
	for (const { made } of indexes) await sql.unsafe(made);
	await sql`VACUUM (ANALYZE) customers, customers_by_facet, customer_identities`;
	await sql.end();
}

/** The middle of them, by time. */
export const middleOf = (size: number) => new Date(Date.now() - size * 30_000).toISOString().replace("Z", "000Z");

/** What is hard to find among them, as queries of the list. */
export const hardQueries = [
	// A first name that one in five has, a part of it, a surname, both.
	"q=tomas",
	"q=omas",
	"q=zuniga",
	"q=tomas zuniga",
	// With what only some of them have.
	"q=tomas&language=it",
	"q=tomas&tag=common",
	"q=tomas&tag=common&language=it&source=inbound",
	"q=tomas&tag=far",
	"q=tomas&tag=rare",
	"q=tomas&source=form",
	// What only the oldest have.
	"q=wolfgang",
	"q=wolfgang&tag=far",
	"q=wolfgang&tag=rare",
	"q=wo",
	"q=old.example",
	"q=old.example&language=it",
	"q=tomas old.example",
	// Two that very many have, and nobody both.
	"q=gmail.com&tag=far",
	"q=gmail.com wolfgang",
	// What all or nearly all have, and what nobody has.
	"q=3460",
	"q=gmail.com",
	"q=an",
	"q=nobody-is-called-so",
	"q=zz",
	"q=...",
] as const;
