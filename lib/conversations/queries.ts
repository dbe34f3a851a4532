import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import type { Author, Channel, Source, Status } from "@/db/schema";
import { avatarAddress } from "@/lib/customers/avatar-address";
import { asOfSql } from "./changes";
import type { Cursor } from "./cursor";
import { facetsOf } from "./facets";
import { type ListFilter, parseListFilter } from "./filter";
import { array, dateRange, otherThanFacet, pageIds, rows, sequence } from "./walk";

export const pageSize = 50;
/** Counts of unread stop here: the badge says "99+". */
export const unreadCap = 100;

/** A row of the list, ready for the browser. */
export type ListRow = {
	id: number;
	customerId: number;
	customerName: string;
	/** The address of the customer's picture. */
	customerAvatar: string | null;
	channel: Channel;
	inboxId: number;
	subject: string | null;
	snippet: string;
	lastAuthor: Author;
	/** ISO 8601, milliseconds. */
	lastMessageAt: string;
	/** `sort_at` to the microsecond as sortable text: rows go by (sortKey, id); the pair is also the cursor. */
	sortKey: string;
	lastMessageId: number;
	flagged: boolean;
	status: Status;
	/** ISO 8601; null when it is not put aside. */
	snoozedUntil: string | null;
	spam: boolean;
	source: Source;
	lastFailed: boolean;
	assigneeIds: number[];
	/** Mine, capped at 100. */
	unread: number;
	/** I have begun to write there. */
	draft: boolean;
};

/** One page of the list, by last activity. One statement; its cost does not grow with the archive. */
export async function listConversations(userId: number, filter: ListFilter, after?: Cursor, limit = pageSize): Promise<ListRow[]> {
	return read(listSql(userId, filter, after, limit));
}

/** Conversations by number, wherever they are. */
export async function rowsById(userId: number, ids: number[]): Promise<ListRow[]> {
	return read(rowsSql(userId, parseListFilter(new URLSearchParams()), sql`SELECT unnest(${array(ids)}::bigint[])`, sql`true`));
}

/** The one statement behind a page of the list. */
export function listSql(userId: number, filter: ListFilter, after?: Cursor, limit = pageSize): SQL {
	return rowsSql(userId, filter, sql`SELECT id FROM (${pageIds(userId, filter, after, limit)}) page`, sql`true`);
}

/** Those of `ids` that the filter shows, as rows: what a list needs to follow a change elsewhere. */
export async function listRows(userId: number, filter: ListFilter, ids: number[]): Promise<ListRow[]> {
	const unread = filter.unread ? isUnread : sql`true`;
	const shown = sql`c.facet = ANY(${array(facetsOf(filter))}::smallint[]) AND ${otherThanFacet(userId, filter)} AND ${dateRange(userId, filter)} AND ${unread}`;
	return read(rowsSql(userId, filter, sql`SELECT unnest(${array(ids)}::bigint[])`, shown));
}

/** Needs the aliases c (conversations), u (the user) and r (their cursor, may be null). */
export const isUnread = sql`(c.last_inbound_id > greatest(u.read_all_upto, coalesce(r.read_upto, 0)) OR coalesce(r.marked_unread_at > u.read_all_upto, false))`;

/** What was marked unread keeps a cursor of its own, which the watermark may have passed. */
export const readUpto = sql`CASE WHEN r.marked_unread_at > u.read_all_upto THEN r.read_upto ELSE greatest(u.read_all_upto, coalesce(r.read_upto, 0)) END`;

type RawRow = Omit<ListRow, "id" | "customerId" | "lastMessageId" | "lastMessageAt"> & {
	id: string;
	customerId: string;
	lastMessageId: string;
	lastMessageAt: string;
};

function rowsSql(userId: number, filter: ListFilter, ids: SQL, condition: SQL): SQL {
	return sql`
		SELECT c.id, c.customer_id AS "customerId", cu.name AS "customerName", cu.avatar_key AS "customerAvatar", c.channel, c.inbox_id AS "inboxId", c.subject, c.last_snippet AS snippet, c.last_author AS "lastAuthor",
			c.last_message_at AS "lastMessageAt", ${sortKeySql} AS "sortKey", c.last_message_id AS "lastMessageId",
			c.flagged, c.status, c.snoozed_until AS "snoozedUntil", c.spam, c.source, c.last_failed AS "lastFailed", c.assignee_ids AS "assigneeIds",
			EXISTS (SELECT 1 FROM drafts d WHERE d.user_id = u.id AND d.conversation_id = c.id) AS draft,
			CASE WHEN ${isUnread} THEN greatest(1, (SELECT count(*) FROM (
				SELECT 1 FROM messages m WHERE m.conversation_id = c.id AND m.direction = 'in' AND m.id > ${readUpto}
				ORDER BY m.id DESC ${rows(unreadCap)}) unread))::int ELSE 0 END AS unread
		FROM conversations c JOIN customers cu ON cu.id = c.customer_id JOIN users u ON u.id = ${userId}
			LEFT JOIN conversation_reads r ON r.conversation_id = c.id AND r.user_id = u.id
		WHERE c.id IN (${ids}) AND ${condition} ${sequence(filter, sql`c.sort_at`, sql`c.id`)}`;
}

async function read(query: SQL): Promise<ListRow[]> {
	const found = await db().execute<RawRow>(query);
	return found.map((row) => ({
		...row,
		id: Number(row.id),
		customerId: Number(row.customerId),
		customerAvatar: avatarAddress(Number(row.customerId), row.customerAvatar),
		lastMessageId: Number(row.lastMessageId),
		lastMessageAt: new Date(row.lastMessageAt).toISOString(),
		snoozedUntil: row.snoozedUntil && new Date(row.snoozedUntil).toISOString(),
	}));
}

export const sortKeySql = sql`to_char(c.sort_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export type ListCounts = {
	active: number;
	archived: number;
	snoozed: number;
	spam: number;
	flagged: number;
	unassigned: number;
	mine: number;
	unread: number;
	/** When it was so: what changed since can be asked for (see changesSince). */
	asOf: string;
};

/** The numbers beside tabs and views: sums over at most 256 facets each, never a scan. `unread` (active ones, mine) stops at 100. */
export async function listCounts(userId: number): Promise<ListCounts> {
	const sum = (scope: number, filter: Partial<ListFilter>) =>
		sql`coalesce(sum(change) FILTER (WHERE user_id = ${scope} AND facet = ANY(${array(facetsOf(filter))}::smallint[])), 0)::int`;
	const unread = parseListFilter(new URLSearchParams("unread=1"));
	const [counts] = await db().execute<ListCounts>(sql`
		SELECT ${sum(0, { tab: "active" })} AS active, ${sum(0, { tab: "archived" })} AS archived, ${sum(0, { tab: "snoozed" })} AS snoozed, ${sum(0, { tab: "spam" })} AS spam, ${sum(0, { tab: "active", flagged: true })} AS flagged,
			${sum(0, { tab: "active", assigned: "nobody" })} AS unassigned, ${sum(userId, { tab: "active" })} AS mine,
			(SELECT count(*)::int FROM (${pageIds(userId, unread, undefined, unreadCap)}) unread) AS unread, ${asOfSql} AS "asOf"
		FROM conversation_counts WHERE user_id IN (0, ${userId})`);
	if (!counts) throw new Error("an aggregate without groups answers one row");
	return counts;
}
