import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Cursor } from "./cursor";
import { facetsOf } from "./facets";
import { type ListFilter, sourceFilters } from "./filter";

/**
 * How many rows there are at most stands in the text. Of a parameter the planner thinks a tenth of the table, or ten elements of an array: it would
 * fear the one plan for all values, and plan each page anew, which takes as long as reading it.
 */
export const rows = (limit: number) => sql.raw(`LIMIT ${Math.trunc(limit)}`);

export const array = (values: number[]) => `{${values.join(",")}}`;

/** The ids (and sort_at) of one page of the list, in its order: one short walk along an index for each stream, merged. */
export function pageIds(userId: number, filter: ListFilter, after: Cursor | undefined, limit: number): SQL {
	if (filter.unread) return unreadIds(userId, filter, after, limit);
	return merged(userId, filter, limit, (columns) => between(columns, filter, after, limits(userId, filter)));
}

/** Any `limit` of them, for counting: it ends with the first streams that have as many. */
export function someIds(userId: number, filter: ListFilter, limit: number): SQL {
	if (filter.unread) return unreadIds(userId, filter, undefined, limit, walked);
	return walked(userId, filter, limit, (columns) => between(columns, filter, undefined, limits(userId, filter)));
}

type Columns = { sortAt: SQL; id: SQL };
const ofConversation: Columns = { sortAt: sql`c.sort_at`, id: sql`c.id` };
const ofAssignee: Columns = { sortAt: sql`a.sort_at`, id: sql`a.conversation_id` };

function merged(userId: number, filter: ListFilter, limit: number, wanted: Wanted): SQL {
	return walked(userId, filter, limit, wanted, sequence(filter, sql`w.sort_at`, sql`w.id`));
}

/** What else is asked of each row, by its columns. */
type Wanted = (columns: Columns) => SQL;

function walked(userId: number, filter: ListFilter, limit: number, wanted: Wanted, order = sql``): SQL {
	const { streams, source, columns, condition } = walkFor(userId, filter);
	const walk = sql`SELECT ${columns.id} AS id, ${columns.sortAt} AS sort_at FROM ${source} WHERE ${condition}
		AND ${wanted(columns)} ${sequence(filter, columns.sortAt, columns.id)} ${rows(limit)}`;
	return sql`SELECT w.id, w.sort_at FROM (${streams}) f CROSS JOIN LATERAL (${walk}) w ${order} ${rows(limit)}`;
}

type Walk = { streams: SQL; source: SQL; columns: Columns; condition: SQL };

/**
 * The index that answers the filter with nothing to pass over: each stream is one range of it, already in order. An index that also knows the
 * source is asked for each of the six.
 */
function walkFor(userId: number, filter: ListFilter): Walk {
	const { inbox, source } = filter;
	const wanted = facetsOf(filter);
	const facets = sql`(SELECT unnest(${array(wanted)}::smallint[]) AS facet ${rows(wanted.length)}) facets`;
	const sources = source ? sql`(SELECT unnest(${`{${source}}`}::text[]) AS source ${rows(1)}) sources` : allSources;
	const person = personOf(userId, filter);
	if (person !== null) {
		const theirs = { source: sql`conversation_assignees a`, columns: ofAssignee };
		if (!inbox && !source) return { ...theirs, streams: sql`SELECT facet FROM ${facets}`, condition: sql`a.user_id = ${person} AND a.facet = f.facet` };
		const inboxes = inbox ? sql`(SELECT ${inbox}::int AS id) inbox` : inboxesOf(person);
		return {
			...theirs,
			streams: sql`SELECT known.id AS inbox, source, facet FROM ${inboxes} JOIN inboxes known ON known.id = inbox.id, ${sources}, ${facets} WHERE ${onChannel(sql`known`)}`,
			condition: sql`a.user_id = ${person} AND a.inbox_id = f.inbox AND a.source = f.source AND a.facet = f.facet`,
		};
	}
	const all = { source: sql`conversations c`, columns: ofConversation };
	if (inbox) {
		return {
			...all,
			streams: sql`SELECT known.id AS inbox, source, facet FROM inboxes known, ${sources}, ${facets} WHERE known.id = ${inbox} AND ${onChannel(sql`known`)}`,
			condition: sql`c.inbox_id = f.inbox AND c.source = f.source AND c.facet = f.facet`,
		};
	}
	const streams = sql`SELECT facet FROM ${facets}`;
	if (source) return { ...all, streams, condition: sql`c.source = ${source} AND c.facet = f.facet` };
	return { ...all, streams, condition: sql`c.facet = f.facet` };
}

