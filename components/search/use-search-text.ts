"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { searchAddress } from "./address";

/** Browsers forbid changing the address too often. */
const pause = 150;
const inAddress = () => new URLSearchParams(window.location.search).get("q") ?? "";

/** What stands in the search box; kept in the address, where beginning a search is a step in the history and going on with it is not. */
export function useSearchText() {
	const query = useSearchParams().get("q") ?? "";
	const [text, setText] = useState(query);
	const written = useRef(query);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => () => clearTimeout(timer.current), []);

	// Back, forward and links change it too. What this hook wrote comes back late, and must not replace what was typed since.
	// biome-ignore lint/correctness/useExhaustiveDependencies: whenever the address has another one
	useEffect(() => {
		const now = inAddress();
		if (now === written.current) return;
		clearTimeout(timer.current);
		written.current = now;
		setText(now);
	}, [query]);

	function write(next: string) {
		clearTimeout(timer.current);
		if (next === written.current) return;
		const begins = written.current === "" && next !== "";
		written.current = next;
		const address = searchAddress(window.location.pathname, window.location.search, next);
		if (begins) window.history.pushState(null, "", address);
		else window.history.replaceState(null, "", address);
	}
	function change(next: string) {
		setText(next);
		clearTimeout(timer.current);
		if (next === "") write("");
		else timer.current = setTimeout(write, pause, next);
	}
	return { text, change };
}
