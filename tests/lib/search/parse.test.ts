import { describe, expect, test } from "vitest";
import { formatSearch, parseSearch, type SearchQuery } from "@/lib/search/parse";

const nothing: SearchQuery = {
	words: [],
	prefix: null,
	phrases: [],
	not: [],
	from: null,
	channel: null,
	assigned: null,
	flagged: false,
	unread: false,
	attachment: false,
	before: null,
	after: null,
	in: null,
};

const cases: [string, Partial<SearchQuery>][] = [
	["pedido", { prefix: "pedido" }],
	["pedido ", { words: ["pedido"] }],
	["p", { words: ["p"] }],
	["mi ped", { words: ["mi"], prefix: "ped" }],
	['"mi pedido" roto ', { phrases: ["mi pedido"], words: ["roto"] }],
	["“mi pedido”", { phrases: ["mi pedido"] }],
	['"never closed', { phrases: ["never closed"] }],
	['-caro -"muy caro" ', { not: ["caro", "muy caro"] }],
	["- -- ", {}],
	["from:me ", { from: "me" }],
	['From:"María García" ', { from: "María García" }],
	["from:", {}],
	["channel:SMS is:flagged is:unread has:attachment in:archived ", { channel: "sms", flagged: true, unread: true, attachment: true, in: "archived" }],
	["assigned:Nobody ", { assigned: "nobody" }],
	['assigned:"Ana P" ', { assigned: "Ana P" }],
	["after:2026-01-01 before:2026-02-28 ", { after: "2026-01-01", before: "2026-02-28" }],
	["before:2026-02-31 ", { words: ["before:2026-02-31"] }],
	["channel:fax is:late has:nothing in:space ", { words: ["channel:fax", "is:late", "has:nothing", "in:space"] }],
	["toString:x constructor:y ", { words: ["toString:x", "constructor:y"] }],
	["http://a.b ", { words: ["http://a.b"] }],
	["% _ ' ( ) & | ! : * ", {}],
	["世界 ", { words: ["世界"] }],
	["世界", { words: ["世界"] }],
	["🙂", { words: ["🙂"] }],
	["\u202eשלום\u0000 x ", { words: ["שלום", "x"] }],
	["jose\u0301 ", { words: ["josé"] }],
];

describe("what is typed", () => {
	test.each(cases)("%j", (typed, expected) => expect(parseSearch(typed)).toEqual({ ...nothing, ...expected }));

	test("the text of a query gives the query again", () => {
		for (const [typed] of cases) {
			const query = parseSearch(typed);
			expect(parseSearch(formatSearch(query)), typed).toEqual(query);
		}
	});

	test("whatever it is, however long: no throw, no stall", () => {
		const bits = ['"', "-", "from:", "is:", ":", " ", "a", "%", "\\", "世", "🙂", "\ud83d", "\0", "(", "\u202e", "é", "before:2026-01-01"];
		for (let seed = 1; seed < 3000; seed++) {
			const typed = Array.from({ length: seed % 40 }, (_, i) => bits[(seed * (i + 7) + i * i * 13) % bits.length]).join("");
			const query = parseSearch(typed);
			expect(parseSearch(formatSearch(query)), JSON.stringify(typed)).toEqual(query);
		}
		expect(parseSearch("x ".repeat(5000)).words).toHaveLength(500);
		expect(parseSearch('-"'.repeat(5000)).words.length).toBeLessThan(1000);
	});
});
