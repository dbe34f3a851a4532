import type { Recipient } from "@/lib/customers/create";
import type { Draft } from "@/lib/drafts/queries";
import type { StartChannel } from "@/lib/messages/schema";
import type { StartOptions } from "@/lib/messages/start-options";
import type { Waited } from "@/lib/messages/waiting";

async function get<T>(address: string, signal?: AbortSignal): Promise<T> {
	const response = await fetch(address, { cache: "no-store", signal: AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(15_000)]) });
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	return response.json();
}

/** What the operator is about to begin, with the customer that it names. */
export type NewDraft = { draft: Draft | null; recipient: Recipient | null };

/** Into which language one's words may be translated, if any; and those of the customer's addresses that would be written to and bounce. */
export type Advice = { sendsIn: string | null; undeliverable: string[] };

/** All of them throw when the answer is not a good one. */
export const findRecipients = async (text: string, signal: AbortSignal) =>
	(await get<{ recipients: Recipient[] }>(`/api/recipients?${new URLSearchParams({ q: text })}`, signal)).recipients;
export const fetchStartOptions = (signal: AbortSignal) => get<StartOptions>("/api/recipients/channels", signal);
export const fetchNewDraft = (customerId: number | null, signal?: AbortSignal) =>
	get<NewDraft>(`/api/recipients/draft${customerId ? `?customer=${customerId}` : ""}`, signal);
export const fetchAdvice = (customerId: number, channel: StartChannel, signal: AbortSignal) =>
	get<Advice>(`/api/recipients/${customerId}?channel=${channel}`, signal);
export const fetchWaited = (id: number) => get<Waited>(`/api/outgoing/${id}`);
