import { expect, test } from "vitest";
import { suggestionsFor, withOperator, withSuggestion } from "@/components/search/suggestions";
import { parseSearch } from "@/lib/search/parse";

const known = { users: [{ name: "Jorge Sanz" }, { name: "Marta Ferrer" }], today: "2026-11-23" };

test.each([
	["is:", ["is:flagged", "is:unread"]],
	["factura is:fl", ["is:flagged"]],
	["is:flagged", []],
	["CHANNEL:s", ["channel:sms"]],
	["assigned:", ["assigned:me", "assigned:nobody", 'assigned:"Jorge Sanz"', 'assigned:"Marta Ferrer"']],
	['assigned:"jor', ['assigned:"Jorge Sanz"']],
	["before:2026-01", ["before:2026-01-01"]],
	["is: ", []],
	["pedido", []],
	["nothing:", []],
	["constructor:", []],
])("%s suggests %j", (typed, expected) => {
	expect(suggestionsFor(typed, known)).toEqual(expected);
});

test.each([
	["factura is:fl", "is:flagged", "factura is:flagged "],
	['assigned:"jor', 'assigned:"Jorge Sanz"', 'assigned:"Jorge Sanz" '],
])("%s becomes %s", (typed, suggestion, expected) => {
	expect(withSuggestion(typed, suggestion)).toBe(expected);
});

test("an operator begins apart from the word before it", () => {
	expect(withOperator("factura", "is:")).toBe("factura is:");
	expect(withOperator("factura ", "is:")).toBe("factura is:");
	expect(withOperator("", "is:")).toBe("is:");
});

test("every suggestion is understood as an operator", () => {
	for (const operator of ["from:", "channel:", "assigned:", "is:", "has:", "in:", "before:", "after:"]) {
		const suggestions = suggestionsFor(operator, known);
		expect(suggestions).not.toEqual([]);
		for (const suggestion of suggestions) expect(parseSearch(`${suggestion} `)).toMatchObject({ words: [], phrases: [], prefix: null });
	}
});
