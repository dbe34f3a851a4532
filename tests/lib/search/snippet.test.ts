import { expect, test } from "vitest";
import { parseSearch } from "@/lib/search/parse";
import { snippetOf } from "@/lib/search/snippet";

const shown = (text: string, typed: string) => {
	const snippet = snippetOf(text, parseSearch(typed));
	return snippet.highlights.map(({ start, end }) => snippet.text.slice(start, end));
};

test.each([
	["La Devolución de la devolucion", "devolucion ", ["Devolución", "devolucion"]],
	["Pedidos y pedido, impedido", "pedi", ["Pedidos", "pedido"]],
	["pedido pedidos", "pedido ", ["pedido"]],
	["mi, pedido; mi otro pedido", '"mi pedido"', ["mi, pedido"]],
	["Die Straße", "strasse ", ["Straße"]],
	["jose\u0301 y José", "jose ", ["jose\u0301", "José"]],
	["你好世界", "世界 ", ["世界"]],
	["ok 👍🏽 bien", "bien ", ["bien"]],
	["a 🙂 b", "🙂 b ", ["🙂", "b"]],
	["<b>order</b> & more", "order ", ["order"]],
	["nothing here", "zebra ", []],
	["text", "((( ", []],
])("%j for %j", (text, typed, expected) => expect(shown(text, typed)).toEqual(expected));

test("a hit far inside is shown with what stands around it, in bounds", () => {
	const snippet = snippetOf(`${"lorem ipsum ".repeat(500)}needle ${"dolor 🙂 ".repeat(500)}`, parseSearch("needle "));
	expect(snippet.text.length).toBeLessThan(230);
	expect(snippet.text).toMatch(/^….*needle.*…$/u);
	expect(snippet.text.isWellFormed()).toBe(true);
	expect(snippet.highlights).toHaveLength(1);
});
