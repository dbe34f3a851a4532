"use client";

import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ListRow } from "@/lib/conversations/queries";
import { linkOf } from "./row-element";

export type RowCursor = ReturnType<typeof useRowCursor>;

/** The row that the keyboard is at: the one that Tab reaches, which stays drawn when it is scrolled out of sight. */
export function useRowCursor(rows: readonly ListRow[], selected: number | null) {
	const list = useRef<HTMLUListElement>(null);
	const [wanted, setWanted] = useState<number | null>(null);
	const focusNext = useRef<number | null>(null);
	const index = useMemo(() => {
		const place = (id: number | null) => (id === null ? -1 : rows.findIndex((row) => row.id === id));
		return Math.max(0, place(wanted) >= 0 ? place(wanted) : place(selected));
	}, [rows, wanted, selected]);
	const id = rows[index]?.id ?? null;

	const focusDrawn = useCallback(() => {
		const link = focusNext.current === null ? null : linkOf(list.current, focusNext.current);
		focusNext.current = null;
		link?.focus({ preventScroll: true });
		link?.scrollIntoView({ block: "nearest" });
	}, []);
	// It may have been out of sight, and is drawn only now.
	useLayoutEffect(() => {
		if (focusNext.current === id) focusDrawn();
	}, [id, focusDrawn]);

	const focus = (next: number) => {
		const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
		if (!row) return;
		focusNext.current = row.id;
		if (row.id === id) focusDrawn();
		else setWanted(row.id);
	};
	const withCursor = useCallback(
		(range: Range) => {
			const indexes = defaultRangeExtractor(range);
			if (index < range.count && !indexes.includes(index)) indexes.push(index);
			return indexes.sort((a, b) => a - b);
		},
		[index],
	);
	return { list, index, id, set: setWanted, focus, withCursor };
}
