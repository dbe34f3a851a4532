import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import type { Author, Channel, Source, Status } from "@/db/schema";
import type { Cursor } from "./cursor";
import { facetsOf } from "./facets";
import type { ListFilter } from "./filter";

export const pageSize = 50;
/** Counts of unread stop here: the badge says "99+". */
export const unreadCap = 100;

/** A row of the list, ready for the browser. */
export type ListRow = {
	id: number;
	customerId: number;
	customerName: string;
	channel: Channel;
	inboxId: number;
	subject: string | null;
	snippet: string;
	lastAuthor: Author;
	/** ISO 8601, milliseconds. */
	lastMessageAt: string;
	/** `sort_at` to the microsecond as sortable text: rows go by (sortKey, id), newest first; the pair is also the cursor. */
	sortKey: string;
	lastMessageId: number;
	flagged: boolean;
	status: Status;
	source: Source;
	lastFailed: boolean;
	assigneeIds: number[];
	/** Mine, capped at 100. */
	unread: number;
};

const first: Cursor = { sortKey: "infinity", id: 0 };

/** One page of the list, newest activity first. One statement; its cost does not grow with the archive. */
export async function listConversations(userId: number, filter: ListFilter, after: Cursor = first, limit = pageSize): Promise<ListRow[]> {
	return read(listSql(userId, filter, after, limit));
}

/** The one statement behind a page of the list. */
export function listSql(userId: number, filter: ListFilter, after: Cursor = first, limit = pageSize): SQL {
	return rowsSql(userId, sql`SELECT id FROM (${pageIds(userId, filter, after, limit)}) page`, sql`true`);
}

/** Those of `ids` that the filter shows, as rows: what a list needs to follow a change elsewhere. */
export async function listRows(userId: number, filter: ListFilter, ids: number[]): Promise<ListRow[]> {
	const mine = filter.assigned === "me" ? sql`${userId} = ANY(c.assignee_ids)` : sql`true`;
	const unread = filter.unread ? isUnread : sql`true`;
	const shown = sql`c.facet = ANY(${array(facetsOf(filter))}::smallint[]) AND ${mine} AND ${unread}`;
	return read(rowsSql(userId, sql`SELECT unnest(${array(ids)}::bigint[])`, shown));
}

/** Needs the aliases c (conversations), u (the user) and r (their cursor, may be null). */
const isUnread = sql`(c.last_inbound_id > greatest(u.read_all_upto, coalesce(r.read_upto, 0)) OR coalesce(r.marked_unread_at > u.read_all_upto, false))`;

const array = (values: number[]) => `{${values.join(",")}}`;

/** Merges one sorted index walk a facet; each walk stops after `limit` rows. */
function pageIds(userId: number, filter: ListFilter, after: Cursor, limit: number): SQL {
	if (filter.unread) return unreadIds(userId, filter, after, limit);
	const facets = sql`unnest(${array(facetsOf(filter))}::smallint[]) f(facet)`;
	const before = sql`(${after.sortKey}::timestamptz, ${after.id}::bigint)`;
	const walk =
		filter.assigned === "me"
			? sql`SELECT a.conversation_id AS id, a.sort_at FROM conversation_assignees a WHERE a.user_id = ${userId} AND a.facet = f.facet
				AND (a.sort_at, a.conversation_id) < ${before} ORDER BY a.sort_at DESC, a.conversation_id DESC LIMIT ${limit}`
			: sql`SELECT c.id, c.sort_at FROM conversations c WHERE c.facet = f.facet AND (c.sort_at, c.id) < ${before} ORDER BY c.sort_at DESC, c.id DESC LIMIT ${limit}`;
	return sql`SELECT w.id, w.sort_at FROM ${facets} CROSS JOIN LATERAL (${walk}) w ORDER BY w.sort_at DESC, w.id DESC LIMIT ${limit}`;
}

/**
 * Unread for me: newer than my watermark and not read since, or marked by hand. The walk ends at the watermark's time (less the slack that
 * sort_at may lag behind), so it never enters the archive.
 */
