"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { TimelineItem } from "@/lib/timeline/queries";
import { aboveOf, belowOf, isAtBottom, type KeepPlace } from "./keep-place";
import { newestId } from "./merge";
import type { TimelineState } from "./timeline-store";
import { newerEnd, olderEnd, type WindowEnd, windowOf } from "./window";

/** Pixels from an edge at which the next items are brought, before the reader gets there. */
const ahead = 800;

/** What of the timeline is on the page, moved by scrolling; and what came since the reader left the newest end. */
export function useTimelineScroll({ items, pending, older }: TimelineState, loadOlder: () => void) {
	const box = useRef<KeepPlace>(null);
	const [end, setEnd] = useState<WindowEnd>(null);
	const [atBottom, setAtBottom] = useState(true);
	const [seen, setSeen] = useState(() => newestId(items));
	const { shown, hiddenBefore, hiddenAfter } = windowOf(items, end);
	const following = atBottom && hiddenAfter === 0;
	if (following && seen !== newestId(items)) setSeen(newestId(items));

	function moveOlder() {
		if (hiddenBefore > 0) setEnd(olderEnd(items, end));
		else if (older === "some") loadOlder();
	}

	function onScroll() {
		const scroller = box.current?.scroller.current;
		if (!scroller) return;
		setAtBottom(isAtBottom(scroller));
		if (aboveOf(scroller) < ahead) moveOlder();
		if (hiddenAfter > 0 && belowOf(scroller) < ahead) setEnd(newerEnd(items, end));
	}

	const toNewest = useCallback(() => {
		setEnd(null);
		setAtBottom(true);
		// Once the newest is on the page.
		requestAnimationFrame(() => box.current?.toBottom());
	}, []);

	// Whoever sends something wants to see it.
	const sending = pending.at(-1)?.clientKey;
	useEffect(() => {
		if (sending) toNewest();
	}, [sending, toNewest]);

	return {
		box,
		shown,
		following,
		onScroll,
		toNewest,
		moveOlder,
		moreBefore: hiddenBefore > 0 || older !== "none",
		unseen: following ? 0 : unseenCount(items, seen),
	};
}

const unseenCount = (items: TimelineItem[], seen: number) => items.filter((item) => item.id > seen && item.kind !== "event").length;
