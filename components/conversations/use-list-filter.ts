"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type ListFilter, listFilterQuery, parseListFilter } from "@/lib/conversations/filter";

/** The filter in the address, and how to go to another one: a step in the browser's history, but no request for the page. */
export function useListFilter() {
	const query = useSearchParams().toString();
	const path = usePathname();
	return useMemo(() => {
		const filter = parseListFilter(new URLSearchParams(query));
		const address = (to: string, change: Partial<ListFilter> = {}) => {
			const next = listFilterQuery({ ...filter, ...change }).toString();
			return next ? `${to}?${next}` : to;
		};
		return {
			filter,
			/** Of a conversation, or without a number of the list alone. */
			addressOf: (id?: number) => address(id === undefined ? "/inbox" : `/inbox/${id}`),
			addressWith: (change: Partial<ListFilter>) => address(path, change),
			change: (change: Partial<ListFilter>) => window.history.pushState(null, "", address(path, change)),
		};
	}, [query, path]);
}

/** Everything of a tab; it leaves the order as it is. */
export const noFilter = {
	unread: false,
	flagged: false,
	channel: null,
	last: null,
	assigned: null,
	inbox: null,
	source: null,
	from: null,
	to: null,
} as const satisfies Partial<ListFilter>;

export function isFiltered(filter: ListFilter): boolean {
	return (Object.keys(noFilter) as (keyof typeof noFilter)[]).some((key) => Boolean(filter[key]));
}
