import "server-only";
import { convert, type HtmlToTextOptions } from "html-to-text";

/** Deep or endless HTML overflows the stack of the converter without limits. */
const options: HtmlToTextOptions = {
	wordwrap: false,
	limits: { maxInputLength: 1_000_000, maxDepth: 50, maxChildNodes: 10_000, ellipsis: "…" },
	selectors: [
		{ selector: "a", options: { ignoreHref: true } },
		{ selector: "img", format: "skip" },
		...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
		{ selector: "table", options: { uppercaseHeaderCells: false } },
	],
};

/** The readable text of a mail that came without a text part. Links keep their words only: the addresses stay in the HTML. */
export function htmlToText(html: string): string {
	return convert(html.slice(0, 1_000_000), options);
}
