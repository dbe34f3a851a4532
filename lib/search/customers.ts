import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db";

export type CustomerHit = {
	id: number;
	name: string;
	company: string | null;
	/** Its first address of each kind. */
	email: string | null;
	phone: string | null;
	/** Its newest conversation, ISO 8601 its last activity. */
	conversationId: number | null;
	lastAt: string | null;
};

/** How many are looked at to choose those that were active last. */
const considered = 100;

/**
 * Customers by any part of their name, email or phone: accents, case and the spaces of a number do not matter. Of many, those whose name
 * begins so and who were active last. With fewer than three characters, only by the beginning of the name.
 */
export async function searchCustomers(text: string, limit = 5): Promise<CustomerHit[]> {
	const words = clean(text).split(/\s+/).filter(Boolean).slice(0, 8);
	if (words.length === 0) return [];
	const rows = await db().execute<Omit<CustomerHit, "id" | "conversationId"> & { id: string; conversationId: string | null }>(sql`
		WITH found AS MATERIALIZED (SELECT * FROM (${matching(words)}) either LIMIT ${considered})
		SELECT c.id, c.name, c.company, ${firstIdentity("email")} AS email, ${firstIdentity("phone")} AS phone, l.id AS "conversationId", l.last_message_at AS "lastAt"
		FROM found f JOIN customers c ON c.id = f.id
			LEFT JOIN LATERAL (SELECT v.id, v.last_message_at, v.sort_at FROM conversations v WHERE v.customer_id = c.id ORDER BY v.sort_at DESC LIMIT 1) l ON true
		ORDER BY (fold(c.name) LIKE fold(${`${like(words.join(" "))}%`})) DESC, l.sort_at DESC NULLS LAST, c.id DESC LIMIT ${limit}`);
	return rows.map((row) => ({
		...row,
		id: Number(row.id),
		conversationId: row.conversationId === null ? null : Number(row.conversationId),
		lastAt: row.lastAt === null ? null : new Date(row.lastAt).toISOString(),
	}));
}

/** PostgreSQL takes no NUL, and nobody is called so. */
const clean = (text: string) =>
	text
		.slice(0, 200)
		.toWellFormed()
		.normalize("NFC")
		.replace(/[\p{Cc}"]/gu, " ")
		.trim();
const like = (text: string) => text.replace(/[\\%_]/g, "\\$&");
const part = (text: string) => sql`fold(${`%${like(text)}%`})`;
const firstIdentity = (kind: string) =>
	sql`(SELECT i.value FROM customer_identities i WHERE i.customer_id = c.id AND i.kind = ${kind} ORDER BY i.position, i.id LIMIT 1)`;

function matching(words: string[]): SQL {
	const whole = words.join(" ");
	if ([...whole].length < 3) return sql`SELECT id FROM customers WHERE fold(name) LIKE fold(${`${like(whole)}%`})`;
	const all = (column: SQL, parts: string[]) =>
		sql.join(
			parts.map((each) => sql`${column} LIKE ${part(each)}`),
			sql` AND `,
		);
	const [digits] = /^[+\d\s().-]+$/.test(whole) ? [whole.replace(/\D/g, "").replace(/^00/, "")] : [];
	const arms = [
		sql`SELECT id FROM customers WHERE ${all(sql`fold(name)`, words)}`,
		sql`SELECT customer_id FROM customer_identities WHERE ${all(sql`value`, digits && digits.length >= 3 ? [digits] : words)}`,
	];
	const [addresses, names] = [words.filter((word) => /[\d@]/.test(word)), words.filter((word) => !/[\d@]/.test(word))];
	if (addresses.length > 0 && names.length > 0)
		arms.push(sql`SELECT c.id FROM customers c WHERE ${all(sql`fold(c.name)`, names)}
			AND EXISTS (SELECT 1 FROM customer_identities i WHERE i.customer_id = c.id AND ${all(sql`i.value`, addresses)})`);
	return sql.join(arms, sql` UNION `);
}
