import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeholdersIn, unfilledIn } from "@/lib/messages/placeholders";
import { filledPieces, fillHtml, fillText, isVariable } from "@/lib/templates/variables";

const values = { "customer.firstName": "Giulia", "customer.company": "Rossi & <b>figli</b>", "customer.fields.Número": "4417", "customer.email": " " };

test.each([
	["Hola, {{customer.firstName}}:", "Hola, Giulia:"],
	["{{ customer.firstName }}{{customer.firstName}}", "GiuliaGiulia"],
	["Pedido {{customer.fields.Número}}", "Pedido 4417"],
	["{{customer.email}} {{nobody.knows}}", "{{customer.email}} {{nobody.knows}}"],
	["{{constructor}} {{__proto__}}", "{{constructor}} {{__proto__}}"],
	["{{customer.company}}", "Rossi & <b>figli</b>"],
	["{{}} {{ }} {{a\nb}} {customer.firstName}", "{{}} {{ }} {{a\nb}} {customer.firstName}"],
])("%j", (text, filled) => expect(fillText(text, values)).toBe(filled));

test("in HTML a value is text, whatever it looks like", () => {
	expect(fillHtml("<p>{{customer.company}}</p>", values)).toBe("<p>Rossi &amp; &lt;b&gt;figli&lt;/b&gt;</p>");
	expect(fillHtml("<p>{{&nbsp;customer.firstName }}</p>", values)).toBe("<p>Giulia</p>");
	expect(fillHtml('<a href="https://x.example/?q={{customer.company}}">x</a>', { "customer.company": '"><script>' })).not.toContain("<script>");
	expect(fillHtml("<p>{{a&amp;b}}</p>", { "a&b": "1" })).toBe("<p>1</p>");
});

test("a value that looks like a variable is not filled in again", () => {
	expect(fillText("{{customer.firstName}}", { "customer.firstName": "{{operator.email}}", "operator.email": "x@y.es" })).toBe("{{operator.email}}");
});

describe("what is left", () => {
	test.each([
		["Hola {{a}} y {{ a }}, {{b.c}}", null, ["a", "b.c"]],
		["Hola", "<p>{{<strong>customer</strong>.name}}</p>", ["customer.name"]],
		["Hola {name}", "<p>Hola</p>", []],
	])("%j %j", (text, html, names) => expect(unfilledIn(text, html)).toEqual(names));

	test("nothing, once everything has a value; and pieces join to the filled text", () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.constant("{{customer.firstName}}"), fc.constant("{{x}}"), fc.string())), (parts) => {
				const text = parts.join("");
				expect(
					filledPieces(text, values)
						.map((piece) => piece.text)
						.join(""),
				).toBe(fillText(text, values));
				expect(placeholdersIn(fillText(text, Object.fromEntries(placeholdersIn(text).map((name) => [name, "·"]))))).toEqual([]);
			}),
		);
	});
});

test("the names that there are", () => {
	expect(["customer.firstName", "customer.fields.x"].every(isVariable)).toBe(true);
	expect(["customer.fields.", "pedido.transportista", ""].some(isVariable)).toBe(false);
});
