"use client";

import { useEffect, useState } from "react";

/** True once `busy` has lasted `after` ms: what is quickly done needs no sign that it is being done. */
export function useLate(busy: boolean, after = 150): boolean {
	const [late, setLate] = useState(false);
	useEffect(() => {
		if (!busy) return;
		const timer = setTimeout(setLate, after, true);
		return () => {
			clearTimeout(timer);
			setLate(false);
		};
	}, [busy, after]);
	return busy && late;
}
