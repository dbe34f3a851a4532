import { type CustomerCursor, type CustomerFilter, customerCursorText, customerFilterQuery } from "@/lib/customers/filter";
import type { CustomerPage } from "@/lib/customers/list";

type Asked = { after?: CustomerCursor; limit?: number /** How many there are in all, too. */; count?: boolean; signal?: AbortSignal };

/** A page of the customers, as the server knows them now. Throws when the answer is not a good one. */
export function fetchCustomers(filter: CustomerFilter, { after, limit, count, signal }: Asked = {}) {
	const query = customerFilterQuery(filter);
	if (after) query.set("cursor", customerCursorText(after));
	if (limit) query.set("limit", String(limit));
	if (count) query.set("count", "");
	return getJson<CustomerPage>(`/api/customers/list?${query}`, signal);
}

/** Rows that changed elsewhere. */
export const fetchCustomerRows = (ids: number[], count = false) => getJson<CustomerPage>(`/api/customers/list?ids=${ids.join(",")}${count ? "&count" : ""}`);

export async function getJson<T>(address: string, signal?: AbortSignal): Promise<T> {
	const timeout = AbortSignal.timeout(15_000);
	const response = await fetch(address, { cache: "no-store", signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	return response.json();
}
