import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { type CustomerCursor, type CustomerFilter, unknownLanguage } from "./filter";
import { isMatch, isShort, searchedWords, startsSo } from "./matching";

/** So many customers are looked at along the list in one step: what is looked for is in its index. Along a facet each one is looked up. */
const step = { list: 5000, facet: 250 };
/** The same where so many match that they must be somewhere along the way. */
const longStep = { list: 50_000, facet: 1000 };
/** As many matches of a text are put in order at once: those that are not near are few, or all in one place. */
const atMost = 20_000;
/** Texts that more match, and until when that is taken for true: the next steps need not find it out again. */
const common = new Map<string, number>();

type Sort = CustomerFilter["sort"];
/** `next`: where to look further. A page may be short of its limit and still have one: so far it looked in a bounded time. */
export type FoundPage = { ids: number[]; next: CustomerCursor | null };

/** The ids of one page of the list, in its order. Its cost does not grow with the number of customers. */
export async function findPage(filter: CustomerFilter, after: CustomerCursor | undefined, limit: number): Promise<FoundPage> {
	const words = searchedWords(filter.q);
	const facet = facetOf(filter);
	const text = `${filter.q}\n${facet}`;
	const isCommon = (common.get(text) ?? 0) > Date.now();
	const inRange = words.length === 0 || isRange(filter.sort, words);
	const wanted = { sort: filter.sort, facet, words, after, limit };
	const size = inRange ? limit + 1 : (isCommon ? longStep : step)[facet ? "facet" : "list"];
	const { rows, end } = await find(walkSql(wanted, size));
	if (rows.length === limit || end === null || inRange || isCommon) return page(rows, limit, end);
	const matched = await find(matchesSql(wanted));
	if (Number(matched.end?.id) <= atMost) return page(matched.rows, limit, null);
	if (common.size > 1000) common.clear();
	common.set(text, Date.now() + 60_000);
	return page(rows, limit, end);
}

type Key = { id: string; key: string };
type Row = Key & { found: boolean; last: boolean };

async function find(query: SQL): Promise<{ rows: Key[]; end: Key | null }> {
	const seen = await db().execute<Row>(query);
	return { rows: seen.filter(({ found }) => found), end: seen.find(({ last }) => last) ?? null };
}

function page(rows: Key[], limit: number, end: Key | null): FoundPage {
	const last = rows.length >= limit ? (rows.at(-1) ?? null) : end;
	return { ids: rows.map(({ id }) => Number(id)), next: last && { key: last.key, id: Number(last.id) } };
}

/** All that is filtered by is one facet: see customersByFacet. "" for none. */
function facetOf({ tag, language, source }: CustomerFilter): string {
	const spoken = language === unknownLanguage ? "" : language;
	return `${tag ?? ""}${spoken === null ? "" : `\u0001${spoken}`}${source ? `\u0002${source}` : ""}`;
}

type Wanted = { sort: Sort; facet: string; words: string[]; after: CustomerCursor | undefined; limit: number };

/** All that a short text matches stand side by side where the list goes by name. */
const isRange = (sort: Sort, words: string[]) => sort === "name" && isShort(words);

/**
 * Walks along the list, or along those of a facet, in the order of the list: those that are wanted, and the last one of the step, wanted or
 * not, when it came so far. It goes by each of them once; a subquery that answers one value is asked for each row, and never turned into a
 * scan of everybody.
 */
function walkSql({ sort, facet, words, after, limit }: Wanted, size: number): SQL {
	const column = sort === "name" ? sql`folded` : sql`created_at`;
	const id = facet ? sql`customer_id` : sql`id`;
	const order = inOrder(sort, column, id);
	const range = isRange(sort, words) ? startsSo(sql`folded`, words) : sql`true`;
	const isWanted = words.length === 0 || isRange(sort, words) ? sql`true` : facet ? lookedUp(words) : glancedAt(words);
	return sql`SELECT id, ${keyText(sort)} AS key, found, place = ${size} AS last
		FROM (SELECT id, key, place, ${isWanted} AS found
			FROM (SELECT ${id} AS id, ${column} AS key, row_number() OVER (${order}) AS place ${facet ? sql`` : sql`, glance`} FROM ${facet ? sql`customers_by_facet` : sql`customers`}
				WHERE ${facet ? sql`facet = ${facet}` : sql`true`} AND ${range} AND ${beyond(sort, column, id, after)} ${order} LIMIT ${size}) w OFFSET 0) looked
		WHERE found OR place = ${size} LIMIT ${limit}`;
}

const lookedUp = (words: string[]) => sql`(SELECT ${isMatch(sql`c.searched`, words)} FROM customers c WHERE c.id = w.id)`;
/** Of a few with very many addresses the index has only the first ones. */
const glancedAt = (words: string[]) => sql`(${isMatch(sql`w.glance`, words)} OR (right(w.glance, 1) = chr(1) AND ${lookedUp(words)}))`;

/** Everybody whom the words match, in the order of the list; and, as the last one, how many match: beyond `atMost` the others are not to be relied on. */
function matchesSql({ sort, facet, words, after, limit }: Wanted): SQL {
	const column = sort === "name" ? sql`folded` : sql`created_at`;
	const has = facet ? sql`customer_facets(tags, language, source) @> ARRAY[${facet}]::text[]` : sql`true`;
	return sql`WITH matches AS MATERIALIZED (SELECT id, ${column} AS key FROM customers WHERE ${isMatch(sql`searched`, words)} AND ${has} LIMIT ${atMost + 1})
		(SELECT id, ${keyText(sort)} AS key, true AS found, false AS last FROM matches WHERE ${beyond(sort, sql`key`, sql`id`, after)} ${inOrder(sort, sql`key`, sql`id`)} LIMIT ${limit})
		UNION ALL SELECT count(*), '', false, true FROM matches`;
}

function beyond(sort: Sort, column: SQL, id: SQL, after: CustomerCursor | undefined): SQL {
	if (!after) return sql`true`;
	return sort === "name" ? sql`(${column}, ${id}) > (${after.key}, ${after.id})` : sql`(${column}, ${id}) < (${after.key}::timestamptz, ${after.id})`;
}

const inOrder = (sort: Sort, column: SQL, id: SQL) => (sort === "name" ? sql`ORDER BY ${column}, ${id}` : sql`ORDER BY ${column} DESC, ${id} DESC`);
const keyText = (sort: Sort) => (sort === "name" ? sql`key` : sql`to_char(key AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
