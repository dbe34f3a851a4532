"use client";

import { useEffect, useRef, useState } from "react";

/**
 * The entry that Enter takes. The command list keeps one that typing has taken off the page, and does not choose among those that come
 * later, from a search: whenever the palette changes and what was chosen is not there, it is the first.
 */
export function useChosen() {
	const [chosen, choose] = useState("");
	const list = useRef<HTMLDivElement>(null);
	useEffect(() => {
		// After the command list has drawn what is left.
		const frame = requestAnimationFrame(() => {
			const entries = [...(list.current?.querySelectorAll("[cmdk-item]") ?? [])];
			if (!entries.some((entry) => entry.ariaSelected === "true")) choose(entries[0]?.getAttribute("data-value") ?? "");
		});
		return () => cancelAnimationFrame(frame);
	});
	return { chosen, choose, list };
}
