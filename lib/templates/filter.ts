import type { Channel } from "@/db/schema";

/** As it stands in the address bar; null: all of them. A template for any channel or language is among those for each. */
export type TemplateFilter = { text: string; folder: string | null; channel: Channel | null; language: string | null; archived: boolean };

const channels: readonly string[] = ["email", "sms", "whatsapp", "chat"] satisfies Channel[];

/** Reads what is known of a query, whatever else is in it. */
export function parseTemplateFilter(query: URLSearchParams): TemplateFilter {
	const channel = query.get("channel");
	const named = (name: string, length: number) => query.get(name)?.replaceAll("\0", "").slice(0, length) || null;
	return {
		text: (query.get("q") ?? "").slice(0, 200),
		folder: named("folder", 80),
		channel: channel !== null && channels.includes(channel) ? (channel as Channel) : null,
		language: named("language", 35),
		archived: query.get("archived") === "1",
	};
}