const allSources = sql.raw(`(VALUES ${sourceFilters.map((source) => `('${source}')`).join(", ")}) sources (source)`);

/** An inbox receives on one channel: in those of the others there is nothing to look for. */
const onChannel = (inbox: SQL) => sql`facet & 192 = CASE ${inbox}.channel WHEN 'email' THEN 0 WHEN 'sms' THEN 64 WHEN 'whatsapp' THEN 128 ELSE 192 END`;

/** The few inboxes that a person has conversations in, by leaping from one to the next. */
function inboxesOf(person: number): SQL {
	return sql`(WITH RECURSIVE leap AS (
		(SELECT inbox_id AS id FROM conversation_assignees WHERE user_id = ${person} ORDER BY inbox_id LIMIT 1)
		UNION ALL SELECT (SELECT a.inbox_id FROM conversation_assignees a WHERE a.user_id = ${person} AND a.inbox_id > leap.id ORDER BY a.inbox_id LIMIT 1) FROM leap WHERE leap.id IS NOT NULL
	) SELECT id FROM leap WHERE id IS NOT NULL) inbox`;
}

const inboxIs = (inbox: number | null) => (inbox ? sql`c.inbox_id + 0 = ${inbox}` : sql`true`);
const sourceIs = (source: string | null) => (source ? sql`c.source = (SELECT ${source}::text)` : sql`true`);

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
function unreadIds(userId: number, filter: ListFilter, after: Cursor | undefined, limit: number, walks = merged): SQL {
	const facets = facetsOf(filter);
	const days = limits(userId, filter);
	const watermark = sql`u.read_all_at - interval '10 seconds'`;
	const recent = { ...days, floor: days.floor ? sql`greatest(${watermark}, ${days.floor})` : watermark };
	const unread = sql`c.last_inbound_id > u.read_all_upto
		AND NOT EXISTS (SELECT 1 FROM conversation_reads r WHERE r.conversation_id = c.id AND r.user_id = u.id AND r.read_upto >= c.last_inbound_id OFFSET 0)`;
	const inOrder = sql`${sequence(filter, ofConversation.sortAt, ofConversation.id)} ${rows(limit)}`;
	// "+ 0" keeps the planner from the facet index, where it would sort.
	const anyFacet = sql`c.facet + 0 = ANY(${array(facets)}::int[])`;
	// As conversations_active says it: the walk passes over nothing of the archive.
	const active = filter.tab === "active" ? sql`AND c.facet & 3 = 1` : sql``;
	const within = (columns: Columns) => between(columns, filter, after, recent);
	const unreadOf = (columns: Columns) =>
		columns === ofConversation ? unread : sql`EXISTS (SELECT 1 FROM conversations c WHERE c.id = a.conversation_id AND ${unread} OFFSET 0)`;
	// The other filters leave little: better the walks that know them. Else one walk over what is recent.
	const isFew = facets.length <= fewFacets || filter.inbox || filter.source || personOf(userId, filter) !== null;
	const walk = isFew
		? walks(userId, filter, limit, (columns) => sql`${within(columns)} AND ${unreadOf(columns)}`)
		: sql`SELECT c.id, c.sort_at FROM conversations c WHERE ${anyFacet} ${active} AND ${within(ofConversation)} AND ${unread} ${inOrder}`;
	return sql`SELECT id, sort_at FROM (
		(SELECT walked.id, walked.sort_at FROM users u CROSS JOIN LATERAL (${walk}) walked WHERE u.id = ${userId})
		UNION
		(SELECT c.id, c.sort_at FROM (
			SELECT r.conversation_id FROM conversation_reads r JOIN users u ON u.id = r.user_id WHERE r.user_id = ${userId} AND r.marked_unread_at > u.read_all_upto OFFSET 0
		) pinned JOIN conversations c ON c.id = pinned.conversation_id
			WHERE ${anyFacet} AND ${between(ofConversation, filter, after, days)} AND ${otherThanFacet(userId, filter)} ${inOrder})
	) both_kinds ${sequence(filter, sql`sort_at`, sql`id`)} ${rows(limit)}`;
}

const fewFacets = 16;
