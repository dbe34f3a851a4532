import type { Cursor } from "@/lib/conversations/cursor";
import { type ListFilter, listFilterQuery } from "@/lib/conversations/filter";
import type { ListRow } from "@/lib/conversations/queries";

/** Newest first; sort keys are ISO 8601 to the microsecond, so text order is time order. */
export function byNewest(a: Cursor, b: Cursor): number {
	if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? 1 : -1;
	return b.id - a.id;
}

/**
 * Whether the filter shows a row, as far as the row tells. The server decides what may be in the list at all (it alone knows of spam and
 * snoozing); this only lets what changed here leave at once.
 */
export function isShown(row: ListRow, filter: ListFilter, userId: number): boolean {
	return shownButForUnread(row, filter, userId) && (!filter.unread || row.unread > 0);
}

export function shownButForUnread(row: ListRow, filter: ListFilter, userId: number): boolean {
	return (
		row.status === filter.tab &&
		(!filter.flagged || row.flagged) &&
		(!filter.channel || row.channel === filter.channel) &&
		(!filter.last || lastSpeaker(row) === filter.last) &&
		(filter.assigned !== "me" || row.assigneeIds.includes(userId)) &&
		(filter.assigned !== "nobody" || row.assigneeIds.length === 0)
	);
}

/** An automation speaks as a chatbot does: nobody of the staff wrote it. */
export function lastSpeaker(row: Pick<ListRow, "lastAuthor">): "customer" | "operator" | "chatbot" {
	return row.lastAuthor === "automation" ? "chatbot" : row.lastAuthor;
}

export function sameFilter(a: ListFilter, b: ListFilter): boolean {
	return `${listFilterQuery(a)}` === `${listFilterQuery(b)}`;
}
