import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db, together, transaction } from "@/db";
import type { CustomerFilter } from "./filter";
import { beginning, ending, isIndexedMatch, isMatch } from "./matching";

type Sort = CustomerFilter["sort"];
/** Who is looked for: words and marks that each of them has, in an order of the list. */
export type Wanted = { sort: Sort; marks: string[]; words: string[] };
/** A place in the list: that of a customer. */
export type Place = { id: string; key: string };
/** Beyond `after` as far as `upto`, a boundary (null: to the end). `fewBehind`: hardly any are before it. */
type Stretch = { after: Place; upto: Place | null; fewBehind: boolean };

/** Those of a facet, or everybody, and only those whose names begin with the words. */
export function standing({ sort, marks, words }: Wanted, after: Place | null, limit: number): SQL {
	const [source, id] = marks.length > 0 ? [sql`customers_by_facet`, sql`customer_id`] : [sql`customers`, sql`id`];
	const facet = marks.length > 0 ? sql`facet = ${marks.join("")}` : sql`true`;
	const range = words.length > 0 ? beginningSo(words, after, id) : beyond(sort, after, column[sort], id);
	return sql`SELECT ${id} AS id, ${keyText(sort, column[sort])} AS key FROM ${source} WHERE ${facet} AND ${range} ${inOrder(sort, column[sort], id)} LIMIT ${limit}`;
}

/** One comparison says where it begins: of two, the index would take either. */
function beginningSo(words: string[], after: Place | null, id: SQL): SQL {
	const [start, key] = [beginning(words), sql`${after?.key ?? ""}::text COLLATE "C"`];
	return sql`(folded, ${id}) > (greatest(${key}, ${start}), CASE WHEN ${key} >= ${start} THEN ${after?.id ?? "0"}::bigint ELSE 0 END) AND folded < ${ending(words)}`;
}

/** Those of the next `size` customers who are wanted, and where it ended, when it came so far. It goes by each of them once. */
export async function walk(wanted: Wanted, after: Place | null, size: number | null, limit: number): Promise<{ found: Place[]; end: Place | null }> {
	const { sort } = wanted;
	const seen = await db().execute<Place & { found: boolean; last: boolean }>(sql`SELECT id, ${keyText(sort)} AS key, found, place = ${size} AS last
		FROM (SELECT id, key, place, ${isWanted(wanted)} AS found
			FROM (SELECT id, ${column[sort]} AS key, glance, marks, row_number() OVER (${inOrder(sort)}) AS place FROM customers
				WHERE ${beyond(sort, after)} ${inOrder(sort)} LIMIT ${size}) w OFFSET 0) looked
		WHERE found OR place = ${size} LIMIT ${limit}`);
	return { found: seen.filter(({ found }) => found), end: seen.find(({ last }) => last) ?? null };
}

/** Of one in 256 customers, up to `limit` who are wanted: the next ones ahead, and any behind. */
export async function sampled(wanted: Wanted, after: Place, limit: number): Promise<{ ahead: Place[]; behind: Place[] }> {
	const { sort } = wanted;
	const those = (where: SQL, ahead: SQL) => sql`(SELECT id, ${keyText(sort, column[sort])} AS key, ${ahead} AS ahead FROM customers w
		WHERE id * 40503 % 65536 < 256 AND ${where} AND ${isWanted(wanted)} ${inOrder(sort)} LIMIT ${limit})`;
	const rows = await db().execute<Place & { ahead: boolean }>(
		sql`${those(beyond(sort, after), sql`true`)} UNION ALL ${those(sql`NOT ${beyond(sort, after)}`, sql`false`)}`,
	);
	return { ahead: rows.filter(({ ahead }) => ahead), behind: rows.filter(({ ahead }) => !ahead) };
}

