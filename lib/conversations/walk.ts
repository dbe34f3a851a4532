import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Cursor } from "./cursor";
import { facetsOf } from "./facets";
import type { ListFilter } from "./filter";

export const array = (values: number[]) => `{${values.join(",")}}`;

/** The ids (and sort_at) of one page of the list, in its order: one short walk along an index for each facet, merged. */
export function pageIds(userId: number, filter: ListFilter, after: Cursor | undefined, limit: number): SQL {
	if (filter.unread) return unreadIds(userId, filter, after, limit);
	const { source, columns, condition } = walkFor(userId, filter);
	const walk = sql`SELECT ${columns.id} AS id, ${columns.sortAt} AS sort_at FROM ${source} WHERE ${condition}
		AND ${between(columns, filter, after, limits(userId, filter))} ${sequence(filter, columns.sortAt, columns.id)} LIMIT ${limit}`;
	return sql`SELECT w.id, w.sort_at FROM ${facetsFor(filter)} CROSS JOIN LATERAL (${walk}) w ${sequence(filter, sql`w.sort_at`, sql`w.id`)} LIMIT ${limit}`;
}

/** An inbox receives on one channel: a walk among another channel's conversations would pass over all of them and find none. */
function facetsFor(filter: ListFilter): SQL {
	const facets = sql`unnest(${array(facetsOf(filter))}::smallint[]) facet`;
	if (!filter.inbox) return sql`(SELECT facet FROM ${facets}) f`;
	return sql`(SELECT facet FROM ${facets} WHERE facet & 192 = (SELECT CASE channel WHEN 'email' THEN 0 WHEN 'sms' THEN 64 WHEN 'whatsapp' THEN 128 ELSE 192 END FROM inboxes WHERE id = ${filter.inbox})) f`;
}

type Columns = { sortAt: SQL; id: SQL };
const ofConversation: Columns = { sortAt: sql`c.sort_at`, id: sql`c.id` };
const ofAssignee: Columns = { sortAt: sql`a.sort_at`, id: sql`a.conversation_id` };

/**
 * The index that leaves the fewest rows to pass over: a person's conversations are fewer than a source's, those fewer than an inbox's. What the
 * index does not know is asked of each row ("+ 0" keeps the planner from another index, where it would have to sort).
 */
function walkFor(userId: number, filter: ListFilter): { source: SQL; columns: Columns; condition: SQL } {
	const { inbox, source } = filter;
	const person = personOf(userId, filter);
	const conversations = sql`conversations c`;
	const ofFacet = sql`c.facet = f.facet`;
	if (person !== null) {
		const rest = inbox || source ? sql`AND (SELECT ${inboxIs(inbox)} AND ${sourceIs(source)} FROM conversations c WHERE c.id = a.conversation_id)` : sql``;
		return { source: sql`conversation_assignees a`, columns: ofAssignee, condition: sql`a.user_id = ${person} AND a.facet = f.facet ${rest}` };
	}
	// The index holds all sources but the usual one, and is only used where the query says so too.
	if (source && source !== "inbound") {
		return {
			source: conversations,
			columns: ofConversation,
			condition: sql`${sourceIs(source)} AND c.source <> 'inbound' AND ${ofFacet} AND ${inboxIs(inbox)}`,
		};
	}
	if (inbox) return { source: conversations, columns: ofConversation, condition: sql`c.inbox_id = ${inbox} AND ${ofFacet} AND ${sourceIs(source)}` };
	return { source: conversations, columns: ofConversation, condition: sql`${ofFacet} AND ${sourceIs(source)}` };
}

const inboxIs = (inbox: number | null) => (inbox ? sql`c.inbox_id + 0 = ${inbox}` : sql`true`);
const sourceIs = (source: string | null) => (source ? sql`c.source = ${source}` : sql`true`);

/** Whose conversations: null for no one person's. */
export function personOf(userId: number, { assigned }: Pick<ListFilter, "assigned">): number | null {
	if (assigned === "me") return userId;
	return typeof assigned === "number" ? assigned : null;
}

/** What the filter asks of a conversation (c) besides its facet, its dates and unread. */
export function otherThanFacet(userId: number, filter: ListFilter): SQL {
	const person = personOf(userId, filter);
	const theirs = person === null ? sql`true` : sql`${person} = ANY(c.assignee_ids)`;
	return sql`${theirs} AND ${inboxIs(filter.inbox)} AND ${sourceIs(filter.source)}`;
}

/** Whether a conversation (c) was last active on the days that the filter shows. */
export function dateRange(userId: number, filter: ListFilter): SQL {
	return between(ofConversation, filter, undefined, limits(userId, filter));
}

