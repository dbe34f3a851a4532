import { isAscii, isUtf8 } from "node:buffer";
import { charsetOf, decodeBytes, isJapanese } from "./charset";

/** Lines of a part's header that carry words of people: file names. */
const named = /^(?:content-(?:type|disposition|description)[ \t]*:|[ \t]+(?:file)?name\*?)/i;
const escapeByte = 0x1b;
const mainHeaderBytes = 256 * 1024;

/**
 * The mail with its headers in UTF-8 (RFC 6532), as the libraries expect them: bytes above 127 that nobody declared are taken for what
 * the body is declared to be, or for what they look like. Everything else stays byte for byte.
 */
export function withUtf8Headers(mail: Buffer): Buffer {
	const raw = withHeaderEnd(mail);
	if (isAscii(raw) && !raw.includes(escapeByte)) return raw;
	const end = headerEnd(raw);
	const lines = [...linesOf(raw, 0, Math.min(end, mainHeaderBytes)), ...namedLines(raw, end)].filter(({ bytes }) => isForeign(bytes));
	if (lines.length === 0) return raw;
	const declared = /charset\s*=\s*"?([\w.:-]{2,40})/i.exec(raw.subarray(0, 64 * 1024).toString("latin1"))?.[1];
	const charset = guess(lines, raw, end, declared);
	const pieces: Buffer[] = [];
	let at = 0;
	for (const { start, bytes } of lines) {
		pieces.push(raw.subarray(at, start), Buffer.from(decodeBytes(bytes, bytes.includes(escapeByte) ? "iso-2022-jp" : charset)));
		at = start + bytes.length;
	}
	return Buffer.concat([...pieces, raw.subarray(at)]);
}

type Line = { start: number; bytes: Buffer };

/** All of them speak together; a few characters alone say little, so the body's own are heard as well. */
function guess(lines: Line[], raw: Buffer, end: number, declared: string | undefined): string {
	const bytes = Buffer.concat(lines.map((line) => line.bytes));
	const body = raw.subarray(end);
	const first = body.findIndex((byte) => byte >= 0x80);
	const context = first === -1 ? Buffer.alloc(0) : body.subarray(first, first + 4_000);
	const own = declared && !/^utf-?8$/i.test(declared) ? declared : undefined;
	return charsetOf(bytes, own) === own?.toLowerCase() && own ? own : (charsetOf(Buffer.concat([bytes, context]), null) ?? "windows-1252");
}

/** The empty line that ends the headers, where the body begins without one (against RFC 5322 §2.1). */
function withHeaderEnd(raw: Buffer): Buffer {
	const head = raw.subarray(0, Math.min(headerEnd(raw), mainHeaderBytes));
	let end = 0;
	let words = -1;
	for (const { start, bytes } of linesOf(head, 0, head.length)) {
		const text = bytes.subarray(0, 200).toString("latin1");
		if (/^[\w-]{1,80}[ \t]*:/.test(text)) words = -1;
		else if (!/^[ \t>]|^From |^\r?\n/.test(text) && words === -1) words = start;
		end = start + bytes.length;
	}
	return words > 0 && end > words ? Buffer.concat([raw.subarray(0, words), Buffer.from("\r\n"), raw.subarray(words)]) : raw;
}

/** Not ASCII and not UTF-8, or with the escapes of ISO-2022-JP. */
function isForeign(bytes: Buffer): boolean {
	if (bytes.includes(escapeByte)) return isJapanese(bytes);
	return !isUtf8(bytes);
}

function* linesOf(raw: Buffer, from: number, to: number): Generator<Line> {
	for (let start = from; start < to; ) {
		const next = raw.indexOf(0x0a, start);
		const end = next === -1 || next >= to ? to : next + 1;
		yield { start, bytes: raw.subarray(start, end) };
		start = end;
	}
}

/** In the headers of parts, which stand right below a boundary. */
function* namedLines(raw: Buffer, from: number): Generator<Line> {
	for (let at = raw.indexOf("\n--", from); at !== -1; at = raw.indexOf("\n--", at + 3)) {
		const end = headerEnd(raw.subarray(at + 1, at + 8_192)) + at + 1;
		for (const line of linesOf(raw, at + 1, end)) if (named.test(line.bytes.subarray(0, 40).toString("latin1"))) yield line;
	}
}

function headerEnd(raw: Buffer): number {
	const ends = [raw.indexOf("\r\n\r\n"), raw.indexOf("\n\n")].filter((at) => at !== -1);
	return ends.length > 0 ? Math.min(...ends) + 1 : raw.length;
}
