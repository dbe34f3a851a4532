import type { Cursor } from "@/lib/conversations/cursor";
import { type ListFilter, listFilterQuery } from "@/lib/conversations/filter";
import type { ListRow } from "@/lib/conversations/queries";

/** Newest first; sort keys are ISO 8601 to the microsecond, so text order is time order. */
export function byNewest(a: Cursor, b: Cursor): number {
	if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? 1 : -1;
	return b.id - a.id;
}

/** The order of a filter's list. */
export function orderOf({ sort }: Pick<ListFilter, "sort">): typeof byNewest {
	return sort === "oldest" ? (a, b) => byNewest(b, a) : byNewest;
}

/**
 * Whether the filter shows a row, as far as the row tells. The server decides what may be in the list at all (it alone knows where
 * a day begins); this only lets what changed here leave at once.
 */
export function isShown(row: ListRow, filter: ListFilter, userId: number): boolean {
	return shownButForUnread(row, filter, userId) && (!filter.unread || row.unread > 0);
}

export function shownButForUnread(row: ListRow, filter: ListFilter, userId: number): boolean {
	return (
		placeOf(row) === filter.tab &&
		(!filter.flagged || row.flagged) &&
		(!filter.channel || row.channel === filter.channel) &&
		(!filter.last || lastSpeaker(row) === filter.last) &&
		isWhose(row.assigneeIds, filter.assigned, userId) &&
		(!filter.inbox || row.inboxId === filter.inbox) &&
		(!filter.source || row.source === filter.source)
	);
}

/** Where a conversation is, as its facet tells on the server. */
export function placeOf({ spam, snoozedUntil, status }: Pick<ListRow, "spam" | "snoozedUntil" | "status">): ListFilter["tab"] {
	if (spam) return "spam";
	return snoozedUntil === null ? status : "snoozed";
}

function isWhose(assigneeIds: readonly number[], assigned: ListFilter["assigned"], userId: number): boolean {
	if (!assigned) return true;
	if (assigned === "nobody") return assigneeIds.length === 0;
	return assigned === "anyone" ? assigneeIds.length > 0 : assigneeIds.includes(assigned === "me" ? userId : assigned);
}

/** An automation speaks as a chatbot does: nobody of the staff wrote it. */
export function lastSpeaker(row: Pick<ListRow, "lastAuthor">): "customer" | "operator" | "chatbot" {
	return row.lastAuthor === "automation" ? "chatbot" : row.lastAuthor;
}

export function sameFilter(a: ListFilter, b: ListFilter): boolean {
	return `${listFilterQuery(a)}` === `${listFilterQuery(b)}`;
}
