"use client";

import { type RefObject, useRef, useState } from "react";
import type { FirstUnread } from "@/lib/conversations/first-unread";
import type { KeepPlace } from "./keep-place";

/** Whether the first message that was new on opening lies above what is seen, for as long as nobody has been there. */
export function useFirstUnread(unread: FirstUnread | null, box: RefObject<KeepPlace | null>) {
	const [above, setAbove] = useState(false);
	const reached = useRef(false);

	function look(firstShown: number) {
		const scroller = box.current?.scroller.current;
		if (!unread || !scroller || reached.current) return;
		const line = scroller.querySelector("[data-unread]")?.getBoundingClientRect();
		const { top, bottom } = scroller.getBoundingClientRect();
		reached.current = line !== undefined && line.bottom > top && line.top < bottom;
		setAbove(!reached.current && (line ? line.bottom <= top : unread.id < firstShown));
	}
	function show() {
		if (!unread) return;
		reached.current = true;
		setAbove(false);
		box.current?.showFrom(unread.id);
	}
	return { above, look, show };
}
