import { hasGrams, plainWords } from "./grams";

export const searchChannels = ["email", "sms", "whatsapp", "chat"] as const;
export const searchPlaces = ["active", "archived"] as const;
export const longestSearch = 1000;

/** What is asked for. All of it must hold. */
export type SearchQuery = {
	/** Whole words, as typed: a message must hold each of them. */
	words: string[];
	/** The word still being typed, at the end: finds what begins with it. At least two characters. */
	prefix: string | null;
	/** Words that must stand together. */
	phrases: string[];
	/** Words or phrases that must not be there. */
	not: string[];
	/** Words of the sender's name or address; "me" is the searcher. */
	from: string | null;
	channel: (typeof searchChannels)[number] | null;
	/** "me", "nobody", or part of an operator's name. */
	assigned: string | null;
	flagged: boolean;
	unread: boolean;
	attachment: boolean;
	/** Days as YYYY-MM-DD, in the searcher's time zone. `before` is the first day left out, `after` the first one in. */
	before: string | null;
	after: string | null;
	in: (typeof searchPlaces)[number] | null;
};

const empty = { from: null, channel: null, assigned: null, flagged: false, unread: false, attachment: false, before: null, after: null, in: null };

/**
 * Reads what was typed into the search box: words, "exact phrases", -negation and operators (from: channel: assigned: is: has: before:
 * after: in:). What it does not understand is text; nothing makes it throw. Reads the first 1,000 characters.
 */
export function parseSearch(typed: string): SearchQuery {
	const text = clean(typed);
	const query: SearchQuery = { ...empty, words: [], prefix: null, phrases: [], not: [] };
	const tokens = [...text.matchAll(/(-?)(?:([a-z]+):)?"([^"]*)(?:"|$)|\S+/giu)];
	for (const token of tokens) {
		const [whole, minus, name, quoted] = token;
		if (quoted !== undefined) addQuoted(query, quoted.trim(), minus === "-", name?.toLowerCase());
		else if (whole.startsWith("-") && whole.length > 1) addIf(query.not, whole.slice(1));
		else if (!addOperator(query, whole)) addWord(query, whole, token.index + whole.length === text.length);
	}
	return query;
}

/** NUL, controls and marks of direction are nothing to look for; the curly quotes of a phone are quotes. */
function clean(typed: string): string {
	const text = typed.slice(0, longestSearch).toWellFormed().normalize("NFC").slice(0, longestSearch);
	return text
		.replace(/[\p{Cc}\ufffd]/gu, " ")
		.replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
		.replace(/[“”„«»]/g, '"')
		.trimStart();
}

const isText = (text: string) => plainWords(text).length > 0 || hasGrams(text);

function addIf(list: string[], text: string): void {
	if (isText(text)) list.push(text);
}

function addWord(query: SearchQuery, word: string, isLast: boolean): void {
	const last = plainWords(word).at(-1) ?? "";
	if (isLast && last.length >= 2 && word.endsWith(last) && !hasGrams(last)) query.prefix = word;
	else addIf(query.words, word);
}

function addQuoted(query: SearchQuery, text: string, negated: boolean, name: string | undefined): void {
	if (name && !negated && setOperator(query, name, text)) return;
	if (name) addIf(negated ? query.not : query.words, name);
	addIf(negated ? query.not : query.phrases, text);
}

function addOperator(query: SearchQuery, token: string): boolean {
	const [, name, value] = /^([a-z]+):(.*)$/isu.exec(token) ?? [];
	return name !== undefined && value !== undefined && setOperator(query, name.toLowerCase(), value);
}

/** Whether it was understood. An operator without its value yet says nothing. */
function setOperator(query: SearchQuery, name: string, value: string): boolean {
	const read = operators.get(name);
	const meant = value ? read?.(value, value.toLowerCase()) : {};
	if (!read || !meant) return false;
	Object.assign(query, meant);
	return true;
}

const oneOf = <T extends string>(allowed: readonly T[], value: string) => allowed.find((one) => one === value);

/** What each operator makes of its value, as given and in lower case; undefined when it is none. */
const operators = new Map<string, (value: string, lower: string) => Partial<SearchQuery> | undefined>([
	["from", (value, lower) => (isText(value) ? { from: lower === "me" ? lower : value } : undefined)],
	["assigned", (value, lower) => (isText(value) ? { assigned: lower === "me" || lower === "nobody" ? lower : value } : undefined)],
	["channel", (_, lower) => (oneOf(searchChannels, lower) ? { channel: oneOf(searchChannels, lower) } : undefined)],
	["in", (_, lower) => (oneOf(searchPlaces, lower) ? { in: oneOf(searchPlaces, lower) } : undefined)],
	["is", (_, lower) => (lower === "flagged" || lower === "unread" ? { [lower]: true } : undefined)],
	["has", (_, lower) => (lower === "attachment" ? { attachment: true } : undefined)],
	["before", (value) => (isDay(value) ? { before: value } : undefined)],
	["after", (value) => (isDay(value) ? { after: value } : undefined)],
]);

function isDay(value: string): boolean {
	if (!/^[12]\d{3}-\d\d-\d\d$/.test(value)) return false;
	const day = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** The text of a query: reading it gives the query again. Operators come first, what is being typed last. */
export function formatSearch(query: SearchQuery): string {
	const quote = (text: string) => (/\s/.test(text) ? `"${text}"` : text);
	const parts = [
		query.from && `from:${quote(query.from)}`,
		query.channel && `channel:${query.channel}`,
		query.assigned && `assigned:${quote(query.assigned)}`,
		query.flagged && "is:flagged",
		query.unread && "is:unread",
		query.attachment && "has:attachment",
		query.before && `before:${query.before}`,
		query.after && `after:${query.after}`,
		query.in && `in:${query.in}`,
		...query.not.map((text) => `-${quote(text)}`),
		...query.words,
		...query.phrases.map((text) => `"${text}"`),
		query.prefix,
	];
	const text = parts.filter(Boolean).join(" ");
	// A space after the last word says that it is whole.
	return query.prefix || !text ? text : `${text} `;
}

/** Whether there is nothing to look for. */
export function isEmptySearch(query: SearchQuery): boolean {
	return formatSearch(query) === "";
}

/** The text alone, for looking up customers. */
export function searchText({ words, phrases, prefix }: SearchQuery): string {
	return [...words, ...phrases, ...(prefix ? [prefix] : [])].join(" ");
}
