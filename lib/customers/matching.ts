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
export function matchingIds(words: string[]): SQL {
	if (isShort(words)) return sql`SELECT id FROM customers WHERE ${startsSo(sql`name`, words)}`;
	const arms = [
		sql`SELECT id FROM customers WHERE ${all(sql`fold(name)`, words)}`,
		sql`SELECT customer_id FROM customer_identities WHERE ${all(sql`value`, addressParts(words))}`,
	];
	const [addresses, names] = mixed(words);
	if (addresses.length > 0 && names.length > 0) arms.push(sql`SELECT c.id FROM customers c WHERE ${namedAndReached(addresses, names)}`);
	return sql.join(arms, sql` UNION ALL `);
}

/** The same as a condition on one customer `c`: what many match is found sooner by walking the list in its order. */
export function isMatch(words: string[]): SQL {
	if (isShort(words)) return startsSo(sql`c.name`, words);
	const [addresses, names] = mixed(words);
	const either = [
		all(sql`fold(c.name)`, words),
		sql`EXISTS (SELECT 1 FROM customer_identities i WHERE i.customer_id = c.id AND ${all(sql`i.value`, addressParts(words))})`,
		...(addresses.length > 0 && names.length > 0 ? [namedAndReached(addresses, names)] : []),
	];
	return sql`(${sql.join(either, sql` OR `)})`;
}

const isShort = (words: string[]) => [...words.join(" ")].length < 3;
const startsSo = (name: SQL, words: string[]) => sql`fold(${name}) LIKE fold(${`${like(words.join(" "))}%`})`;

/** A number is kept without the spaces that people write it with. */
function addressParts(words: string[]): string[] {
	const whole = words.join(" ");
	const digits = /^[+\d\s().-]+$/.test(whole) ? whole.replace(/\D/g, "").replace(/^00/, "") : "";
	return digits.length >= 3 ? [digits] : words;
}

const mixed = (words: string[]) => [words.filter((word) => /[\d@]/.test(word)), words.filter((word) => !/[\d@]/.test(word))] as const;

function namedAndReached(addresses: string[], names: string[]): SQL {
	return sql`${all(sql`fold(c.name)`, names)} AND EXISTS (SELECT 1 FROM customer_identities i WHERE i.customer_id = c.id AND ${all(sql`i.value`, addresses)})`;
}

/** A customer's first address of a kind. Needs the alias c. */
export const firstIdentity = (kind: "email" | "phone") =>
	sql`(SELECT i.value FROM customer_identities i WHERE i.customer_id = c.id AND i.kind = ${kind} ORDER BY i.position, i.id LIMIT 1)`;
