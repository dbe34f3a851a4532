import { searchChannels, searchPlaces } from "@/lib/search/parse";

/** The operators that the box offers, as they are typed. */
export const operators = ["from:", "channel:", "assigned:", "is:", "has:", "in:", "before:", "after:"] as const;

type Known = { users: readonly { name: string }[]; today: string };

/** Values for the operator at the end of what is typed, written out whole: `is:fl` → `is:flagged`. None when no operator is being typed. */
export function suggestionsFor(typed: string, known: Known): string[] {
	const [, operator, begun] = /(?:^|\s)([a-z]+):([^\s"]*|"[^"]*)$/iu.exec(typed) ?? [];
	if (operator === undefined || begun === undefined) return [];
	const start = begun.replace('"', "").toLowerCase();
	return valuesOf(operator.toLowerCase(), known)
		.filter((value) => value.toLowerCase().startsWith(start) && value.toLowerCase() !== start)
		.slice(0, 6)
		.map((value) => `${operator.toLowerCase()}:${/\s/.test(value) ? `"${value}"` : value}`);
}

/** What is typed, with its last word replaced by a suggestion, and room for the next one. */
export function withSuggestion(typed: string, suggestion: string): string {
	return `${typed.replace(/[a-z]+:([^\s"]*|"[^"]*)$/iu, "")}${suggestion} `;
}

/** What is typed, with an operator begun at its end. */
export function withOperator(typed: string, operator: string): string {
	return typed && !/\s$/.test(typed) ? `${typed} ${operator}` : `${typed}${operator}`;
}

function valuesOf(operator: string, { users, today }: Known): readonly string[] {
	const names = users.map(({ name }) => name);
	const values: Partial<Record<string, readonly string[]>> = {
		from: ["me"],
		channel: searchChannels,
		assigned: ["me", "nobody", ...names],
		is: ["flagged", "unread"],
		has: ["attachment"],
		in: searchPlaces,
		before: days(today),
		after: days(today),
	};
	return (Object.hasOwn(values, operator) && values[operator]) || [];
}

/** Today, and where its month and its year begin. */
const days = (today: string) => [...new Set([today, `${today.slice(0, 8)}01`, `${today.slice(0, 5)}01-01`])];
