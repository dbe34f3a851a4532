import { describe, expect, it } from "vitest";
import { linkify } from "@/components/timeline/linkify";

const links = (text: string) => linkify(text).flatMap(({ href }) => href ?? []);

describe("linkify", () => {
	it("gives back every character of the text", () => {
		for (const text of [
			"",
			"hola",
			"Ver https://a.es/x?y=1&z=2. Gracias",
			"<https://a.es> (http://b.it/(c)) ana@example.com, tel:+34600",
			"https://",
			"@ : //",
		]) {
			expect(
				linkify(text)
					.map((piece) => piece.text)
					.join(""),
			).toBe(text);
		}
	});
	it("finds web, mail and phone addresses", () => {
		expect(links("http://a.es https://b.it/c#d mailto:x@y.es tel:+34600111222")).toEqual([
			"http://a.es",
			"https://b.it/c#d",
			"mailto:x@y.es",
			"tel:+34600111222",
		]);
		expect(links("Escríbeme a ana.perez+web@mail.example.com")).toEqual(["mailto:ana.perez+web@mail.example.com"]);
	});
	it.each([
		["Mira https://a.es/x.", "https://a.es/x"],
		["(https://a.es/x)", "https://a.es/x"],
		["https://es.wikipedia.org/wiki/Clip_(sujetapapeles)!", "https://es.wikipedia.org/wiki/Clip_(sujetapapeles)"],
		["«https://a.es»", "https://a.es"],
		["¿https://a.es/y?", "https://a.es/y"],
		["*https://a.es/y*", "https://a.es/y"],
	])("leaves the punctuation around it outside: %s", (text, href) => expect(links(text)).toEqual([href]));

	it("never makes anything else a link", () => {
		const texts = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "https://", "http:///x", "a@b", "12:30", "//evil.example"];
		expect(texts.flatMap(links)).toEqual([]);
	});
	it("takes no more than linear time on hostile text", () => {
		const started = performance.now();
		for (const text of ["a".repeat(200_000), "a.".repeat(100_000), `${"a@".repeat(50_000)}`, `https://${"(".repeat(5_000)}`, `https://a${")".repeat(5_000)}`])
			linkify(text);
		expect(performance.now() - started).toBeLessThan(2_000);
	});
});
