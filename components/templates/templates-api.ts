import type { Channel } from "@/db/schema";
import type { OfferedTemplate } from "@/lib/templates/queries";
import type { Values } from "@/lib/templates/variables";

async function get<T>(address: string, signal: AbortSignal): Promise<T> {
	const response = await fetch(address, { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]) });
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	return response.json();
}

/** What a template is filled in for. */
export type Writing = { channel: Channel; language: string | null; conversationId: number | null; customerId: number | null };

/** Both throw when the answer is not a good one. */
export async function findTemplates(text: string, { channel, language, customerId }: Writing, signal: AbortSignal): Promise<OfferedTemplate[]> {
	const query = new URLSearchParams({ q: text, channel, ...(language && { language }), ...(customerId && { customer: String(customerId) }) });
	return (await get<{ templates: OfferedTemplate[] }>(`/api/templates?${query}`, signal)).templates;
}

export async function fetchValues({ conversationId, customerId }: Pick<Writing, "conversationId" | "customerId">, signal: AbortSignal): Promise<Values> {
	const query = new URLSearchParams(conversationId ? { conversation: String(conversationId) } : customerId ? { customer: String(customerId) } : {});
	return (await get<{ values: Values }>(`/api/templates/values?${query}`, signal)).values;
}
