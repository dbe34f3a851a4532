/** A piece of text, or a link to follow. `at`: where in the whole it begins. */
export type Piece = { at: number; text: string; href?: string };

// Only what is unmistakable. Each alternative is linear: no nested repetition over the same characters.
const pattern = /https?:\/\/(?!\/)[^\s<>"«»]{1,2000}|(?:mailto|tel):[^\s<>"«»]{1,300}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/giu;

/** Splits text into words and links. Only http, https, mailto and tel ever become links. */
export function linkify(text: string): Piece[] {
	const pieces: Piece[] = [];
	let end = 0;
	for (const match of text.matchAll(pattern)) {
		const found = withoutTrail(match[0]);
		const href = hrefOf(found);
		if (!href) continue;
		if (match.index > end) pieces.push({ at: end, text: text.slice(end, match.index) });
		pieces.push({ at: match.index, text: found, href });
		end = match.index + found.length;
	}
	if (end < text.length) pieces.push({ at: end, text: text.slice(end) });
	return pieces;
}

/** The punctuation that ends the sentence is not part of the address; a closing bracket is when it was opened inside. */
function withoutTrail(found: string): string {
	let end = found.length;
	while (end > 0) {
		const last = found[end - 1] ?? "";
		const inner = found.slice(0, end);
		if (/[.,;:!?'’”*_]/.test(last)) end--;
		else if (last === ")" && count(inner, ")") > count(inner, "(")) end--;
		else if (last === "]" && count(inner, "]") > count(inner, "[")) end--;
		else break;
	}
	return found.slice(0, end);
}

const count = (text: string, character: string) => text.split(character).length - 1;

function hrefOf(found: string): string | null {
	if (/^https?:/i.test(found)) return URL.canParse(found) && new URL(found).hostname !== "" ? found : null;
	if (/^(mailto|tel):./i.test(found)) return found;
	return /@/.test(found) && !/:/.test(found) ? `mailto:${found}` : null;
}
