import type { ListRow } from "@/lib/conversations/queries";

/**
 * A change shown before the server has confirmed it. It lies over what the server says and never replaces it: taking it away is the
 * rollback, and an answer that was asked for too early cannot undo what the operator just did.
 */
export type Edit = {
	key: number;
	target: number | ReadonlySet<number> | "all";
	change: (row: ListRow) => ListRow;
	/** When the server confirmed it; answers asked for after that already contain it. */
	settledAt: number | null;
};

/** The row with the edits that `asOf`, the moment its data was asked for, cannot contain yet. */
export function edited(row: ListRow, asOf: number, edits: readonly Edit[]): ListRow {
	let result = row;
	for (const edit of edits) {
		if (!concerns(edit.target, row.id)) continue;
		if (edit.settledAt === null || asOf < edit.settledAt) result = edit.change(result);
	}
	return result;
}

function concerns(target: Edit["target"], id: number): boolean {
	return target === "all" || (typeof target === "number" ? target === id : target.has(id));
}

export const flagged = (value: boolean) => (row: ListRow) => ({ ...row, flagged: value });
/** Who archives what is snoozed does not want it back by itself. */
export const withStatus = (status: ListRow["status"]) => (row: ListRow) => ({ ...row, status, snoozedUntil: status === "archived" ? null : row.snoozedUntil });
export const assignedTo = (assigneeIds: number[]) => (row: ListRow) => ({ ...row, assigneeIds });
export const unread = (row: ListRow) => ({ ...row, unread: Math.max(1, row.unread) });
/** What arrived after `upto` stays unread. */
export const readUpto = (upto: number) => (row: ListRow) => (row.lastMessageId <= upto && row.unread > 0 ? { ...row, unread: 0 } : row);
export const snoozedUntil = (until: string | null) => (row: ListRow) => ({ ...row, snoozedUntil: until });
export const spam = (value: boolean) => (row: ListRow) => ({ ...row, spam: value });
export const inInbox = (inboxId: number) => (row: ListRow) => ({ ...row, inboxId });
