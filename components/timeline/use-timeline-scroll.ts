"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useToast } from "@/components/ui/use-toast";
import type { FirstUnread } from "@/lib/conversations/first-unread";
import type { TimelineItem } from "@/lib/timeline/queries";
import { aboveOf, belowOf, isAtBottom, type KeepPlace } from "./keep-place";
import { newestId } from "./merge";
import type { TimelineState, TimelineStore } from "./timeline-store";
import { useFirstUnread } from "./use-first-unread";
import { endAround, newerEnd, olderEnd, type WindowEnd, windowOf, windowStep } from "./window";

/** Pixels from an edge at which the next items are brought, before the reader gets there. */
const ahead = 800;

/** What of the timeline is on the page, moved by scrolling; and what came since the reader left the newest end. */
export function useTimelineScroll(state: TimelineState, store: TimelineStore, at: number | null, unread: FirstUnread | null) {
	const t = useTranslations("timeline");
	const toast = useToast();
	const { items, pending, older, newer, loadedUpto } = state;
	const box = useRef<KeepPlace>(null);
	const first = useFirstUnread(unread, box);
	const [end, setEnd] = useState<WindowEnd>(null);
	// What was loaded is drawn bit by bit, as the reader comes to it.
	const [start, setStart] = useState(() => items[0]?.id ?? 0);
	const [atBottom, setAtBottom] = useState(true);
	const [far, setFar] = useState(false);
	const [seen, setSeen] = useState(() => newestId(items));
	const { shown, hiddenBefore, hiddenAfter } = windowOf(items, end, start);
	const toEnd = hiddenAfter === 0 && newer === "none";
	const following = atBottom && toEnd;
	if (following && seen !== newestId(items)) setSeen(newestId(items));

	function moveOlder() {
		if (hiddenBefore === 0) return void store.loadOlder();
		setStart(items[Math.max(0, hiddenBefore - windowStep)]?.id ?? 0);
		setEnd(olderEnd(items, end));
	}

	function look() {
		const scroller = box.current?.scroller.current;
		if (!scroller) return;
		setAtBottom(isAtBottom(scroller));
		setFar(belowOf(scroller) > scroller.clientHeight / 3);
		first.look(shown[0]?.id ?? 0);
		if (aboveOf(scroller) < ahead && (hiddenBefore > 0 || older === "some")) moveOlder();
		if (belowOf(scroller) >= ahead) return;
		if (hiddenAfter > 0) setEnd(newerEnd(items, end));
		else if (newer === "some") void store.loadNewer();
	}

	// Before anything is looked at from the bottom, where the box begins.
	useLayoutEffect(() => {
		if (at !== null) box.current?.show(at);
		else if (unread) box.current?.showFrom(unread.id);
	}, [at, unread]);

	// What was brought may not be enough, and at the very edge nobody can scroll on.
	const lookAgain = useEffectEvent(look);
	// biome-ignore lint/correctness/useExhaustiveDependencies: whenever something else is on the page
	useEffect(() => lookAgain(), [items, start, end, older, newer]);

	async function toNewest() {
		if (newer !== "none" && !(await store.toNewest())) return;
		setEnd(null);
		setAtBottom(true);
		// Once the newest is on the page.
		requestAnimationFrame(() => box.current?.toBottom());
	}

	async function toUnread() {
		if (!unread) return;
		const index = items.findIndex((item) => item.id === unread.id);
		if (index === -1 && !(await store.goTo(unread.id))) return toast(t("loadFailed"), { failed: true });
		flushSync(() => {
			setStart(index === -1 ? 0 : (items[Math.max(0, index - windowStep)]?.id ?? 0));
			setEnd(index === -1 ? null : endAround(items, index));
		});
		first.show();
		box.current?.scroller.current?.focus({ preventScroll: true });
	}

	// Whoever sends something wants to see it.
	const sending = pending.at(-1)?.clientKey;
	const showSending = useEffectEvent(toNewest);
	useEffect(() => {
		if (sending) void showSending();
	}, [sending]);

	const unseen = following ? 0 : unseenCount(items, Math.max(seen, loadedUpto));
	// Near the end, and with nothing new there, nobody needs to be shown the way.
	const away = !following && (far || !toEnd || unseen > 0);
	const moreBefore = hiddenBefore > 0 || older !== "none";
	return { box, shown, toEnd, away, unseen, unreadAbove: first.above, moreBefore, moveOlder, toNewest, toUnread, onScroll: look };
}

const unseenCount = (items: TimelineItem[], seen: number) => items.filter((item) => item.id > seen && item.kind !== "event").length;
