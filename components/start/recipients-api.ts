import type { Recipient } from "@/lib/customers/create";
import type { StartOptions } from "@/lib/messages/start-options";

async function get<T>(address: string, signal: AbortSignal): Promise<T> {
	const response = await fetch(address, { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]) });
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	return response.json();
}

/** Both throw when the answer is not a good one. */
export const findRecipients = async (text: string, signal: AbortSignal) =>
	(await get<{ recipients: Recipient[] }>(`/api/recipients?${new URLSearchParams({ q: text })}`, signal)).recipients;
export const fetchStartOptions = (signal: AbortSignal) => get<StartOptions>("/api/recipients/channels", signal);
