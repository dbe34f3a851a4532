import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import type { HostedTexts } from "@/components/forms/hosted-page";
import { formSnippet, frameSnippet } from "@/components/forms/snippet";
import { trapName } from "@/lib/forms/schema";
import { fields, input } from "../../lib/forms/support";

const texts = { submit: "Send", choose: "Choose", trap: "Leave empty" } as HostedTexts;
const address = "https://desk.example/forms/Ab_9";

test("the snippet asks everything that the form does, under the same names, and has the trap", () => {
	const { document } = parseHTML(formSnippet(input, address, texts));
	expect(document.querySelector("form")?.getAttribute("action")).toBe(address);
	const names = new Set([...document.querySelectorAll("[name]")].map((one) => one.getAttribute("name")));
	expect(names).toEqual(new Set([...fields.map(({ id }) => id), trapName]));
	expect([...document.querySelectorAll("[required]")].map((one) => one.getAttribute("name"))).toEqual(["f2", "f6"]);
	expect([...document.querySelectorAll("option")].map((one) => one.getAttribute("value"))).toEqual(["", "Returns", "Other"]);
});

test("what an admin wrote becomes no markup of somebody's site", () => {
	const label = `"><script>alert(1)</script>`;
	const form = { ...input, title: label, fields: fields.map((field) => ({ ...field, label, choices: field.choices.map(() => label) })) };
	for (const snippet of [formSnippet(form, address, texts), frameSnippet(form, address)]) {
		expect(snippet).not.toContain("<script");
		expect(parseHTML(`<html><body>${snippet}</body></html>`).document.querySelectorAll("script").length).toBe(0);
	}
});
