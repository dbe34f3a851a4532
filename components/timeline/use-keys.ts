"use client";

import { useEffect, useEffectEvent } from "react";

const typing = "input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=menu], [role=dialog], [role=listbox]";

/** Single keys that do something while nobody is typing. Whoever has handled a key before (preventDefault) keeps it; `first` is asked before all others. */
export function useKeys(keys: Record<string, () => void>, { first = false }: { first?: boolean } = {}): void {
	const press = useEffectEvent((event: KeyboardEvent) => {
		const run = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
		if (!run || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
		// A menu or a dialog that is open takes the keys, wherever the focus is.
		if (
			(event.target instanceof Element && event.target.closest(typing)) ||
			document.querySelector("[role=dialog][data-state=open], [role=menu][data-state=open]")
		)
			return;
		event.preventDefault();
		run();
	});
	useEffect(() => {
		document.addEventListener("keydown", press, first);
		return () => document.removeEventListener("keydown", press, first);
	}, [first]);
}
