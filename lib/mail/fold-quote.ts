import "server-only";
import { type HtmlLine, htmlLines } from "./html-lines";
import { safeHtml } from "./safe-html";
import { cutLine } from "./visible";

/** Lines that the marks of mail programs stand for, in the words that the recogniser knows. */
const spoken: Record<string, string> = { head: "-----Original Message-----", signature: "--" };

export type FoldedHtml = {
	/** Safe, with what is quoted at the end, and the signature, inside of one `details` element; senders' own never pass cleaning. */
	html: string;
	/** What stands above and in the fold. Null when all of it is new. */
	parts: { visible: string; folded: string } | null;
};

/** A mail's HTML, safe to show, and folded where the history that it quotes begins. Null like safeHtml. */
export function foldedHtml(html: string): FoldedHtml | null {
	const marked = safeHtml(html, true);
	if (!marked) return null;
	const cut = cutOf(htmlLines(marked) ?? []);
	if (!cut) return { html: withoutMarks(marked), parts: null };
	const names = cut.open.map((tag) => /^<([a-z0-9]+)/.exec(tag)?.[1] ?? "");
	const visible = withoutMarks(
		marked.slice(0, cut.at) +
			names
				.toReversed()
				.map((name) => `</${name}>`)
				.join(""),
	);
	const folded = withoutMarks(cut.open.join("") + marked.slice(cut.at));
	return { html: `${visible}<details>${folded}</details>`, parts: { visible, folded } };
}

/** Stored HTML without the fold, for those who get it passed on. */
export function unfolded(html: string): string {
	return html.replace(/<\/?details>/g, "");
}

/** The line above which it is cut. */
function cutOf(lines: HtmlLine[]): HtmlLine | null {
	const told = lines.flatMap((line) => {
		const text = `${line.quoted ? "> " : ""}${line.text.trim()}`;
		return line.mark && !line.quoted
			? [
					{ line, text: spoken[line.mark] ?? "" },
					{ line, text },
				]
			: [{ line, text }];
	});
	const at = cutLine(told.map(({ text }) => text));
	return at === null ? null : (told[at]?.line ?? null);
}

/** In tags only: what people write between them may look like a mark. */
function withoutMarks(html: string): string {
	return html.replace(/<[a-z][a-z0-9]*\s[^<>]*>/g, (tag) => tag.replace(/ class="[^"]*"/, ""));
}
