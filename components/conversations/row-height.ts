import type { ListRow } from "@/lib/conversations/queries";
import type { byNewest } from "./row-order";

type Shape = Pick<ListRow, "id" | "sortKey" | "subject">;

/** In pixels, with the line below. Known without measuring, so that nothing has to move once it is drawn. */
export const tallRow = 81;
export const shortRow = 62;
export const rowHeight = (row: Pick<ListRow, "subject"> | undefined) => (row?.subject ? tallRow : shortRow);

/**
 * How much further down what is on top of the window lies after a change: scrolled by so much, it stays where it is. The row that tells is
 * the first in sight that has not moved itself.
 */
export function shiftOf(before: readonly Shape[], after: readonly Shape[], scrollTop: number): number {
	const places = new Map<number, { start: number; sortKey: string }>();
	let start = 0;
	for (const row of after) {
		places.set(row.id, { start, sortKey: row.sortKey });
		start += rowHeight(row);
	}
	let top = 0;
	for (const row of before) {
		const now = places.get(row.id);
		const inSight = top + rowHeight(row) > scrollTop;
		if (inSight && now?.sortKey === row.sortKey) return now.start - top;
		top += rowHeight(row);
	}
	return 0;
}

/** How many unread conversations lie, in the list's order, above the row that was on top when the operator last looked there. */
export function arrivedAbove(
	rows: readonly Pick<ListRow, "id" | "sortKey" | "unread">[],
	top: Pick<ListRow, "id" | "sortKey"> | undefined,
	order: typeof byNewest,
): number {
	if (!top) return 0;
	return rows.filter((row) => row.unread > 0 && order(row, top) < 0).length;
}
