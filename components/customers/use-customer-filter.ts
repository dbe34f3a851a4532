"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type CustomerFilter, customerFilterQuery, parseCustomerFilter } from "@/lib/customers/filter";

/** The filter in the address, and how to go to another one: a step in the browser's history, but no request for the page. */
export function useCustomerFilter() {
	const query = useSearchParams().toString();
	return useMemo(() => {
		const filter = parseCustomerFilter(new URLSearchParams(query));
		const address = (change: Partial<CustomerFilter>) => {
			const next = customerFilterQuery({ ...filter, ...change }).toString();
			return next ? `/customers?${next}` : "/customers";
		};
		return {
			filter,
			change: (change: Partial<CustomerFilter>) => window.history.pushState(null, "", address(change)),
			/** While typing: no step of its own for each letter. */
			replace: (change: Partial<CustomerFilter>) => window.history.replaceState(null, "", address(change)),
		};
	}, [query]);
}

export const noCustomerFilter = { q: "", language: null, tag: null, source: null } as const satisfies Partial<CustomerFilter>;

export function isCustomerFiltered({ q, language, tag, source }: CustomerFilter): boolean {
	return Boolean(q.trim() || language || tag || source);
}
