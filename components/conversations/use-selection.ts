"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ListRow } from "@/lib/conversations/queries";
import { all, nothingPicked, ranged, type Selection, toggled } from "./selection";

export type Picking = ReturnType<typeof useSelection>;

/** What is picked in the list that `list` names; another list begins with nothing. */
export function useSelection(rows: readonly ListRow[], list: string) {
	const [kept, setKept] = useState({ list, selection: nothingPicked });
	const { ids } = kept.list === list ? kept.selection : nothingPicked;
	// A row that has left cannot be acted on, though it may come back.
	const picked = useMemo(() => rows.filter((row) => ids.has(row.id)), [rows, ids]);
	const latest = useRef(rows);
	useEffect(() => {
		latest.current = rows;
	}, [rows]);

	const change = useCallback(
		(next: (now: Selection, order: number[]) => Selection) =>
			setKept((now) => {
				const order = latest.current.map((row) => row.id);
				return { list, selection: next(now.list === list ? now.selection : nothingPicked, order) };
			}),
		[list],
	);
	const pick = useCallback((id: number, range = false) => change((now, order) => (range ? ranged(now, id, order) : toggled(now, id))), [change]);
	const pickAll = useCallback(() => change((_, order) => all(order)), [change]);
	const clear = useCallback(() => change(() => nothingPicked), [change]);
	return useMemo(() => ({ ids, picked, pick, pickAll, clear }), [ids, picked, pick, pickAll, clear]);
}
