import type { ListChanges } from "@/lib/conversations/changes";
import { type Cursor, cursorText } from "@/lib/conversations/cursor";
import { type ListFilter, listFilterQuery } from "@/lib/conversations/filter";
import type { ListCounts, ListRow } from "@/lib/conversations/queries";
import type { Around } from "@/lib/inboxes/around";
import { orderOf } from "./row-order";

export type ListPage = { rows: ListRow[]; next: Cursor | null };

/** What the list asks the server; every call throws when the answer is not a good one. */
export type ListApi = {
	page(filter: ListFilter, after: Cursor | null, limit: number): Promise<ListPage>;
	rows(filter: ListFilter, ids: readonly number[]): Promise<ListRow[]>;
	counts(): Promise<ListCounts>;
	changes(since: string): Promise<ListChanges>;
};

export const listApi: ListApi = {
	page(filter, after, limit) {
		const query = listFilterQuery(filter);
		if (after) query.set("cursor", cursorText(after));
		query.set("limit", String(limit));
		return get(`/api/conversations?${query}`);
	},
	async rows(filter, ids) {
		const query = listFilterQuery(filter);
		query.set("ids", ids.join(","));
		return (await get<{ rows: ListRow[] }>(`/api/conversations/rows?${query}`)).rows;
	},
	counts: () => get("/api/conversations/counts"),
	changes: (since) => get(`/api/conversations/changes?since=${since}`),
};

export const fetchAround = () => get<Around>("/api/inboxes/around");

async function get<T>(address: string): Promise<T> {
	const response = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(15_000) });
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	return response.json();
}

const largestPage = 200;
const mostRequests = 5;

/** The list from its top down to `tail` (null: all of it), in few large pages. Past a thousand rows it stops: the rest comes again by scrolling. */
export async function pagesDownTo(api: ListApi, filter: ListFilter, tail: Cursor | null, loaded: number): Promise<ListPage> {
	// Some room for what arrived meanwhile, so that mostly one request does it.
	const limit = Math.min(largestPage, Math.max(50, loaded + 20));
	const rows: ListRow[] = [];
	let next: Cursor | null = null;
	for (let request = 0; request < mostRequests; request++) {
		const page = await api.page(filter, next, limit);
		rows.push(...page.rows);
		next = page.next;
		if (!next || (tail && orderOf(filter)(next, tail) >= 0)) break;
	}
	return { rows, next };
}
