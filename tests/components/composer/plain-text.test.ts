import { describe, expect, it } from "vitest";
import { caretPosition, type DocumentNode, plainText, textToHtml } from "@/components/composer/plain-text";

const p = (...content: DocumentNode[]): DocumentNode => ({ type: "paragraph", content });
const t = (text: string, href?: string): DocumentNode => ({ type: "text", text, marks: href ? [{ type: "link", attrs: { href } }] : undefined });
const doc = (...content: DocumentNode[]): DocumentNode => ({ type: "doc", content });
const item = (...content: DocumentNode[]): DocumentNode => ({ type: "listItem", content });

describe("plainText", () => {
	it("keeps lines and the blank ones between them", () => {
		expect(plainText(doc(p(t("Hola:")), p(), p(t("uno"), { type: "hardBreak" }, t("dos"))))).toBe("Hola:\n\nuno\ndos");
	});
	it("writes lists, quotes and rules out", () => {
		const list = { type: "bulletList", content: [item(p(t("a")), { type: "bulletList", content: [item(p(t("b")))] }), item(p(t("c")))] };
		expect(plainText(doc(list))).toBe("- a\n  - b\n- c");
		expect(plainText(doc({ type: "orderedList", attrs: { start: 3 }, content: [item(p(t("x"))), item(p(t("y")))] }))).toBe("3. x\n4. y");
		expect(plainText(doc({ type: "blockquote", content: [p(t("a")), p(), p(t("b"))] }, { type: "horizontalRule" }))).toBe("> a\n>\n> b\n---");
		expect(plainText(doc({ type: "codeBlock", content: [t("x = 1\ny = 2")] }))).toBe("x = 1\ny = 2");
	});
	it("says where a link leads, unless it says so itself", () => {
		expect(plainText(doc(p(t("aquí", "https://a.es/x"))))).toBe("aquí (https://a.es/x)");
		expect(plainText(doc(p(t("https://a.es", "https://a.es/"), t(" "), t("a@x.es", "mailto:a@x.es"))))).toBe("https://a.es a@x.es");
	});
	it("is empty for an empty document", () => {
		expect(plainText(doc(p()))).toBe("");
		expect(plainText({})).toBe("");
	});
});

it("carries typed text over as paragraphs, never as markup", () => {
	expect(textToHtml('a < b\n\n<img src="x">')).toBe("<p>a &lt; b</p><p></p><p>&lt;img src=&quot;x&quot;&gt;</p>");
});

it("finds the caret again: one step into the paragraph, two from each to the next", () => {
	expect(caretPosition("hola", 0)).toBe(1);
	expect(caretPosition("hola", 4)).toBe(5);
	expect(caretPosition("ab\ncd", 3)).toBe(5);
	expect(caretPosition("ab\n\ncd", 4)).toBe(7);
});
