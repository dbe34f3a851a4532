import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { type CustomerCursor, type CustomerFilter, unknownLanguage } from "./filter";
import { isMatch, isShort, matchingKeys, searchedWords, startsSo } from "./matching";

/** So many customers are looked at along the list in one step; with words, which cost more to look at each for, so many. */
const step = { plain: 2000, words: 1000, common: 5000 };
/** As many matches of a text are put in order at once. What more match is near wherever one looks along the list, nearly always. */
const most = { alone: 50_000, withFacets: 5000 };
/** A facet is counted so far, to find the rarest. */
const counted = 10_000;
/** Texts that more match, and until when that is taken for true: the next steps need not find it out again. */
const common = new Map<string, number>();

type Sort = CustomerFilter["sort"];
/** `next`: where to look further. A page may be short of its limit and still have one: so far it looked in a bounded time. */
export type FoundPage = { ids: number[]; next: CustomerCursor | null };

/** The ids of one page of the list, in its order. Its cost does not grow with the number of customers. */
export async function findPage(filter: CustomerFilter, after: CustomerCursor | undefined, limit: number): Promise<FoundPage> {
	const words = searchedWords(filter.q);
	const facets = await rarestFirst(facetsOf(filter));
	const text = [filter.q, ...facets].join("\n");
	const isCommon = (common.get(text) ?? 0) > Date.now();
	const size = words.length === 0 ? step.plain : isCommon ? step.common : step.words;
	const walked = await find(walkSql({ ...filter, facets, words, after, limit }, size));
	const { rows, end } = walked;
	if (rows.length === limit || end === null || words.length === 0 || isCommon || isRange(filter.sort, words)) return page(rows, limit, end);
	const atMost = facets.length > 0 ? most.withFacets : most.alone;
	const matched = await find(matchesSql({ ...filter, facets, words, after, limit }, atMost));
	if (Number(matched.end?.id) <= atMost) return page(matched.rows, limit, null);
	if (common.size > 1000) common.clear();
	common.set(text, Date.now() + 60_000);
	return page(rows, limit, end);
}

type Key = { id: string; key: string };
type Row = Key & { found: boolean };

async function find(query: SQL): Promise<{ rows: Key[]; end: Key | null }> {
	const found = await db().execute<Row>(query);
	return { rows: found.filter((row) => row.found), end: found.find((row) => !row.found) ?? null };
}

function page(rows: Key[], limit: number, end: Key | null): FoundPage {
	const last = rows.length >= limit ? (rows.at(-1) ?? null) : end;
	return { ids: rows.map(({ id }) => Number(id)), next: last && { key: last.key, id: Number(last.id) } };
}

function facetsOf({ tag, language, source }: CustomerFilter): string[] {
	const spoken = language === unknownLanguage ? "" : language;
	return [...(tag ? [tag] : []), ...(source ? [`\u0002${source}`] : []), ...(spoken === null ? [] : [`\u0001${spoken}`])];
}

/** The one that is walked along first; the others are looked up. */
async function rarestFirst(facets: string[]): Promise<string[]> {
	if (facets.length < 2) return facets;
	const rows = await db().execute<{ facet: string; count: number }>(sql.join(facets.map(countSql), sql` UNION ALL `));
	const count = new Map(rows.map((row) => [row.facet, row.count]));
	return facets.toSorted((a, b) => (count.get(a) ?? 0) - (count.get(b) ?? 0));
}

/** In the order of an index: without one, a rare facet would be looked for everywhere. */
const countSql = (facet: string) =>
	sql`SELECT ${facet}::text AS facet, (SELECT count(*)::int FROM (SELECT FROM customers_by_facet WHERE facet = ${facet} ORDER BY created_at, customer_id LIMIT ${counted}) counted) AS count`;

type Wanted = { sort: Sort; facets: string[]; words: string[]; after: CustomerCursor | undefined; limit: number };

/** All that a short text matches stand side by side where the list goes by name. */
const isRange = (sort: Sort, words: string[]) => sort === "name" && isShort(words);

/**
 * Walks along the list, or along the rarest facet, in the order of the list: those that are wanted, and, marked as not found, where the
 * step ended when there is more. A common table is read in its order, and no further than the limit asks; a subquery that answers one
 * value is asked for each row, and never turned into a scan of everybody.
 */
function walkSql({ sort, facets: [along, ...others], words, after, limit }: Wanted, size: number): SQL {
	const column = sort === "name" ? sql`folded` : sql`created_at`;
	const id = along === undefined ? sql`id` : sql`customer_id`;
	const range = isRange(sort, words) ? startsSo(sql`folded`, words) : sql`true`;
	const place = sql`${along === undefined ? sql`true` : sql`facet = ${along}`} AND ${range} AND ${beyond(sort, column, id, after)}`;
	const match = words.length === 0 || isRange(sort, words) ? sql`true` : sql`(SELECT ${isMatch(words)} FROM customers c WHERE c.id = w.id)`;
	return sql`WITH walked AS MATERIALIZED (SELECT ${id} AS id, ${column} AS key FROM ${along === undefined ? sql`customers` : sql`customers_by_facet`}
			WHERE ${place} ${inOrder(sort, column, id)} LIMIT ${size})
		(SELECT id, ${keyText(sort)} AS key, true AS found FROM walked w WHERE ${match} AND ${all(others)} LIMIT ${limit})
		UNION ALL (SELECT id, ${keyText(sort)}, false FROM walked OFFSET ${size - 1} LIMIT 1)`;
}

/** Everybody whom the words match, in the order of the list; and, marked as not found, how many match: beyond `atMost` the others are not to be relied on. */
function matchesSql({ sort, facets, words, after, limit }: Wanted, atMost: number): SQL {
	const column = sort === "name" ? sql`folded` : sql`created_at`;
	return sql`WITH matches AS MATERIALIZED (SELECT id, key FROM (${matchingKeys(words, column)}) either LIMIT ${atMost + 1})
		(SELECT id, ${keyText(sort)} AS key, true AS found FROM (SELECT DISTINCT id, key FROM matches w WHERE ${beyond(sort, sql`key`, sql`id`, after)} AND ${all(facets)}
			${inOrder(sort, sql`key`, sql`id`)} LIMIT ${limit}) w)
		UNION ALL SELECT count(*), '', false FROM matches`;
}

const all = (facets: string[]) =>
	sql.join([sql`true`, ...facets.map((facet) => sql`(SELECT true FROM customers_by_facet f WHERE f.customer_id = w.id AND f.facet = ${facet})`)], sql` AND `);

function beyond(sort: Sort, column: SQL, id: SQL, after: CustomerCursor | undefined): SQL {
	if (!after) return sql`true`;
	return sort === "name" ? sql`(${column}, ${id}) > (${after.key}, ${after.id})` : sql`(${column}, ${id}) < (${after.key}::timestamptz, ${after.id})`;
}

const inOrder = (sort: Sort, column: SQL, id: SQL) => (sort === "name" ? sql`ORDER BY ${column}, ${id}` : sql`ORDER BY ${column} DESC, ${id} DESC`);
const keyText = (sort: Sort) => (sort === "name" ? sql`key` : sql`to_char(key AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
