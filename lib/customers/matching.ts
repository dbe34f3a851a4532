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

/** The ids of customers by any part of their name, email or phone. With fewer than three characters, by the beginning of the name. */
export function matchingIds(words: string[]): SQL {
	return sql`SELECT id FROM customers WHERE ${isShort(words) ? startsSo(sql`folded`, words) : isMatch(sql`searched`, words)}`;
}

/** Whether what a customer is found by has the words. A number is kept without the spaces that people write it with. */
export function isMatch(searched: SQL, words: string[]): SQL {
	if (isShort(words)) return startsSo(searched, words);
	const whole = words.join(" ");
	const number = numberIn(whole);
	const parts = number === null ? words.map((word) => has(searched, word)) : [has(searched, whole)];
	const every = sql.join(parts, sql` AND `);
	return number === null || number === whole ? sql`(${every})` : sql`(${has(searched, number)} OR ${every})`;
}

const has = (searched: SQL, part: string) => sql`${searched} LIKE fold(${`%${like(part)}%`})`;

export const isShort = (words: string[]) => words.length > 0 && [...words.join(" ")].length < 3;
/** Whether a name begins so. */
export const startsSo = (folded: SQL, words: string[]) => sql`${folded} LIKE fold(${`${like(words.join(" "))}%`})`;

/** The same by an index: of a short text, the range of names that begin so. */
export const isIndexedMatch = (words: string[]) =>
	isShort(words) ? sql`(folded >= ${beginning(words)} AND folded < ${ending(words)})` : isMatch(sql`searched`, words);

/** Where names that begin so stand in the order of names: from the one, and before the other. */
export const beginning = (words: string[]) => sql`fold(${words.join(" ")})`;
export const ending = (words: string[]) => sql`${beginning(words)} || chr(1114111)`;

/** Whether there is such an index: three letters or digits in a row make a trigram. */
export const isIndexed = (words: string[]) => isShort(words) || words.some((word) => /[\p{L}\p{N}]{3}/u.test(word));

function numberIn(whole: string): string | null {
	const digits = /^[+\d\s().-]+$/.test(whole) ? whole.replace(/\D/g, "").replace(/^00/, "") : "";
	return digits.length >= 3 ? digits : null;
}

/** A customer's first address of a kind. Needs the alias c. */
export const firstIdentity = (kind: "email" | "phone") =>
	sql`(SELECT i.value FROM customer_identities i WHERE i.customer_id = c.id AND i.kind = ${kind} ORDER BY i.position, i.id LIMIT 1)`;
