import type { CustomerHit } from "@/lib/search/customers";
import type { SearchPage } from "@/lib/search/queries";

export type SearchAnswer = { messages: SearchPage; customers: CustomerHit[] };

/** What the search asks the server: what `text` finds, from `before` on. Throws when the answer is not a good one. */
export type SearchApi = (text: string, before: number | null, signal: AbortSignal) => Promise<SearchAnswer>;

export const searchApi: SearchApi = async (text, before, signal) => {
	const query = new URLSearchParams({ q: text });
	if (before !== null) query.set("before", String(before));
	const response = await fetch(`/api/search?${query}`, { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]) });
	if (!response.ok) throw new Error(`The search answered ${response.status}`);
	return response.json();
};
