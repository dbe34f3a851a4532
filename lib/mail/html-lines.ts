/** A line of HTML as people see it. `at`: where a cut above it leaves the fewest elements open; `open`: their tags, as they stand there. */
export type HtmlLine = { text: string; quoted: boolean; mark: string | null; at: number; open: string[] };

const blocks = /^(?:address|blockquote|caption|center|dd|div|dl|dt|figure|figcaption|h[1-6]|hr|li|ol|p|pre|table|tbody|tfoot|thead|tr|ul)$/;
const empty = /^(?:br|hr|img|col|wbr)$/;
const token = /<(\/?)([a-z][a-z0-9]*)([^<>]*)>|[^<]+/g;
/** Stands for a picture, which may be all that somebody says. */
const picture = "\ufffc";

/** No mail program nests deeper; a line of each depth would remember every element above it. */
const maxDepth = 250;

/** The lines of cleaned HTML, in order, empty ones left out. Null for what is too deep, and when elements do not end in the order in which they began. */
export function htmlLines(html: string): HtmlLine[] | null {
	const lines: HtmlLine[] = [];
	const open: { name: string; tag: string; quotes: boolean }[] = [];
	let line: HtmlLine | null = null;
	let mark: string | null = null;
	let cut: Pick<HtmlLine, "at" | "open"> = { at: 0, open: [] };
	const say = (text: string) => {
		if (text.trim() === "") return;
		if (!line) {
			line = { text: "", quoted: open.some(({ quotes }) => quotes), mark, ...cut };
			lines.push(line);
			mark = null;
		}
		line.text += text;
	};
	const end = (at: number) => {
		if (line) cut = here(at);
		line = null;
	};
	const here = (at: number) => ({ at, open: open.map(({ tag }) => tag) });
	for (const { 0: all, 1: slash, 2: name, 3: attributes = "", index } of html.matchAll(token)) {
		const after = index + all.length;
		if (!name) say(decoded(all));
		else if (name === "img") say(isTracker(attributes) ? "" : picture);
		else {
			const isBlock = blocks.test(name) || name === "br";
			if (!slash) {
				if (isBlock) end(index);
				mark = markIn(attributes) ?? mark;
				if (name === "td" || name === "th") say(" ");
				if (open.length > maxDepth) return null;
				if (!empty.test(name)) open.push({ name, tag: all, quotes: name === "blockquote" && !isIndent(attributes) });
			} else {
				if (isBlock) end(index);
				if (open.pop()?.name !== name) return null;
				// Between two lines, where the fewest elements are open.
				if (!line && open.length < cut.open.length) cut = here(after);
			}
		}
	}
	return open.length === 0 ? lines : null;
}

const markIn = (attributes: string) => /\sclass="([^"]*)"/.exec(attributes)?.[1] ?? null;
/** A picture that nobody can see. */
const isTracker = (attributes: string) => /\s(?:width|height)="[01](?:px)?"/.test(attributes);
/** Gmail's "indent more". */
const isIndent = (attributes: string) => /margin:\s?0(?:px)? 0(?:px)? 0(?:px)? 40px/.test(attributes) && /border:\s?none/.test(attributes);

function decoded(text: string): string {
	return text.replace(/\s+/g, " ").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