/** Those of a stretch who are wanted, whether few or many others stand between them. */
export function collect({ sort, marks, words }: Wanted, stretch: Stretch, limit: number): Promise<Place[]> {
	const facet = marks.length > 0 ? sql`customer_facets(tags, language, source) @> ARRAY[${marks.join("")}]::text[]` : sql`true`;
	const matches = sql`SELECT id, ${column[sort]} AS key FROM customers WHERE ${isIndexedMatch(words)} AND ${facet} AND ${roughly(sort, stretch)}`;
	const key = sql`key`;
	const found = sql`WITH matches AS MATERIALIZED (${matches}) SELECT id, ${keyText(sort)} AS key FROM matches
		WHERE ${beyond(sort, stretch.after, key)} ${inOrder(sort, key)} LIMIT ${limit}`;
	// Estimates know nothing of how a name and the order of names go together: nothing must look cheaper than customers_search.
	const settings = ["enable_seqscan", "enable_indexscan", "enable_indexonlyscan", "jit"].map((name) => sql`set_config(${name}, 'off', true)`);
	return transaction(async (tx) => {
		const [, rows] = await together(tx.execute(sql`SELECT ${sql.join(settings, sql`, `)}`), tx.execute<Place>(found));
		return rows;
	});
}

/** The stretch as customers_search has it: by the beginning of a name, by the hour. */
function roughly(sort: Sort, { after, upto, fewBehind }: Stretch): SQL {
	const start = fewBehind ? null : valueAt(sort, after);
	const end = upto && valueAt(sort, upto);
	if (sort === "name") {
		const mine = sql`left(folded, 12)`;
		return sql`${start ? sql`${mine} >= left(${start}, 12)` : sql`true`} AND ${end ? sql`${mine} < ${end}` : sql`true`}`;
	}
	const hour = (time: SQL) => sql`date_trunc('hour', ${time} AT TIME ZONE 'UTC')`;
	return sql`${start ? sql`${hour(sql`created_at`)} <= ${hour(start)}` : sql`true`} AND ${end ? sql`${hour(sql`created_at`)} >= ${hour(end)}` : sql`true`}`;
}

/** Where what is told apart there begins that `place` is among: before all of it, or behind it when `after` is among it as well. */
export function boundary(sort: Sort, after: Place, place: Place): Place {
	if (sort === "name") {
		const [start, here] = [place, after].map(({ key }) => [...key].slice(0, 12).join(""));
		return { key: start === here ? `${start}\u{10ffff}` : `${start}`, id: "0" };
	}
	const hour = `${place.key.slice(0, 13)}:00:00.000`;
	const isSame = after.key.startsWith(place.key.slice(0, 13));
	const time = new Date(Date.parse(`${hour}Z`) + (isSame ? 0 : 3_600_000));
	return { key: time.toISOString().replace("Z", "000Z"), id: "0" };
}

const column = { name: sql`folded`, newest: sql`created_at` };
const valueAt = (sort: Sort, { key }: Place) => (sort === "name" ? sql`${key}` : sql`${key}::timestamptz`);

/**
 * Whether one who came along in an index is wanted. Of a few with very many addresses or tags it has only the first ones: how long a text is
 * is known at once, its last character only after all the others.
 */
function isWanted({ words, marks }: Wanted): SQL {
	const marked = marks.map((mark) => sql` AND strpos(w.marks, ${`\n${mark}\n`}) > 0`);
	const facet = marks.length > 0 ? sql`AND customer_facets(c.tags, c.language, c.source) @> ARRAY[${marks.join("")}]::text[]` : sql``;
	// A subquery that answers one value is asked for each row, and never turned into a scan of everybody.
	return sql`((${isMatch(sql`w.glance`, words)}${sql.join(marked)})
		OR (((octet_length(w.glance) >= 250 AND right(w.glance, 1) = chr(1)) OR (octet_length(w.marks) >= 150 AND right(w.marks, 1) = chr(1))) AND (SELECT ${isMatch(sql`c.searched`, words)} ${facet} FROM customers c WHERE c.id = w.id)))`;
}

function beyond(sort: Sort, after: Place | null, key = column[sort], id = sql`id`): SQL {
	if (!after) return sql`true`;
	return sql`(${key}, ${id}) ${sort === "name" ? sql`>` : sql`<`} (${valueAt(sort, after)}, ${after.id}::bigint)`;
}

const inOrder = (sort: Sort, key = column[sort], id = sql`id`) => (sort === "name" ? sql`ORDER BY ${key}, ${id}` : sql`ORDER BY ${key} DESC, ${id} DESC`);
const keyText = (sort: Sort, key = sql`key`) => (sort === "name" ? key : sql`to_char(${key} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
