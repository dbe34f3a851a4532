"use client";

import { useEffect } from "react";

const controls = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [contenteditable=true]";

/** A button may take itself away: the last filter, a tag, a step. Whoever pressed it by key goes on from the next control, or the one before it. */
export function KeepFocus() {
	useEffect(() => {
		let watching: MutationObserver | undefined;
		const forget = () => watching?.disconnect();
		function watch(event: MouseEvent) {
			forget();
			const button = event.target instanceof Element && event.target.closest("button");
			// By pointer one goes on wherever one points; a menu gives the focus back itself.
			if (!button || event.detail > 0 || button.closest("[role=menu]")) return;
			const all = [...(button.closest("[role=dialog]") ?? document).querySelectorAll<HTMLElement>(controls)].filter(({ tabIndex }) => tabIndex >= 0);
			const place = all.indexOf(button);
			const near = [...all.slice(place + 1), ...all.slice(0, Math.max(place, 0)).reverse()];
			watching = new MutationObserver(() => {
				if (button.isConnected) return;
				forget();
				// Whoever knows better puts it there first.
				setTimeout(() => document.activeElement === document.body && near.find((control) => control.checkVisibility({ visibilityProperty: true }))?.focus());
			});
			watching.observe(document.body, { childList: true, subtree: true });
		}
		document.addEventListener("click", watch, true);
		document.addEventListener("focusin", forget);
		return () => {
			forget();
			document.removeEventListener("click", watch, true);
			document.removeEventListener("focusin", forget);
		};
	}, []);
	return null;
}
