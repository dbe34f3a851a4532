import type { Source } from "@/db/schema";

/** As in db/schema, whose tables the browser does not load. */
export const customerSources = ["inbound", "operator", "form", "automation", "chatbot", "api"] as const satisfies readonly Source[];
export const customerSorts = ["newest", "name"] as const;
/** In place of a language: it is not known. */
export const unknownLanguage = "none";

/** What the list of customers shows; kept in the address bar. */
export type CustomerFilter = {
	/** Parts of a name, an email or a phone number. */
	q: string;
	/** A BCP 47 language without its region, or `none`. */
	language: string | null;
	tag: string | null;
	source: Source | null;
	sort: (typeof customerSorts)[number];
};

/** Reads a filter from the query; what it does not know, it leaves out. */
export function parseCustomerFilter(query: URLSearchParams): CustomerFilter {
	const language = query.get("language")?.toLowerCase() ?? "";
	const tag = query.get("tag")?.trim() ?? "";
	return {
		q: (query.get("q") ?? "").slice(0, 200),
		language: /^([a-z]{2,3}|none)$/.test(language) ? language : null,
		// PostgreSQL takes no NUL, and what begins with a control character is no tag.
		tag: tag && tag.length <= 60 && !/\p{Cc}/u.test(tag) && tag.isWellFormed() ? tag : null,
		source: customerSources.find((source) => source === query.get("source")) ?? null,
		sort: customerSorts.find((sort) => sort === query.get("sort")) ?? "newest",
	};
}

/** The query for a filter, without what is the default. */
export function customerFilterQuery(filter: CustomerFilter): URLSearchParams {
	const query = new URLSearchParams();
	for (const key of ["q", "language", "tag", "source"] as const) if (filter[key]) query.set(key, filter[key]);
	if (filter.sort !== "newest") query.set("sort", filter.sort);
	return query;
}

/** Where a page ends: rows go by (key, id), in the order of the list. */
export type CustomerCursor = { key: string; id: number };

export const customerCursorText = ({ key, id }: CustomerCursor) => `${id}_${key}`;

/** Reads such a text; null when it is none. A time is compared as a timestamp, which would throw on anything else. */
export function parseCustomerCursor(text: string, sort: CustomerFilter["sort"]): CustomerCursor | null {
	const [, id, key] = /^([1-9]\d{0,14})_(.{0,1000})$/su.exec(text) ?? [];
	if (!id || key === undefined || key.includes("\0") || !key.isWellFormed()) return null;
	if (sort === "newest" && !isInstant(key)) return null;
	return { key, id: Number(id) };
}

function isInstant(key: string): boolean {
	const [, milliseconds] = /^([12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})\d{3}Z$/.exec(key) ?? [];
	if (!milliseconds) return false;
	const time = new Date(`${milliseconds}Z`);
	// 31 February parses, as 3 March.
	return !Number.isNaN(time.getTime()) && time.toISOString() === `${milliseconds}Z`;
}
