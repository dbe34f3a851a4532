"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { detailsCookie } from "./details-cookie";

/** From here on the pane stands beside the chat; below, it lies over it. As in the class names of the pane. */
const roomForBoth = "(min-width: 1180px)";

export type DetailsPaneState = {
	open: boolean;
	/** It lies over the chat, which cannot be used meanwhile. */
	covers: boolean;
	/** It stands there on a wide screen (remembered), it was opened over the chat on a narrow one (not remembered). */
	pinned: boolean;
	over: boolean;
	toggle: () => void;
	close: () => void;
};

export function useDetailsPane(initiallyPinned: boolean): DetailsPaneState {
	const [pinned, setPinned] = useState(initiallyPinned);
	const [over, setOver] = useState(false);
	const wide = useSyncExternalStore(onWidth, isWide, () => true);
	const open = wide ? pinned : over;

	function show(shown: boolean) {
		if (!wide) return setOver(shown);
		setPinned(shown);
		// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
		document.cookie = `${detailsCookie}=${shown ? 1 : 0}; path=/; max-age=31536000; samesite=lax`;
	}
	useEffect(() => {
		if (wide) setOver(false);
	}, [wide]);

	return { open, covers: over && !wide, pinned, over, toggle: () => show(!open), close: () => show(false) };
}

function onWidth(listener: () => void) {
	const query = matchMedia(roomForBoth);
	query.addEventListener("change", listener);
	return () => query.removeEventListener("change", listener);
}
const isWide = () => matchMedia(roomForBoth).matches;
