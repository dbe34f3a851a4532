import { expect, test } from "vitest";
import { hitAddress, searchAddress } from "@/components/search/address";
import { piecesOf } from "@/components/search/pieces";
import { parseRecent, withRecent } from "@/components/search/recent";

test("a snippet is cut at its hits, and put together it is whole again", () => {
	const text = "La factura y otra factura";
	const pieces = piecesOf({
		text,
		highlights: [
			{ start: 3, end: 10 },
			{ start: 18, end: 25 },
		],
	});
	expect(pieces.map(({ text, hit }) => (hit ? `[${text}]` : text))).toEqual(["La ", "[factura]", " y otra ", "[factura]"]);
	expect(pieces.map(({ text }) => text).join("")).toBe(text);
});

test("ranges that overlap, touch or reach too far lose and repeat nothing", () => {
	const pieces = piecesOf({
		text: "abcdef",
		highlights: [
			{ start: 2, end: 9 },
			{ start: 0, end: 3 },
			{ start: 3, end: 3 },
		],
	});
	expect(pieces.map(({ text }) => text).join("")).toBe("abcdef");
	expect(pieces.every(({ hit }) => hit)).toBe(true);
	expect(piecesOf({ text: "", highlights: [] })).toEqual([]);
});

test("recent searches: the last first, each once, six of them", () => {
	expect(withRecent(["b", "A"], " a ")).toEqual(["a", "b"]);
	expect(withRecent(["1", "2", "3", "4", "5", "6"], "7")).toEqual(["7", "1", "2", "3", "4", "5"]);
	expect(withRecent(["b"], "  ")).toEqual(["b"]);
});

test.each([null, "", "{", '{"a":1}', "null", "5"])("%j in storage is no recent search", (kept) => {
	expect(parseRecent(kept)).toEqual([]);
});

test("what is no text is left out of recent searches", () => {
	expect(parseRecent('["a",5,null,"b"]')).toEqual(["a", "b"]);
});

test("addresses keep the list's filter", () => {
	expect(hitAddress("/inbox/5?tab=archived", "sofá azul", 9)).toBe("/inbox/5?tab=archived&q=sof%C3%A1+azul&at=9");
	expect(hitAddress("/inbox/5", "a&b")).toBe("/inbox/5?q=a%26b");
	expect(searchAddress("/inbox", "?tab=archived&q=a", "b")).toBe("/inbox?tab=archived&q=b");
	expect(searchAddress("/inbox", "?q=a", "")).toBe("/inbox");
});
