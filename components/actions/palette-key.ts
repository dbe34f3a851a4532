"use client";

import { useEffect, useEffectEvent } from "react";

/** ⌘K, also while typing. Whoever has handled it before (preventDefault) keeps it. */
export function usePaletteKey(show: () => void) {
	const press = useEffectEvent((event: KeyboardEvent) => {
		if (event.defaultPrevented || event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
		if (document.querySelector("[role=dialog][data-state=open], [role=menu][data-state=open]")) return;
		event.preventDefault();
		show();
	});
	useEffect(() => {
		document.addEventListener("keydown", press);
		return () => document.removeEventListener("keydown", press);
	}, []);
}
