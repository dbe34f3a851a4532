import type { Channel } from "@/db/schema";

/** As it stands in the address bar; null: all of them. A template for any channel or language is among those for each. */
export type TemplateFilter = { text: string; folder: string | null; channel: Channel | null; language: string | null; archived: boolean };

const channels: readonly string[] = ["email", "sms", "whatsapp", "chat"] satisfies Channel[];

/** Reads what is known of a query, whatever else is in it. */
export function parseTemplateFilter(query: URLSearchParams): TemplateFilter {
	const channel = query.get("channel");
	return {
		text: (query.get("q") ?? "").slice(0, 200),
		folder: query.get("folder")?.slice(0, 80) || null,
		channel: channel !== null && channels.includes(channel) ? (channel as Channel) : null,
		language: query.get("language")?.slice(0, 35) || null,
		archived: query.get("archived") === "1",
	};
}
