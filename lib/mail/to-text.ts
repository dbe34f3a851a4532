import "server-only";
import { convert, type FormatCallback, type HtmlToTextOptions } from "html-to-text";
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

const tight = { leadingLineBreaks: 1, trailingLineBreaks: 1 };

/** Where a link leads, unless it says so itself. */
const link: FormatCallback = (element, walk, builder) => {
	const href: string = element.attribs?.href ?? "";
	let words = "";
	builder.pushWordTransform((word) => {
		words += word;
		return word;
	});
	walk(element.children, builder);
	builder.popWordTransform();
	const bare = (address: string) => address.replace(/^mailto:|^tel:/, "").replace(/\/$/, "");
	if (href && bare(href) !== bare(words)) builder.addInline(` (${href})`, { noWordTransform: true });
};
const picture: FormatCallback = (element, _walk, builder) => {
	const alt: string = element.attribs?.alt ?? "";
	if (alt) builder.addInline(`[${alt}]`, { noWordTransform: true });
};
/** "1. ", "2. ", from where the list says it begins. */
const numbered: FormatCallback = (element, walk, builder) => {
	const items = (element.children ?? []).filter((child: { name?: string }) => child.name === "li");
	const first = Number(element.attribs?.start ?? 1);
	builder.openList({ ...tight, interRowLineBreaks: 1, maxPrefixLength: `${first + items.length - 1}. `.length, prefixAlign: "left" });
	for (const [index, item] of items.entries()) {
		builder.openListItem({ prefix: `${first + index}. ` });
		walk(item.children, builder);
		builder.closeListItem();
	}
	builder.closeList(tight);
};

const written: HtmlToTextOptions = {
	wordwrap: false,
	limits: options.limits,
	formatters: { link, picture, numbered },
	selectors: [
		{ selector: "a", format: "link" },
		{ selector: "img", format: "picture" },
		...["p", "pre", "div"].map((selector) => ({ selector, options: tight })),
		...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { ...tight, uppercase: false } })),
		{ selector: "ul", options: { ...tight, itemPrefix: "- " } },
		{ selector: "ol", format: "numbered" },
		{ selector: "hr", options: { ...tight, length: 3 } },
		{ selector: "blockquote", options: { ...tight, trimEmptyLines: false } },
		{ selector: "table", options: { uppercaseHeaderCells: false } },
	],
};

/**
 * The text/plain form of what somebody of ours wrote (outgoingHtml): list marks, quote marks and link targets written out, a blank line for
 * each empty paragraph.
 */
export function writtenToText(html: string): string {
	if (countTags(html) > maxTags) return withoutTags(html).trim();
	// A paragraph with nothing in it is a blank line, which the converter would leave out.
	const filled = html.replace(/(<p\b[^<>]*>)<br ?\/?>(?=<\/p>)/gi, "$1\u00a0");
	return convert(filled, written)
		.replaceAll("\u00a0", " ")
		.replace(/[ \t]+$/gm, "")
		.trim();
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
