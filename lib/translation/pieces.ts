import "server-only";

/** A text as a provider gets it, and what stands behind its placeholders. */
type Piece = { xml: string; kept: string[] };

// Tags, {{variables}}, addresses, what holds a digit, and line breaks come back as they were.
const keptInText = /\{\{[^{}]*\}\}|https?:\/\/[^\s<>"]+|www\.[^\s<>"]+|[^\s<>@"]+@[^\s<>@"]+\.[^\s<>@",;]+|[\p{L}\p{Sc}#+-]*\d[\p{L}\d.,:/%\p{Sc}-]*|\r?\n/gu;
const tag = /<[^>]*>/g;
const block = /^<\/?(?:p|div|li|ul|ol|h[1-6]|table|tbody|thead|tr|td|th|blockquote|pre|hr|br)\b/i;
const placeholder = /<x id="(\d+)"\s*(?:\/>|>\s*<\/x>)/g;

/**
 * Translates a text, or HTML, piece by piece with `translate`: paragraphs and blocks by themselves, long ones at their sentences. What must
 * stay stands behind placeholders; where those do not come back in full, only what lies between them is translated.
 */
export async function inPieces(
	source: string,
	{ html, names, longest }: { html: boolean; names: string[]; longest: number },
	translate: (texts: string[]) => Promise<string[]>,
): Promise<string> {
	const parts = (html ? htmlParts(source) : source.split(/(\n\s*\n)/)).flatMap((part) => sentences(part, longest, html));
	const pieces = parts.map((part) => protect(part, html, names));
	const worth = pieces.map(({ xml }) => /\p{L}/u.test(xml.replace(placeholder, "")));
	const answers = await translate(pieces.filter((_, at) => worth[at]).map(({ xml }) => xml.trim()));
	let next = 0;
	const done: string[] = [];
	for (const [at, piece] of pieces.entries()) {
		if (!worth[at]) done.push(parts[at] ?? "");
		else done.push(edges(parts[at] ?? "", restore(piece, answers[next++] ?? "", html) ?? (await betweenPlaceholders(piece, translate, html))));
	}
	return done.join("");
}

/** What people are called, whole and in its parts: it is never translated. */
export const namesIn = (...names: string[]) => [
	...new Set(names.filter((name) => name && !name.includes("@")).flatMap((name) => [name, ...name.split(/\s+/)])),
];

/** Block tags stand by themselves; what lies between them, with its inline tags, is one piece. */
function htmlParts(html: string): string[] {
	const parts: string[] = [""];
	let at = 0;
	const add = (text: string) => parts.push((parts.pop() ?? "") + text);
	for (const match of html.matchAll(tag)) {
		add(html.slice(at, match.index));
		at = match.index + match[0].length;
		if (block.test(match[0])) parts.push(match[0], "");
		else add(match[0]);
	}
	add(html.slice(at));
	return parts.filter(Boolean);
}

function sentences(part: string, longest: number, html: boolean): string[] {
	if (part.length <= longest) return [part];
	// A sentence of HTML may end inside a tag's attribute: there only text without any is split.
	if (html && part.includes("<")) return [part];
	const whole = [...new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(part)].map(({ segment }) => segment);
	const groups: string[] = [];
	for (const sentence of whole.flatMap((text) =>
		text.length <= longest ? [text] : (text.match(new RegExp(`[^]{1,${longest}}(?=\\s|$)|[^]{1,${longest}}`, "g")) ?? []),
	)) {
		const last = groups.at(-1);
		if (last !== undefined && last.length + sentence.length <= longest) groups[groups.length - 1] = last + sentence;
		else groups.push(sentence);
	}
	return groups;
}

function protect(part: string, html: boolean, names: string[]): Piece {
	const kept: string[] = [];
	const hold = (found: string) => `<x id="${kept.push(found) - 1}"/>`;
	const named = names.filter((name) => name.length > 2).map(escapeForRegExp);
	const inText = new RegExp(`${keptInText.source}${named.length > 0 ? `|(?<!\\p{L})(?:${named.join("|")})(?!\\p{L})` : ""}`, "gu");
	const text = (given: string) => {
		let [xml, at] = ["", 0];
		for (const match of given.matchAll(inText)) {
			const found = match[0].replace(/(?<=.)[.,;:!?]+$/, "");
			xml += asXml(given.slice(at, match.index), html) + hold(found);
			at = match.index + found.length;
		}
		return xml + asXml(given.slice(at), html);
	};
	if (!html) return { xml: text(part), kept };
	let [xml, at] = ["", 0];
	for (const match of part.matchAll(tag)) {
		xml += text(part.slice(at, match.index)) + hold(match[0]);
		at = match.index + match[0].length;
	}
	return { xml: xml + text(part.slice(at)), kept };
}

/** Null when something that must stay is missing, doubled, or a tag is no longer where the others want it. */
function restore({ kept }: Piece, answer: string, html: boolean): string | null {
	const found = [...answer.matchAll(placeholder)].map((match) => Number(match[1]));
	if (found.length !== kept.length || new Set(found).size !== kept.length || found.some((id) => id >= kept.length)) return null;
	const tags = found.filter((id) => html && kept[id]?.startsWith("<"));
	if (tags.some((id, at) => at > 0 && id < (tags[at - 1] ?? 0))) return null;
	let [text, at] = ["", 0];
	for (const match of answer.matchAll(placeholder)) {
		text += plain(answer.slice(at, match.index), html) + kept[Number(match[1])];
		at = match.index + match[0].length;
	}
	return text + plain(answer.slice(at), html);
}

async function betweenPlaceholders({ xml, kept }: Piece, translate: (texts: string[]) => Promise<string[]>, html: boolean): Promise<string> {
	const parts = xml.trim().split(/(<x id="\d+"\/>)/);
	const worded = parts.filter((part) => /\p{L}/u.test(part) && !part.startsWith("<x"));
	const answers = await translate(worded.map((part) => part.trim()));
	return parts
		.map((part) => {
			const id = /^<x id="(\d+)"/.exec(part)?.[1];
			if (id !== undefined) return kept[Number(id)];
			const at = worded.indexOf(part);
			return at < 0 ? part : edges(part, plain((answers[at] ?? "").replace(placeholder, ""), html));
		})
		.join("");
}

/** The spaces at both ends are the source's. */
const edges = (source: string, text: string) => `${/^\s*/.exec(source)?.[0]}${text.trim()}${/\s*$/.exec(source)?.[0]}`;
const escapeForRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", amp: "&" };
/** HTML is escaped already. */
const asXml = (text: string, html: boolean) => (html ? text : text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
/** What a provider answers is text, whatever tags it made up: in HTML it stays escaped. */
function plain(text: string, html: boolean): string {
	if (html) return text.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
	return text
		.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex, decimal) => {
			const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
			return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
		})
		.replace(/&(lt|gt|quot|apos|nbsp|amp);/g, (_, name: string) => entities[name] ?? "");
}
