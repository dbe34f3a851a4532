"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { ListRow } from "@/lib/conversations/queries";
import { arrivedAbove, shiftOf } from "./row-height";
import type { byNewest } from "./row-order";

/** Nearer to the top than this is at the top: what arrives pushes the others down. */
const nearTop = 8;

/** Leaves what is being read where it is while rows come and go above it, and counts those that came. */
export function useKeepPlace(rows: readonly ListRow[], scroller: RefObject<HTMLDivElement | null>, order: typeof byNewest) {
	const before = useRef(rows);
	/** The top row when the operator last looked there. */
	const [seen, setSeen] = useState(rows[0]);

	useLayoutEffect(() => {
		const element = scroller.current;
		if (!element || before.current === rows) return;
		if (element.scrollTop > nearTop) element.scrollTop += shiftOf(before.current, rows, element.scrollTop);
		else setSeen(rows[0]);
		before.current = rows;
	}, [rows, scroller]);

	const onScroll = useCallback(() => {
		if ((scroller.current?.scrollTop ?? 0) <= nearTop) setSeen(before.current[0]);
	}, [scroller]);
	// At once: a row that comes or goes meanwhile would end a journey half way.
	const toTop = useCallback(() => scroller.current?.scrollTo({ top: 0 }), [scroller]);
	return { arrived: arrivedAbove(rows, seen, order), onScroll, toTop };
}
