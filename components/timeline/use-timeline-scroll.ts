"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
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
	const [far, setFar] = useState(false);
	const [seen, setSeen] = useState(() => newestId(items));
	const { shown, hiddenBefore, hiddenAfter } = windowOf(items, end);
	const toEnd = hiddenAfter === 0;
	const following = atBottom && toEnd;
	if (following && seen !== newestId(items)) setSeen(newestId(items));

	function moveOlder() {
		if (hiddenBefore > 0) setEnd(olderEnd(items, end));
		else loadOlder();
	}

	function look() {
		const scroller = box.current?.scroller.current;
		if (!scroller) return;
		setAtBottom(isAtBottom(scroller));
		setFar(belowOf(scroller) > scroller.clientHeight / 3);
		if (aboveOf(scroller) < ahead && (hiddenBefore > 0 || older === "some")) moveOlder();
		if (hiddenAfter > 0 && belowOf(scroller) < ahead) setEnd(newerEnd(items, end));
	}

	// What was brought may not be enough, and at the very edge nobody can scroll on.
	const lookAgain = useEffectEvent(look);
	// biome-ignore lint/correctness/useExhaustiveDependencies: whenever something else is on the page
	useEffect(() => lookAgain(), [items, end, older]);

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

	const unseen = following ? 0 : unseenCount(items, seen);
	// Near the end, and with nothing new there, nobody needs to be shown the way.
	const away = !following && (far || !toEnd || unseen > 0);
	return { box, shown, toEnd, away, unseen, moreBefore: hiddenBefore > 0 || older !== "none", moveOlder, toNewest, onScroll: look };
}

const unseenCount = (items: TimelineItem[], seen: number) => items.filter((item) => item.id > seen && item.kind !== "event").length;
