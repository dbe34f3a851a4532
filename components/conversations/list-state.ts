import type { Cursor } from "@/lib/conversations/cursor";
import type { ListFilter } from "@/lib/conversations/filter";
import type { ListRow } from "@/lib/conversations/queries";
import { type Edit, edited } from "./edits";
import { isShown, orderOf, shownButForUnread } from "./row-order";

/** What the server last said of a conversation: its row, or that the list does not show it. `asOf`: when it was asked, by the store's counter. */
type Known = { row: ListRow | null; asOf: number };

/** One filter's list, as far as it is loaded. Rows below `tail` may be known already, but wait until their page comes: no gaps. */
export type ListState = { filter: ListFilter; known: ReadonlyMap<number, Known> /** Null: nothing further down. */; tail: Cursor | null };

export function emptyList(filter: ListFilter): ListState {
	return { filter, known: new Map(), tail: null };
}

/** The page after `tail`, added. What was asked later than this page knows better. */
export function withPage(state: ListState, rows: readonly ListRow[], asOf: number, next: Cursor | null): ListState {
	const known = new Map(state.known);
	for (const row of rows) learn(known, row.id, row, asOf);
	return { ...state, known, tail: next };
}

/** The server's answer about some conversations: those that the list shows come as rows, the others do not come. */
export function withRows(state: ListState, ids: readonly number[], rows: readonly ListRow[], asOf: number): ListState {
	const found = new Map(rows.map((row) => [row.id, row]));
	const known = new Map(state.known);
	for (const id of ids) learn(known, id, found.get(id) ?? null, asOf);
	return { ...state, known };
}

/** The list from its top, anew: what was known before and is not in `rows` is gone, except for `keep`. */
export function withReload(state: ListState, rows: readonly ListRow[], asOf: number, next: Cursor | null, keep: number | null): ListState {
	const known = new Map([...state.known].filter(([id, { asOf: learnt }]) => learnt > asOf || id === keep));
	for (const row of rows) learn(known, row.id, row, asOf, state.known.get(row.id)?.row);
	return { ...state, known, tail: next };
}

function learn(known: Map<number, Known>, id: number, row: ListRow | null, asOf: number, before = known.get(id)?.row) {
	if ((known.get(id)?.asOf ?? -1) > asOf) return;
	known.set(id, { row: before && row && sameRow(before, row) ? before : row, asOf });
}

/** The same object for the same contents: rows on the screen that did not change need not be drawn again. */
function sameRow(a: ListRow, b: ListRow): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * What the screen shows. `kept` is the open conversation: reading it must not take it out of a list of unread ones under the reader's eyes.
 */
export function visibleRows({ known, tail, filter }: ListState, edits: readonly Edit[], userId: number, kept: number | null): ListRow[] {
	const shown: ListRow[] = [];
	const order = orderOf(filter);
	for (const { row: told, asOf } of known.values()) {
		if (!told || (tail && order(told, tail) > 0)) continue;
		const row = edited(told, asOf, edits);
		if (isShown(row, filter, userId) || (row.id === kept && shownButForUnread(row, filter, userId))) shown.push(row);
	}
	return shown.sort(order);
}

/** Without the edits that everything known already contains. `reloadedAt`: when the last whole reload was asked for. */
export function openEdits(edits: readonly Edit[], { known }: ListState, reloadedAt: number): Edit[] {
	return edits.filter(({ target, settledAt }) => {
		if (settledAt === null) return true;
		const ids = target === "all" ? [] : typeof target === "number" ? [target] : [...target];
		return reloadedAt < settledAt && (ids.length === 0 || ids.some((id) => (known.get(id)?.asOf ?? 0) < settledAt));
	});
}
