import { describe, expect, test } from "vitest";
import { mailDocument } from "@/lib/messages/mail-document";

const bodyOf = async (html: string) => /<body>(.*)<\/body>/s.exec(await mailDocument({ html, inline: [] }, false).text())?.[1];
const fold = '<details><summary aria-label="…"></summary>';

describe("what a mail quotes", () => {
	test("opens where intake has folded it", async () =>
		expect(await bodyOf("<p>Yes</p><details><div>Was it?</div></details>")).toBe(`<p>Yes</p>${fold}<div>Was it?</div></details>`));

	test.each([
		["at its end", "<p>Yes</p><blockquote>Was it?</blockquote>", `<p>Yes</p>${fold}<blockquote>Was it?</blockquote></details>`],
		[
			"inside of what a program puts around it",
			"Yes<div>On Monday:<blockquote>a<blockquote>b</blockquote></blockquote></div>",
			`Yes<div>On Monday:${fold}<blockquote>a<blockquote>b</blockquote></blockquote></details></div>`,
		],
	])("%s is folded", async (_, html, shown) => expect(await bodyOf(html)).toBe(shown));

	test.each([
		["nothing but a quote", "<blockquote>Forwarded</blockquote>"],
		["answers between quotes", "<p>See</p><blockquote>One?</blockquote><p>Two.</p>"],
		["quotes in different places", "<p>a</p><div><blockquote>b</blockquote></div><div><blockquote>c</blockquote></div>"],
		["no quote", "<p>Hello</p>"],
	])("%s stays in sight", async (_, html) => expect(await bodyOf(html)).toBe(html));
});
