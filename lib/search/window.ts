import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Compiled } from "./compile";
import { plainWords } from "./grams";
import type { SearchQuery } from "./parse";

/** Ids from `low` to `high`, both in. `whole`: wider than any buckets, which would be looked up for nothing. */
export type Window = { low: number; high: number; whole: boolean };

/** Sizes of the index's buckets, as bits of an id, and the mark of each (see message_tsv). A window names at most 65 of them. */
const levels = [
	{ bits: 11, mark: "zqa" },
	{ bits: 16, mark: "zqb" },
	{ bits: 21, mark: "zqc" },
] as const;
const mostBuckets = 64;
export const smallestSpan = 1024;
export const largestSpan = mostBuckets * 2 ** 21;
/** A window that holds more hits is left before all of them are fetched: a narrower one has to do. The smallest has fewer ids. */
export const overfull = 8000;

function levelFor(span: number) {
	return levels.find(({ bits }) => span <= mostBuckets * 2 ** bits) ?? levels[2];
}

/** The newest window of about `span` ids that ends at `high`, widened to whole buckets. */
export function windowOf(high: number, span: number, from: number): Window {
	const size = 2 ** levelFor(span).bits;
	return { low: Math.max(from, Math.floor((high - span + 1) / size) * size), high, whole: span > largestSpan };
}

function buckets({ low, high }: Window): string {
	const { bits, mark } = levelFor(high - low + 1);
	const first = Math.floor(low / 2 ** bits);
	const count = Math.floor(high / 2 ** bits) - first + 1;
	return Array.from({ length: count }, (_, i) => `'${mark}${first + i}'`).join(" | ");
}

/**
 * The newest `limit` messages and notes of a window that a query finds, beside the number of those that hold its words (`hits`): one row
 * without an id when none is found, or when there are more than `overfull`. Bucket and words are two conditions: in one tsquery, GIN would
 * visit every hit of the rarer word. "+ 0" keeps the primary key out of it, whose walk reads every row in the window.
 */
export function windowSql(userId: number, query: SearchQuery, compiled: Compiled, window: Window, limit: number): SQL {
	const { patterns, notPatterns } = compiled;
	const isRead = patterns.length + notPatterns.length > 0;
	const within = (row: SQL) => sql`${row}.id + 0 BETWEEN ${window.low} AND ${window.high} ${dates(compiled, row)}`;
	const message = sql`message_tsv(m.id, m.conversation_id, m.channel, m.direction, m.body, m.search_extra)`;
	const found = sql`
		(SELECT m.id, m.conversation_id, 'message' AS kind, ${isRead ? sql`m.body, m.search_extra` : sql`'' AS body, '' AS search_extra`} FROM messages m
		WHERE ${matches(message, compiled, [compiled.words, compiled.marks], window)} AND ${within(sql`m`)} LIMIT ${overfull + 1})
		UNION ALL
		(SELECT n.id, n.conversation_id, 'note', ${isRead ? sql`n.body` : sql`''`}, '' FROM notes n
		WHERE ${matches(sql`note_tsv(n.id, n.conversation_id, n.body)`, compiled, [compiled.words], window)} AND ${within(sql`n`)} ${noteFilters(userId, query)} LIMIT ${overfull + 1})`;
	const read = (pattern: string) => sql`(fold(f.body) ~ fold(${pattern}) OR fold(f.search_extra) ~ fold(${pattern}))`;
	const hits = sql`(SELECT count(*) FROM found)`;
	const negated = notPatterns.map((pattern) => sql`NOT ${read(pattern)}`);
	const conditions = [sql`${hits} <= ${overfull}`, ...patterns.map(read), ...negated, ...conversationFilters(userId, query, compiled)];
	return sql`WITH found AS MATERIALIZED (SELECT * FROM (${found}) either ORDER BY id DESC)
		SELECT counted.hits, passed.id, passed.kind FROM (SELECT ${hits} AS hits) counted
			LEFT JOIN (SELECT f.id, f.kind FROM found f WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${limit}) passed ON true ORDER BY passed.id DESC`;
}

/** Each part is a condition of its own: where one of them has nothing, GIN leaps over it without visiting the hits of the others. */
function matches(document: SQL, { not, scope }: Compiled, asked: string[], window: Window): SQL {
	const place = buckets(window);
	const [first = place, ...others] = asked.filter(Boolean);
	const isPlaced = first === place || (window.whole && asked[0]);
	// What must not be there needs something beside it that must.
	const parts = [isPlaced ? "" : place, not ? `(${first}) & (${not})` : first, ...others, scope].filter(Boolean);
	return sql.join(
		parts.map((part) => sql`${document} @@ ${part}::tsquery`),
		sql` AND `,
	);
}

function dates({ beforeAt, afterAt }: Compiled, row: SQL): SQL {
	const before = beforeAt ? sql`AND ${row}.created_at < ${beforeAt}::timestamptz` : sql``;
	return afterAt ? sql`${before} AND ${row}.created_at >= ${afterAt}::timestamptz` : before;
}

/** Notes carry no marks. */
function noteFilters(userId: number, { from, attachment, channel }: SearchQuery): SQL {
	const words = plainWords(from ?? "").map((word) => `%${word}%`);
	const author =
		from === "me"
			? sql`AND n.user_id = ${userId}`
			: sql.join(words.map((word) => sql` AND EXISTS (SELECT 1 FROM users u WHERE u.id = n.user_id AND fold(u.name) LIKE fold(${word}))`));
	const file = attachment ? sql`AND EXISTS (SELECT 1 FROM attachments a WHERE a.note_id = n.id AND NOT a.inline)` : sql``;
	const through = channel ? sql`AND (SELECT c.channel FROM conversations c WHERE c.id = n.conversation_id) = ${channel}::channel` : sql``;
	return sql`${author} ${file} ${through}`;
}

/** Asked hit by hit, newest first, until there are enough: OFFSET 0 keeps it from becoming a join over all of them. */
function conversationFilters(userId: number, query: SearchQuery, { assignees }: Compiled): SQL[] {
	const conditions = [
		query.flagged && sql`c.flagged`,
		query.in && sql`c.facet & 3 = ${query.in === "active" ? 1 : 0}`,
		query.assigned === "me" && sql`${userId} = ANY(c.assignee_ids)`,
		query.assigned === "nobody" && sql`c.assignee_ids = '{}'`,
		assignees && sql`c.assignee_ids && ${`{${assignees.join(",")}}`}::int[]`,
		query.unread && sql`${isUnread(userId)}`,
	].filter((condition) => condition instanceof Object);
	return conditions.length === 0
		? []
		: [sql`EXISTS (SELECT 1 FROM conversations c WHERE c.id = f.conversation_id AND ${sql.join(conditions, sql` AND `)} OFFSET 0)`];
}

/** The same as in the list: newer than the watermark and the cursor, or marked by hand since. */
function isUnread(userId: number): SQL {
	return sql`EXISTS (SELECT 1 FROM users u LEFT JOIN conversation_reads r ON r.user_id = u.id AND r.conversation_id = c.id WHERE u.id = ${userId}
		AND (c.last_inbound_id > greatest(u.read_all_upto, coalesce(r.read_upto, 0)) OR r.marked_unread_at > u.read_all_upto))`;
}
