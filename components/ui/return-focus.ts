"use client";

import { type PointerEvent, useRef } from "react";

/** What had the focus last, apart from what floats and will be gone. */
let last: HTMLElement | null = null;
if (typeof document !== "undefined")
	document.addEventListener("focusin", ({ target }) => {
		if (target instanceof HTMLElement && !target.closest("[role=menu], [role=dialog]")) last = target;
	});

/** When a menu or a popover closes: what was picked in it may have put the focus elsewhere already, where it stays. Otherwise the opener has it again. */
export function leaveFocus(event: Event): void {
	if (document.activeElement !== document.body) event.preventDefault();
}

/**
 * For the items of a menu. One that was picked in is a moment in vanishing, and the pointer passes over it: that would draw the focus back from
 * where what was picked has put it.
 */
export const unlessClosed = { onPointerMove: keepOut, onPointerLeave: keepOut };

function keepOut(event: PointerEvent): void {
	if (event.currentTarget.closest("[role=menu]")?.getAttribute("data-state") === "closed") event.preventDefault();
}

type Handlers = { onOpenAutoFocus?: ((event: Event) => void) | undefined; onCloseAutoFocus?: ((event: Event) => void) | undefined };

/** For a dialog that is not opened by a trigger of its own: whoever had the focus before has it again. */
export function useReturnFocus({ onOpenAutoFocus, onCloseAutoFocus }: Handlers): Required<Handlers> {
	const opener = useRef<HTMLElement>(null);
	return {
		onOpenAutoFocus(event) {
			opener.current = currentOpener();
			onOpenAutoFocus?.(event);
		},
		onCloseAutoFocus(event) {
			onCloseAutoFocus?.(event);
			leaveFocus(event);
			// Nobody asks where the focus was when a field that takes it by itself was faster.
			const back = opener.current ?? last;
			opener.current = null;
			if (event.defaultPrevented || !back?.isConnected) return;
			event.preventDefault();
			back.focus();
		},
	};
}

/** A menu's item goes with its menu: what opened that one stands for it. */
function currentOpener(): HTMLElement | null {
	const active = document.activeElement;
	if (!(active instanceof HTMLElement) || active === document.body) return last;
	const menu = active.closest("[role=menu]");
	return menu ? (document.getElementById(menu.getAttribute("aria-labelledby") ?? "") ?? last) : active;
}
