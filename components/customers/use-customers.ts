"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { createBatch } from "@/components/conversations/batch";
import { oneAtATime } from "@/components/realtime/one-at-a-time";
import { useCatchUp, useRealtimeEvent } from "@/components/realtime/realtime-provider";
import { type CustomerFilter, customerFilterQuery } from "@/lib/customers/filter";
import type { CustomerPage, CustomerRow } from "@/lib/customers/list";
import { fetchCustomerRows, fetchCustomers } from "./customer-api";

type Shown = CustomerPage & { query: string };
/** Past so many rows, what changed elsewhere is only brought up to date in its place. */
const largestPage = 200;
/** Milliseconds: where many are changed at once, they are asked for together. */
const pause = 500;
const queryOf = (filter: CustomerFilter) => customerFilterQuery(filter).toString();

/** The customers that the filter shows, as far as they were scrolled to; live. */
export function useCustomers(filter: CustomerFilter, loaded: CustomerFilter, first: Required<CustomerPage>) {
	const [shown, setShown] = useState<Shown>({ ...first, query: queryOf(loaded) });
	const [count, setCount] = useState(first.count);
	const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
	const query = queryOf(filter);
	// Past what is counted there is nothing to follow.
	const counted = !count.more;
	const latest = useRef({ filter, shown, counted, follow });
	useEffect(() => {
		latest.current = { filter, shown, counted, follow };
	});

	const asked = useRef(0);
	const load = useCallback(async (signal?: AbortSignal) => {
		const turn = ++asked.current;
		const { filter: wanted, shown: before, counted } = latest.current;
		const same = before.query === queryOf(wanted);
		const limit = same ? Math.min(largestPage, Math.max(50, before.rows.length)) : undefined;
		const page = await fetchCustomers(wanted, { signal, limit, count: counted });
		// An answer that a newer question overtook is old.
		if (turn !== asked.current) return;
		if (page.count) setCount(page.count);
		if (queryOf(latest.current.filter) === queryOf(wanted)) setShown({ ...page, query: queryOf(wanted) });
	}, []);

	const reload = useCallback(
		(signal?: AbortSignal) => {
			setState("loading");
			load(signal).then(
				() => setState("idle"),
				() => signal?.aborted || setState("failed"),
			);
		},
		[load],
	);

	const other = shown.query !== query;
	// biome-ignore lint/correctness/useExhaustiveDependencies: begun anew for another query
	useEffect(() => {
		if (!other) return;
		const abort = new AbortController();
		reload(abort.signal);
		return () => abort.abort();
	}, [query, other, reload]);

	async function more() {
		if (state !== "idle" || other || !shown.next) return;
		setState("loading");
		try {
			const page = await fetchCustomers(filter, { after: shown.next });
			setShown((now) => (now.query === query ? { ...now, rows: joined(now.rows, page.rows), next: page.next } : now));
			setState("idle");
		} catch {
			setState("failed");
		}
	}

	const [heard] = useState(() => createBatch((ids) => latest.current.follow(ids), { every: pause }));
	useEffect(() => heard.clear, [heard]);
	useRealtimeEvent("customer.changed", ({ customerId }) => heard.add([customerId]));
	const [again] = useState(() => oneAtATime(() => load()));
	useEffect(() => again.stop, [again]);
	useCatchUp(() => void again.start());

	async function follow(changed: number[]) {
		if (shown.rows.length <= largestPage) return load();
		const ids = changed.filter((id) => shown.rows.some((row) => row.id === id));
		if (ids.length === 0 && !counted) return;
		const { rows, count } = await fetchCustomerRows(ids, counted);
		if (count) setCount(count);
		const fresh = new Map(rows.map((row) => [row.id, row]));
		setShown((now) => ({ ...now, rows: now.rows.flatMap((row) => (ids.includes(row.id) ? (fresh.get(row.id) ?? []) : row)) }));
	}
	const retry = other || shown.rows.length === 0 ? () => reload() : more;
	return { rows: shown.rows, count, hasMore: shown.next !== null, state, other, more, retry };
}

function joined(rows: CustomerRow[], next: CustomerRow[]): CustomerRow[] {
	const known = new Set(rows.map((row) => row.id));
	return [...rows, ...next.filter((row) => !known.has(row.id))];
}