/** ORDER BY as the filter sorts. */
export function sequence({ sort }: Pick<ListFilter, "sort">, sortAt: SQL, id: SQL): SQL {
	return sort === "oldest" ? sql`ORDER BY ${sortAt}, ${id}` : sql`ORDER BY ${sortAt} DESC, ${id} DESC`;
}

/** Instants that a walk stays within: from `floor` on, before `ceiling`. */
type Limits = { floor: SQL | null; ceiling: SQL | null };

/** Days of the reader's own time zone, as instants. Each is reckoned once a query. */
function limits(userId: number, { from, to }: ListFilter): Limits {
	const midnight = (day: string, later: number) =>
		sql`(SELECT (${day}::date + ${later}::int)::timestamp AT TIME ZONE d.time_zone FROM users d WHERE d.id = ${userId})`;
	return { floor: from ? midnight(from, 0) : null, ceiling: to ? midnight(to, 1) : null };
}

/**
 * After the cursor and within the limits. The limit where the walk begins is folded into the cursor's comparison: as a condition of its own it
 * would be tried on every row from the end of the index on.
 */
function between({ sortAt, id }: Columns, { sort }: ListFilter, after: Cursor | undefined, { floor, ceiling }: Limits): SQL {
	const forward = sort === "oldest";
	const cursor = after ? sql`${after.sortKey}::timestamptz` : forward ? sql`'-infinity'::timestamptz` : sql`'infinity'::timestamptz`;
	const cursorId = sql`${after?.id ?? 0}::bigint`;
	if (forward) {
		const start = floor ? sql`greatest(${cursor}, ${floor}), CASE WHEN ${cursor} >= ${floor} THEN ${cursorId} ELSE 0 END` : sql`${cursor}, ${cursorId}`;
		return sql`(${sortAt}, ${id}) > (${start}) ${ceiling ? sql`AND ${sortAt} < ${ceiling}` : sql``}`;
	}
	const start = ceiling ? sql`least(${cursor}, ${ceiling}), CASE WHEN ${cursor} < ${ceiling} THEN ${cursorId} ELSE 0 END` : sql`${cursor}, ${cursorId}`;
	return sql`(${sortAt}, ${id}) < (${start}) ${floor ? sql`AND ${sortAt} >= ${floor}` : sql``}`;
}

/**
 * Unread for me: newer than my watermark and not read since, or marked by hand. The walk stays this side of the watermark's time (less the
 * slack that sort_at may lag behind), so it never enters the archive.
 */
function unreadIds(userId: number, filter: ListFilter, after: Cursor | undefined, limit: number): SQL {
	const facets = facetsOf(filter);
	const days = limits(userId, filter);
	const rest = sql`AND ${otherThanFacet(userId, filter)}`;
	const watermark = sql`u.read_all_at - interval '10 seconds'`;
	const recent = { ...days, floor: days.floor ? sql`greatest(${watermark}, ${days.floor})` : watermark };
	const unread = sql`${between(ofConversation, filter, after, recent)} AND c.last_inbound_id > u.read_all_upto ${rest}
		AND NOT EXISTS (SELECT 1 FROM conversation_reads r WHERE r.conversation_id = c.id AND r.user_id = u.id AND r.read_upto >= c.last_inbound_id OFFSET 0)`;
	const inOrder = sql`${sequence(filter, ofConversation.sortAt, ofConversation.id)} LIMIT ${limit}`;
	// "+ 0" keeps the planner from the facet index, where it would sort; few facets are better walked one by one.
	const anyFacet = sql`c.facet + 0 = ANY(${array(facets)}::int[])`;
	const walk =
		facets.length > fewFacets
			? sql`SELECT c.id, c.sort_at FROM conversations c WHERE ${anyFacet} AND ${unread} ${inOrder}`
			: sql`SELECT w.id, w.sort_at FROM ${facetsFor(filter)} CROSS JOIN LATERAL (SELECT c.id, c.sort_at FROM conversations c WHERE c.facet = f.facet AND ${unread} ${inOrder}) w`;
	return sql`SELECT id, sort_at FROM (
		(SELECT walked.id, walked.sort_at FROM users u CROSS JOIN LATERAL (${walk}) walked WHERE u.id = ${userId})
		UNION
		(SELECT c.id, c.sort_at FROM (
			SELECT r.conversation_id FROM conversation_reads r JOIN users u ON u.id = r.user_id WHERE r.user_id = ${userId} AND r.marked_unread_at > u.read_all_upto OFFSET 0
		) pinned JOIN conversations c ON c.id = pinned.conversation_id WHERE ${anyFacet} AND ${between(ofConversation, filter, after, days)} ${rest} ${inOrder})
	) both_kinds ${sequence(filter, sql`sort_at`, sql`id`)} LIMIT ${limit}`;
}

const fewFacets = 16;
