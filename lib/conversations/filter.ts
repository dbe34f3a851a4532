import type { Source } from "@/db/schema";

/** Where a conversation is: with the team, put away, to come back by itself, or among the spam. */
export const tabs = ["active", "archived", "snoozed", "spam"] as const;
export const channelFilters = ["email", "sms", "whatsapp", "chat"] as const;
export const lastFilters = ["customer", "operator", "chatbot"] as const;
export const assignedFilters = ["me", "anyone", "nobody"] as const;
/** As in db/schema, whose tables the browser does not load. */
export const sourceFilters = ["inbound", "operator", "form", "automation", "chatbot", "api"] as const satisfies readonly Source[];
export const sorts = ["newest", "oldest"] as const;

/** What the list shows; kept in the address bar, so every field has a plain text form. */
export type ListFilter = {
	tab: (typeof tabs)[number];
	unread: boolean;
	flagged: boolean;
	channel: (typeof channelFilters)[number] | null;
	last: (typeof lastFilters)[number] | null;
	/** A number: that user. */
	assigned: (typeof assignedFilters)[number] | number | null;
	inbox: number | null;
	source: Source | null;
	/** Days of the reader's own time zone, YYYY-MM-DD: last activity from the beginning of `from` to the end of `to`. */
	from: string | null;
	to: string | null;
	/** By last activity. */
	sort: (typeof sorts)[number];
};

export function oneOf<const T extends readonly string[]>(allowed: T, value: string | null): T[number] | null {
	return allowed.find((option) => option === value) ?? null;
}

/** A number of a user or an inbox, whose column holds no more. */
function smallId(value: string | null): number | null {
	return value && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
}

function day(value: string | null): string | null {
	if (!value || !/^[12]\d{3}-\d\d-\d\d$/.test(value)) return null;
	const time = new Date(`${value}T00:00:00Z`);
	// 31 February parses, as 3 March.
	return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value) ? value : null;
}

/** Reads a filter from the query; what it does not know, it leaves out. */
export function parseListFilter(query: URLSearchParams): ListFilter {
	return {
		tab: oneOf(tabs, query.get("tab")) ?? "active",
		unread: query.get("unread") === "1",
		flagged: query.get("flagged") === "1",
		channel: oneOf(channelFilters, query.get("channel")),
		last: oneOf(lastFilters, query.get("last")),
		assigned: oneOf(assignedFilters, query.get("assigned")) ?? smallId(query.get("assigned")),
		inbox: smallId(query.get("inbox")),
		source: oneOf(sourceFilters, query.get("source")),
		from: day(query.get("from")),
		to: day(query.get("to")),
		sort: oneOf(sorts, query.get("sort")) ?? "newest",
	};
}

/** The query for a filter, without what is the default, in a fixed order: equal filters have equal addresses. */
export function listFilterQuery(filter: ListFilter): URLSearchParams {
	const query = new URLSearchParams();
	if (filter.tab !== "active") query.set("tab", filter.tab);
	if (filter.unread) query.set("unread", "1");
	if (filter.flagged) query.set("flagged", "1");
	for (const key of ["channel", "last", "assigned", "inbox", "source", "from", "to"] as const) {
		const value = filter[key];
		if (value) query.set(key, String(value));
	}
	if (filter.sort !== "newest") query.set("sort", filter.sort);
	return query;
}