function unreadIds(userId: number, filter: ListFilter, after: Cursor, limit: number): SQL {
	const facets = facetsOf(filter);
	const before = sql`(c.sort_at, c.id) < (${after.sortKey}::timestamptz, ${after.id}::bigint)`;
	const mine = filter.assigned === "me" ? sql`AND ${userId} = ANY(c.assignee_ids)` : sql``;
	const unread = sql`${before} AND c.sort_at > u.read_all_at - interval '10 seconds' AND c.last_inbound_id > u.read_all_upto ${mine}
		AND NOT EXISTS (SELECT 1 FROM conversation_reads r WHERE r.conversation_id = c.id AND r.user_id = u.id AND r.read_upto >= c.last_inbound_id OFFSET 0)`;
	const newestFirst = sql`ORDER BY c.sort_at DESC, c.id DESC LIMIT ${limit}`;
	// "+ 0" keeps the planner from the facet index, where it would sort; few facets are better walked one by one.
	const anyFacet = sql`c.facet + 0 = ANY(${array(facets)}::int[])`;
	const walk =
		facets.length > fewFacets
			? sql`SELECT c.id, c.sort_at FROM conversations c WHERE ${anyFacet} AND ${unread} ${newestFirst}`
			: sql`SELECT w.id, w.sort_at FROM unnest(${array(facets)}::smallint[]) f(facet) CROSS JOIN LATERAL (SELECT c.id, c.sort_at FROM conversations c WHERE c.facet = f.facet AND ${unread} ${newestFirst}) w`;
	return sql`SELECT id, sort_at FROM (
		(SELECT walked.id, walked.sort_at FROM users u CROSS JOIN LATERAL (${walk}) walked WHERE u.id = ${userId})
		UNION
		(SELECT c.id, c.sort_at FROM (
			SELECT r.conversation_id FROM conversation_reads r JOIN users u ON u.id = r.user_id WHERE r.user_id = ${userId} AND r.marked_unread_at > u.read_all_upto OFFSET 0
		) pinned JOIN conversations c ON c.id = pinned.conversation_id WHERE ${anyFacet} AND ${before} ${mine} ${newestFirst})
	) both_kinds ORDER BY sort_at DESC, id DESC LIMIT ${limit}`;
}

const fewFacets = 16;

type RawRow = Omit<ListRow, "id" | "customerId" | "lastMessageId" | "lastMessageAt"> & {
	id: string;
	customerId: string;
	lastMessageId: string;
	lastMessageAt: string;
};

function rowsSql(userId: number, ids: SQL, condition: SQL): SQL {
	return sql`
		SELECT c.id, c.customer_id AS "customerId", cu.name AS "customerName", c.channel, c.inbox_id AS "inboxId", c.subject, c.last_snippet AS snippet, c.last_author AS "lastAuthor",
			c.last_message_at AS "lastMessageAt", ${sortKeySql} AS "sortKey", c.last_message_id AS "lastMessageId",
			c.flagged, c.status, c.source, c.last_failed AS "lastFailed", c.assignee_ids AS "assigneeIds",
			CASE WHEN ${isUnread} THEN greatest(1, (SELECT count(*) FROM (
				SELECT 1 FROM messages m WHERE m.conversation_id = c.id AND m.direction = 'in' AND m.id > greatest(u.read_all_upto, coalesce(r.read_upto, 0))
				ORDER BY m.id DESC LIMIT ${unreadCap}) unread))::int ELSE 0 END AS unread
		FROM conversations c JOIN customers cu ON cu.id = c.customer_id JOIN users u ON u.id = ${userId}
			LEFT JOIN conversation_reads r ON r.conversation_id = c.id AND r.user_id = u.id
		WHERE c.id IN (${ids}) AND ${condition} ORDER BY c.sort_at DESC, c.id DESC`;
}

async function read(query: SQL): Promise<ListRow[]> {
	const found = await db().execute<RawRow>(query);
	return found.map((row) => ({
		...row,
		id: Number(row.id),
		customerId: Number(row.customerId),
		lastMessageId: Number(row.lastMessageId),
		lastMessageAt: new Date(row.lastMessageAt).toISOString(),
	}));
}

export const sortKeySql = sql`to_char(c.sort_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export type ListCounts = { active: number; archived: number; flagged: number; unassigned: number; mine: number; unread: number };

/** The numbers beside tabs and views: sums over at most 256 facets each, never a scan. `unread` (active ones, mine) stops at 100. */
export async function listCounts(userId: number): Promise<ListCounts> {
	const sum = (scope: number, filter: Partial<ListFilter>) =>
		sql`coalesce(sum(change) FILTER (WHERE user_id = ${scope} AND facet = ANY(${array(facetsOf(filter))}::smallint[])), 0)::int`;
	const all: ListFilter = { tab: "active", unread: true, flagged: false, channel: null, last: null, assigned: null };
	const [counts] = await db().execute<ListCounts>(sql`
		SELECT ${sum(0, { tab: "active" })} AS active, ${sum(0, { tab: "archived" })} AS archived, ${sum(0, { tab: "active", flagged: true })} AS flagged,
			${sum(0, { tab: "active", assigned: "nobody" })} AS unassigned, ${sum(userId, { tab: "active" })} AS mine,
			(SELECT count(*)::int FROM (${unreadIds(userId, all, first, unreadCap)}) unread) AS unread
		FROM conversation_counts WHERE user_id IN (0, ${userId})`);
	if (!counts) throw new Error("an aggregate without groups answers one row");
	return counts;
}
