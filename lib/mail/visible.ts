import { isHeaderField, isQuoted, isQuoteHead, isSignature, pointsBelow } from "./quote-lines";

/** Beyond these a mail is shown whole: nobody writes that many lines above a quote. */
const maxLines = 5_000;
/** A signature with more lines than this is not one. */
const maxSignature = 12;

/**
 * How many leading characters of a mail's text are new; what follows is the quoted history or a signature, folded in the timeline.
 * Null when all of it is new, and whenever folding would hide everything or something written between or below quotes.
 * Works line by line in linear time: parsers that match whole mails take minutes on made-up ones.
 */
export function visibleLength(text: string): number | null {
	const lines = text.split("\n");
	const end = cutLine(lines);
	return end === null ? null : lines.slice(0, end).join("\n").trimEnd().length;
}

/** The first line that is folded. Null like visibleLength. */
export function cutLine(lines: string[]): number | null {
	if (lines.length > maxLines) return null;
	const quote = quoteStart(lines);
	const end = signatureStart(lines, quote);
	const visible = lines.slice(0, end).join("\n").trim();
	if (end === lines.length || visible === "") return null;
	return quote < lines.length && pointsBelow(visible) ? null : end;
}

/**
 * What somebody says in a message of their own: without what is folded, and without the lines quoted between, above or below their words.
 * For previews, and for machines that look for words. All of it where nothing else would be left.
 */
export function ownWords({ body, visibleLength }: { body: string; visibleLength: number | null }): string {
	const visible = body.slice(0, visibleLength ?? undefined).trim();
	if (!/^>/m.test(visible)) return visible;
	const lines = visible.split("\n").slice(0, maxLines);
	const quoted = lines.map((line) => isQuoted(line));
	for (const [index] of lines.entries()) {
		const next = quoted.indexOf(true, index);
		if (next > index && next <= index + 4 && isQuoteHead(lines, index)) quoted.fill(true, index, next);
	}
	const own = lines.filter((_, index) => !quoted[index]);
	return own.join("\n").trim() || visible;
}

/** The first line of the quote that everything below belongs to, or the number of lines. */
function quoteStart(lines: string[]): number {
	const tail = quotedTail(lines);
	for (let index = 0; index < lines.length; index++) {
		if (isQuoteHead(lines, index) && !isAnsweredBelow(lines, index, tail)) return topOf(lines, index);
	}
	return tail;
}

/** Where the header lines begin that the sender's own stands among. */
function topOf(lines: string[], head: number): number {
	let top = head;
	while (top > 0 && head - top < 4 && isHeaderField(lines[top - 1] ?? "")) top--;
	return top;
}

/** Where the last block of `>` lines begins, when nothing but blank lines and a signature follows it. */
function quotedTail(lines: string[]): number {
	let index = lines.length;
	while (index > 0 && lines[index - 1]?.trim() === "") index--;
	const signature = lines.findLastIndex((line, at) => at >= index - maxSignature && isSignature(line));
	if (signature > 0 && !lines.slice(signature).some(isQuoted)) index = signature;
	while (index > 0 && lines[index - 1]?.trim() === "") index--;
	if (!isQuoted(lines[index - 1] ?? "")) return lines.length;
	while (index > 0 && (isQuoted(lines[index - 1] ?? "") || lines[index - 1]?.trim() === "")) index--;
	return index;
}

/** Below an attribution stand `>` lines and, after them, words of the sender: an answer between or under the quote. */
function isAnsweredBelow(lines: string[], head: number, tail: number): boolean {
	const firstQuoted = lines.findIndex((line, index) => index > head && isQuoted(line));
	if (firstQuoted === -1 || firstQuoted > head + 5 || firstQuoted >= tail) return false;
	return lines.slice(firstQuoted, tail).some((line) => line.trim() !== "" && !isQuoted(line));
}

/** A signature right above the cut. */
function signatureStart(lines: string[], end: number): number {
	const start = lines.findIndex((line, index) => index < end && index >= end - maxSignature - 3 && isSignature(line));
	const length = lines.slice(Math.max(start, 0), end).filter((line) => line.trim() !== "").length;
	return start > 0 && length <= maxSignature ? start : end;
}
