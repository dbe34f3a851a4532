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
	const come = () => {
		setActive(true);
		clearTimeout(timer.current);
		timer.current = setTimeout(setWarm, intentDelay, true);
	};
	const leave = () => {
		clearTimeout(timer.current);
		setActive(false);
		setWarm(false);
	};
	const handlers = {
		// A finger does not hover: what it touches is opened, and its menu comes with a long press.
		onPointerEnter: (event: PointerEvent) => event.pointerType !== "touch" && come(),
		onPointerLeave: leave,
		onPointerDown: () => setWarm(true),
		onFocus: (event: FocusEvent) => event.target.matches(":focus-visible") && come(),
		onBlur: (event: FocusEvent) => !event.currentTarget.contains(event.relatedTarget) && leave(),
	};
	return { active, warm, handlers };
}
