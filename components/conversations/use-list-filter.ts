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

export const noFilter = { unread: false, flagged: false, channel: null, last: null, assigned: null } as const;

export function isFiltered({ unread, flagged, channel, last, assigned }: ListFilter): boolean {
	return Boolean(unread || flagged || channel || last || assigned);
}
