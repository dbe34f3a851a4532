import "server-only";
import { convert, type HtmlToTextOptions } from "html-to-text";
import { countTags, maxLength, maxTags } from "./limits";

/** Deep or endless HTML overflows the stack of the converter without limits. */
const options: HtmlToTextOptions = {
	wordwrap: false,
	limits: { maxInputLength: maxLength, maxDepth: 50, maxChildNodes: 10_000, ellipsis: "…" },
	selectors: [
		{ selector: "a", options: { ignoreHref: true } },
		{ selector: "img", format: "skip" },
		...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
		{ selector: "table", options: { uppercaseHeaderCells: false } },
	],
};

/** The readable text of a mail that came without a text part. Links keep their words only: the addresses stay in the HTML. */
export function htmlToText(html: string): string {
	const head = html.slice(0, maxLength);
	return countTags(head) > maxTags ? withoutTags(head) : convert(head, options);
}

/** What lies between tags, for HTML with more of them than the converter takes: it is quadratic on nesting. */
function withoutTags(html: string): string {
	const visible = html.split(/<(?:style|script|title)\b/i).map((piece, index) => (index === 0 ? piece : piece.slice(Math.max(0, piece.search(/<\//)))));
	return visible
		.join(" ")
		.split("<")
		.map((piece) => piece.slice(piece.indexOf(">") + 1))
		.join(" ")
		.replace(/[ \t]{2,}/g, " ");
}
