import { describe, expect, it } from "vitest";
import { foldedHtml, unfolded } from "@/lib/mail/fold-quote";
import { readMail } from "@/lib/mail/read-mail";
import { safeHtml } from "@/lib/mail/safe-html";
import { htmlToText } from "@/lib/mail/to-text";
import { visibleLength } from "@/lib/mail/visible";
import { cpuMs, from, mail, multipart } from "./mails";
import { answer, pages, texts } from "./quotes";

const visible = (text: string) => text.slice(0, visibleLength(text) ?? undefined);
const squeezed = (text: string) => text.replace(/\s+/g, " ").trim();

describe("a quote in text", () => {
	it.each(texts)("$client, $language", ({ text = "" }) => expect(visible(text)).toBe(answer));
});

describe("a quote in HTML", () => {
	it.each(pages)("$client, $language", async ({ html = "" }) => {
		const folded = foldedHtml(html);
		expect(squeezed(htmlToText(folded?.parts?.visible ?? ""))).toBe(squeezed(answer));
		// The whole is kept, and nothing but it.
		expect(squeezed(htmlToText(unfolded(folded?.html ?? "")))).toBe(squeezed(htmlToText(safeHtml(html) ?? "")));
		expect(folded?.html).not.toContain(" class=");
		expect(folded?.html.match(/<\/?details>/g)).toEqual(["<details>", "</details>"]);
		const parsed = await readMail(mail(...from, "Content-Type: text/html; charset=utf-8", "", html));
		expect(squeezed(parsed.text.slice(0, parsed.visibleLength ?? undefined))).toBe(squeezed(answer));
		expect(parsed.text).toContain("4711");
	});
});

describe("stays in sight", () => {
	it.each([
		[
			"an answer between Gmail's quotes",
			'<div class="gmail_quote"><div class="gmail_attr">On Mon, Mar 3, 2025, A &lt;a@b.c&gt; wrote:</div><blockquote class="gmail_quote">Colour?</blockquote><div>Blue.</div><blockquote class="gmail_quote">Size?</blockquote><div>Large.</div></div>',
		],
		["an answer below Thunderbird's quote", '<div class="moz-cite-prefix">On 3/3/25, A wrote:</div><blockquote type="cite">Colour?</blockquote><p>Blue.</p>'],
		[
			"a mail that is nothing but forwarded",
			'<div class="gmail_quote">---------- Forwarded message ---------<br>From: A &lt;a@b.c&gt;<br>Date: Monday<br><br>the words</div>',
		],
		["Gmail's indented words", 'First<blockquote style="margin:0 0 0 40px;border:none;padding:0px">second</blockquote>'],
		[
			"what answers in colours",
			'<div>See my answers below in red.</div><div id="divRplyFwdMsg"><b>From:</b> A<br><b>Sent:</b> B<br></div><div>Colour? <font color="red">Blue</font></div>',
		],
		["HTML that does not end as it begins", "<p>Hello <b>you</p>"],
	])("%s", (_case, html) => expect(foldedHtml(html)).toMatchObject({ html: safeHtml(html), parts: null }));

	it.each([
		["en", "Please see my answers below"],
		["es", "Te respondo más abajo en rojo"],
		["it", "Trovi le risposte di seguito"],
		["fr", "Mes réponses sont ci-dessous"],
		["de", "Meine Antworten stehen unten"],
		["pt", "As respostas seguem abaixo"],
	])("what is quoted, where the answer points at it: %s", (_language, words) =>
		expect(visibleLength(`${words}.\n\nFrom: A <a@example.org>\nSent: Monday\nTo: B\n\nColour? Blue.`)).toBeNull(),
	);

	it("a picture above a quote, and a pixel below it does not count", () => {
		const quote = '<div class="gmail_quote">On Mon, 3 Mar 2025, A wrote:<blockquote>x</blockquote></div>';
		const folded = foldedHtml(`<img src="cid:a">${quote}<img src="https://track.example/p" width="1" height="1">`);
		expect(folded?.parts?.visible).toBe('<img src="cid:a" />');
	});
});

it("a sender's own fold is none", () => expect(foldedHtml("<details><summary>a</summary>b</details>")?.html).toBe("ab"));
it("words that look like a mark are kept", () => expect(foldedHtml('<p title="x">a class="head" b</p>')?.html).toBe('<p title="x">a class="head" b</p>'));

it("text without a mark is cut where the HTML is", async () => {
	const html = '<p>Yes, both.</p><div id="divRplyFwdMsg">Support</div><p>Which one?</p>';
	const parts = [
		["Content-Type: text/plain", "", "Yes, both.", "", "Support", "Which one?"],
		["Content-Type: text/html", "", html],
	];
	const parsed = await readMail(multipart(from, "alternative", parts));
	expect(parsed.text.slice(0, parsed.visibleLength ?? undefined)).toBe("Yes, both.");
});

it.each(["<div>", "<blockquote>x", '<div class="gmail_quote">a', "<p>On 1 wrote:</p>", "a<br>", '<img src="cid:a">', "From:<br>", "<table><tr><td>a"])(
	"%s over and over takes no longer than cleaning",
	(piece) => {
		const html = piece.repeat(Math.min(19_000 / (piece.split("<").length - 1), 900_000 / piece.length));
		expect(cpuMs(() => void foldedHtml(html)) - cpuMs(() => void safeHtml(html))).toBeLessThan(1_000);
	},
);
