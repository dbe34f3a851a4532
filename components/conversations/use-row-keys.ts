"use client";

import type { KeyboardEvent } from "react";
import { useKeys } from "@/components/timeline/use-keys";
import type { ListRow } from "@/lib/conversations/queries";
import type { ConversationActions } from "./use-conversation-actions";
import type { RowCursor } from "./use-row-cursor";

type Options = { rows: readonly ListRow[]; selected: number | null; cursor: RowCursor; actions: ConversationActions; onPick: (id: number) => void };

/**
 * The keys of the list: on the row that has the focus, or, from elsewhere on the page, to get there. What concerns the open conversation
 * alone belongs to it and is heard there; a row that has the focus comes first.
 */
export function useRowKeys({ rows, selected, cursor, actions, onPick }: Options) {
	// From elsewhere the first press goes to where the cursor is, so that nobody loses their place.
	const enter = (step: number) => () => cursor.focus(cursor.index + (cursor.id === selected ? step : 0));
	const onOpen = (deed: (row: ListRow) => void) => () => {
		const row = rows.find((row) => row.id === selected);
		if (row) deed(row);
	};
	const pick = () => cursor.id !== null && onPick(cursor.id);
	useKeys({ x: pick, j: enter(1), k: enter(-1), u: onOpen(actions.markUnread), I: onOpen(actions.markRead), a: onOpen(actions.toggleMine) });

	const moves: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY };
	const deeds: Record<string, (row: ListRow) => void> = {
		e: (row) => {
			actions.toggleStatus(row);
			// Its row goes: the focus moves on, so that the next key has something to be about.
			cursor.focus(cursor.index + (cursor.index < rows.length - 1 ? 1 : -1));
		},
		s: actions.toggleFlag,
		x: (row) => onPick(row.id),
		u: actions.markUnread,
		I: actions.markRead,
		a: actions.toggleMine,
	};
	return (event: KeyboardEvent) => {
		if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
		const row = rows[cursor.index];
		const move = moves[event.key];
		const deed = deeds[event.key];
		if (!row || (move === undefined && !deed)) return;
		event.preventDefault();
		if (move !== undefined) cursor.focus(cursor.index + move);
		else deed?.(row);
	};
}
