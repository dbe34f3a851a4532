export const tabs = ["active", "archived"] as const;
export const channelFilters = ["email", "sms", "whatsapp", "chat"] as const;
export const lastFilters = ["customer", "operator", "chatbot"] as const;
export const assignedFilters = ["me", "nobody"] as const;

/** What the list shows; kept in the address bar, so every field has a plain text form. */
export type ListFilter = {
	tab: (typeof tabs)[number];
	unread: boolean;
	flagged: boolean;
	channel: (typeof channelFilters)[number] | null;
	last: (typeof lastFilters)[number] | null;
	assigned: (typeof assignedFilters)[number] | null;
};

function oneOf<const T extends readonly string[]>(allowed: T, value: string | null): T[number] | null {
	return allowed.find((option) => option === value) ?? null;
}

/** Reads a filter from the query; what it does not know, it leaves out. */
export function parseListFilter(query: URLSearchParams): ListFilter {
	return {
		tab: oneOf(tabs, query.get("tab")) ?? "active",
		unread: query.get("unread") === "1",
		flagged: query.get("flagged") === "1",
		channel: oneOf(channelFilters, query.get("channel")),
		last: oneOf(lastFilters, query.get("last")),
		assigned: oneOf(assignedFilters, query.get("assigned")),
	};
}

/** The query for a filter, without what is the default, in a fixed order: equal filters have equal addresses. */
export function listFilterQuery(filter: ListFilter): URLSearchParams {
	const query = new URLSearchParams();
	if (filter.tab !== "active") query.set("tab", filter.tab);
	if (filter.unread) query.set("unread", "1");
	if (filter.flagged) query.set("flagged", "1");
	for (const key of ["channel", "last", "assigned"] as const) {
		const value = filter[key];
		if (value) query.set(key, value);
	}
	return query;
}
