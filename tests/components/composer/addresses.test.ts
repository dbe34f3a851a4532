import { describe, expect, it } from "vitest";
import { addAddresses, parseAddress, parseAddresses } from "@/components/composer/addresses";

const found = (list: string) => parseAddresses(list).map((entry) => entry.address);

describe("parseAddresses", () => {
	it("takes a pasted list however it is written", () => {
		expect(found("a@x.es, b@x.es;c@x.es\nd@x.es e@x.es")).toEqual(["a@x.es", "b@x.es", "c@x.es", "d@x.es", "e@x.es"]);
		expect(found('"Pérez, Ana" <Ana@Example.com>, Luis Gil <luis@example.es>; mailto:x@y.it')).toEqual(["ana@example.com", "luis@example.es", "x@y.it"]);
		expect(found(" , ;\n ")).toEqual([]);
	});
	it("keeps what is wrong, so that it can be seen and corrected", () => {
		expect(parseAddresses("laura@ejemplo, ok@example.com")).toEqual([
			{ typed: "laura@ejemplo", address: null },
			{ typed: "ok@example.com", address: "ok@example.com" },
		]);
	});
	it("is not confused by an unclosed quote on the line before", () => {
		expect(found('"Ana a@x.es\nb@x.es')).toContain("b@x.es");
	});
});

it.each([
	"a",
	"a@",
	"@b.es",
	"a@b",
	"a b@c.es",
	"a@b..es",
	"a@-b.es",
	".a@b.es",
	"a..b@c.es",
	"a@b.e",
	"a@b.es\nBcc: c@d.es",
	"a@1.2.3.4",
	`${"a".repeat(65)}@b.es`,
])("refuses %j", (typed) => {
	expect(parseAddress(typed).address).toBeNull();
});

it.each(["a@b.es", "ana.pérez@ejemplo.es", "x+tag@sub.example.com", "o'neill@example.ie"])("takes %s", (typed) => {
	expect(parseAddress(typed).address).toBe(typed);
});

it("adds nobody twice, nor who is a recipient already", () => {
	const known = parseAddresses("a@x.es");
	expect(addAddresses(known, parseAddresses("A@x.es, b@x.es, b@x.es, giulia@x.it"), ["Giulia@x.it"]).map((entry) => entry.address)).toEqual([
		"a@x.es",
		"b@x.es",
	]);
});
