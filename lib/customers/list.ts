import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { avatarAddress } from "./avatar-address";
import type { Recipient } from "./create";
import { type CustomerCursor, type CustomerFilter, unknownLanguage } from "./filter";
import { shownIdentity } from "./identity";
import { firstIdentity, isMatch, matchingIds, searchedWords } from "./matching";

export const customerPageSize = 50;
/** Up to how many are counted, of all customers and of one's conversations. */
export const countedCustomers = 10_000;
const countedConversations = 100;
/** Text that more than this many match is looked for along the list: of that many, the next fifty are near. */
const rare = 2000;

/** A row of the list, ready for the browser. */
export type CustomerRow = {
	id: number;
	name: string;
	company: string | null;
	language: string | null;
	tags: string[];
	avatar: string | null;
	/** Its first address of each kind; a phone as people write it. */
	email: string | null;
	phone: string | null;
	/** ISO 8601. */
	since: string;
	/** Counted up to 100. */
	conversations: number;
	/** With the id, where the page after this row begins. */
	key: string;
};
export type CustomerPage = { rows: CustomerRow[]; next: CustomerCursor | null };

/** One page of the list of customers. Its cost does not grow with their number. */
export async function listCustomers(filter: CustomerFilter, after?: CustomerCursor, limit = customerPageSize): Promise<CustomerPage> {
	const words = searchedWords(filter.q);
	const found = words.length > 0 ? await rareMatches(words) : null;
	return page(await db().execute<RawRow>(customerPageSql(filter, words, found, after, limit)), limit);
}

/** Those of `ids` that there are, as rows: what a list needs to follow a change elsewhere. */
export async function customerRows(ids: number[]): Promise<CustomerRow[]> {
	const rows = await db().execute<RawRow>(rowsSql(sql`c.id = ANY(${`{${ids.join(",")}}`}::bigint[])`, "newest", sql`LIMIT ${ids.length}`));
	return page(rows, ids.length + 1).rows;
}

/** A customer as somebody to write to; null when there is none. */
export async function recipientOf(id: number): Promise<Recipient | null> {
	const [row] = await customerRows([id]);
	return row ? { id: row.id, name: row.name, email: row.email, phone: row.phone } : null;
}

/** How many customers there are, counted up to 10,000. */
export async function countCustomers(): Promise<number> {
	const [row] = await db().execute<{ count: number }>(sql`SELECT count(*)::int AS count FROM (SELECT FROM customers LIMIT ${countedCustomers}) counted`);
	return row?.count ?? 0;
}

/** The tags that may be filtered by and given, in their order. */
export async function listTags(): Promise<string[]> {
	const rows = await db().execute<{ tag: string }>(sql`SELECT tag FROM customer_tags ORDER BY tag COLLATE "es-x-icu" LIMIT 500`);
	return rows.map(({ tag }) => tag);
}

/** Everybody whom the words match, when they are few; null when they are many. */
async function rareMatches(words: string[]): Promise<number[] | null> {
	const rows = await db().execute<{ id: string }>(rareSql(words));
	return rows.length > rare ? null : [...new Set(rows.map(({ id }) => Number(id)))];
}

export const rareSql = (words: string[]) => sql`SELECT id FROM (${matchingIds(words)}) either LIMIT ${rare + 1}`;

/** The statement behind a page. `found`: whom the words match, when they are few. */
export function customerPageSql(filter: CustomerFilter, words: string[], found: number[] | null, after: CustomerCursor | undefined, limit: number): SQL {
	const matched = words.length === 0 ? sql`true` : found ? sql`c.id = ANY(${`{${found.join(",")}}`}::bigint[])` : isMatch(words);
	return rowsSql(sql`${matched} AND ${facets(filter)} AND ${beyond(filter.sort, after)}`, filter.sort, sql`LIMIT ${limit}`);
}

function facets({ tag, language, source }: CustomerFilter): SQL {
	const wanted = [
		...(tag ? [sql`${tag}::text`] : []),
		...(language ? [sql`chr(1) || ${language === unknownLanguage ? "" : language}`] : []),
		...(source ? [sql`chr(2) || ${source}`] : []),
	];
	return wanted.length > 0 ? sql`customer_facets(c.tags, c.language, c.source) @> ARRAY[${sql.join(wanted, sql`, `)}]` : sql`true`;
}

const byName = sql`fold(c.name) COLLATE "C"`;

function beyond(sort: CustomerFilter["sort"], after: CustomerCursor | undefined): SQL {
	if (!after) return sql`true`;
	return sort === "name" ? sql`(${byName}, c.id) > (${after.key}, ${after.id})` : sql`(c.created_at, c.id) < (${after.key}::timestamptz, ${after.id})`;
}

/** The page first, from the indexes alone; then what is shown of each. */
function rowsSql(where: SQL, sort: CustomerFilter["sort"], limit: SQL): SQL {
	const order = sort === "name" ? sql`ORDER BY ${byName}, c.id` : sql`ORDER BY c.created_at DESC, c.id DESC`;
	const key = sort === "name" ? sql`fold(c.name)` : sql`to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
	return sql`SELECT c.id, c.name, c.company, c.language, c.tags, c.avatar_key AS avatar, c.created_at AS since, ${key} AS key,
			${firstIdentity("email")} AS email, ${firstIdentity("phone")} AS phone,
			(SELECT count(*)::int FROM (SELECT FROM conversations v WHERE v.customer_id = c.id LIMIT ${countedConversations}) counted) AS conversations
		FROM (SELECT * FROM customers c WHERE ${where} ${order} ${limit}) c ${order}`;
}

type RawRow = Omit<CustomerRow, "id"> & { id: string; since: string | Date };

function page(found: Iterable<RawRow>, limit: number): CustomerPage {
	const rows = [...found].map((row) => ({
		...row,
		id: Number(row.id),
		since: new Date(row.since).toISOString(),
		avatar: avatarAddress(Number(row.id), row.avatar),
		phone: row.phone && shownIdentity("phone", row.phone),
	}));
	const last = rows.at(-1);
	return { rows, next: last && rows.length >= limit ? { key: last.key, id: last.id } : null };
}
