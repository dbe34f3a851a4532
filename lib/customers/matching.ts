import "server-only";
import { type SQL, sql } from "drizzle-orm";

/** What was typed, as words to look for. PostgreSQL takes no NUL, and nobody is called so. */
export function searchedWords(text: string): string[] {
	const clean = text
		.slice(0, 200)
		.toWellFormed()
		.normalize("NFC")
		.replace(/[\p{Cc}"]/gu, " ");
	return clean.trim().split(/\s+/).filter(Boolean).slice(0, 8);
}

export const like = (text: string) => text.replace(/[\\%_]/g, "\\$&");
const part = (text: string) => sql`fold(${`%${like(text)}%`})`;
const all = (column: SQL, parts: string[]) =>
	sql.join(
		parts.map((each) => sql`${column} LIKE ${part(each)}`),
		sql` AND `,
	);

/**
 * The ids of customers by any part of their name, email or phone, each from an index; some of them twice. With fewer than three characters,
 * by the beginning of the name.
 */
export const matchingIds = (words: string[]): SQL => matchingKeys(words, sql`id`);

/** The same with a column of each, as `key`. */
export function matchingKeys(words: string[], column: SQL): SQL {
	if (isShort(words)) return sql`SELECT id, ${column} AS key FROM customers WHERE ${startsSo(sql`folded`, words)}`;
	const arms = [
		sql`SELECT id, ${column} AS key FROM customers WHERE ${all(sql`folded`, words)}`,
		sql`SELECT i.customer_id, (SELECT ${column} FROM customers WHERE id = i.customer_id) FROM customer_identities i WHERE ${all(sql`value`, addressParts(words))}`,
	];
	const [addresses, names] = mixed(words);
	// From the address, which says more than a name.
	if (addresses.length > 0 && names.length > 0)
		arms.push(sql`SELECT i.customer_id, (SELECT ${column} FROM customers WHERE id = i.customer_id) FROM customer_identities i
			WHERE ${all(sql`value`, addresses)} AND (SELECT ${all(sql`folded`, names)} FROM customers WHERE id = i.customer_id)`);
	return sql.join(arms, sql` UNION ALL `);
}

/** The same as a condition on one customer `c`: what many match is found sooner by walking the list in its order. */
export function isMatch(words: string[]): SQL {
	if (isShort(words)) return startsSo(sql`c.folded`, words);
	const [addresses, names] = mixed(words);
	const either = [
		all(sql`c.folded`, words),
		reached(addressParts(words)),
		...(addresses.length > 0 && names.length > 0 ? [sql`(${all(sql`c.folded`, names)} AND ${reached(addresses)})`] : []),
	];
	return sql`(${sql.join(either, sql` OR `)})`;
}

export const isShort = (words: string[]) => words.length > 0 && [...words.join(" ")].length < 3;
/** Whether a folded name begins so. */
export const startsSo = (folded: SQL, words: string[]) => sql`${folded} LIKE fold(${`${like(words.join(" "))}%`})`;

/** A number is kept without the spaces that people write it with. */
function addressParts(words: string[]): string[] {
	const whole = words.join(" ");
	const digits = /^[+\d\s().-]+$/.test(whole) ? whole.replace(/\D/g, "").replace(/^00/, "") : "";
	return digits.length >= 3 ? [digits] : words;
}

const mixed = (words: string[]) => [words.filter((word) => /[\d@]/.test(word)), words.filter((word) => !/[\d@]/.test(word))] as const;

/** One value and not EXISTS, which may be turned into a scan of all addresses. */
const reached = (parts: string[]) =>
	sql`coalesce((SELECT true FROM customer_identities i WHERE i.customer_id = c.id AND ${all(sql`i.value`, parts)} LIMIT 1), false)`;

/** A customer's first address of a kind. Needs the alias c. */
export const firstIdentity = (kind: "email" | "phone") =>
	sql`(SELECT i.value FROM customer_identities i WHERE i.customer_id = c.id AND i.kind = ${kind} ORDER BY i.position, i.id LIMIT 1)`;
