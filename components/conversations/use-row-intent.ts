"use client";

import { type FocusEvent, type PointerEvent, useEffect, useRef, useState } from "react";

/** Long enough that passing over a row on the way elsewhere asks the server for nothing. */
const intentDelay = 80;

/** Whether somebody is at a row (`active`), and whether they seem about to open it (`warm`: worth fetching ahead). */
export function useRowIntent() {
	const [active, setActive] = useState(false);
	const [warm, setWarm] = useState(false);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => () => clearTimeout(timer.current), []);
	const handlers = {
		onPointerEnter(event: PointerEvent) {
			// A finger does not hover: what it touches is opened, and its menu comes with a long press.
			if (event.pointerType === "touch") return;
			setActive(true);
			timer.current = setTimeout(setWarm, intentDelay, true);
		},
		onPointerLeave() {
			clearTimeout(timer.current);
			setActive(false);
			setWarm(false);
		},
		onPointerDown: () => setWarm(true),
		onFocus: (event: FocusEvent) => event.target.matches(":focus-visible") && setActive(true),
		onBlur: (event: FocusEvent) => !event.currentTarget.contains(event.relatedTarget) && setActive(false),
	};
	return { active, warm, handlers };
}
