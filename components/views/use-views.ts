"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useListSnapshot } from "@/components/conversations/inbox-context";
import { answered } from "@/components/ui/answered";
import type { ListedView } from "@/lib/views/queries";

export type Views = { views: ListedView[]; reload: () => Promise<void> };

/** The saved views with their numbers, asked for again whenever the other numbers of the list are. */
export function useViews(first: ListedView[]): Views {
	const [views, setViews] = useState(first);
	const { counts } = useListSnapshot();
	const newest = useRef(0);
	const reload = useCallback(async () => {
		const mine = ++newest.current;
		const found = await answered(fetchViews());
		// An answer that a later one has overtaken, or none: what is shown stays.
		if (found && mine === newest.current) setViews(found);
	}, []);
	const before = useRef(counts);
	useEffect(() => {
		if (before.current === counts) return;
		before.current = counts;
		void reload();
	}, [counts, reload]);
	return { views, reload };
}

async function fetchViews(): Promise<ListedView[]> {
	const response = await fetch("/api/views", { cache: "no-store", signal: AbortSignal.timeout(15_000) });
	if (!response.ok) throw new Error(`the views answered ${response.status}`);
	return (await response.json()).views;
}
