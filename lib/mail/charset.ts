import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { detect } from "jschardet";

/** What undeclared mail is written in, most of all. Exotic ones only make wrong guesses likelier. */
const detectEncodings =
	"utf-8 gb18030 big5hkscs euc_jis_2004 cp932 cp949 iso2022_kr hz cp1252 cp1251 koi8-r cp1250 cp1253 cp1254 cp1255 cp1256 cp1257 cp874 tis-620".split(" ");

/** Names of the detector that the Encoding Standard does not know. */
const standardNames: Record<string, string> = { cp932: "shift_jis", cp949: "euc-kr", "tis-620": "windows-874", cp874: "windows-874", big5hkscs: "big5" };

/** Enough to know a language by. */
const sampleBytes = 20_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes of ISO-2022-JP (RFC 1468).
const japanese = /\u001b(?:\$[@B]|\([IJ])/;

/**
 * The charset that these bytes are really in: the declared one while they fit it, since guessing never overrides a valid declaration;
 * else UTF-8 when they are that; else the likeliest. Null for plain ASCII.
 */
export function charsetOf(bytes: Uint8Array, declared: string | null | undefined): string | null {
	const label = declared?.trim().toLowerCase() || null;
	if (isAscii(bytes)) return isJapanese(bytes) && (label === null || plainAscii.test(label)) ? "iso-2022-jp" : label;
	if (label && label !== "us-ascii" && label !== "ascii" && fits(bytes, label)) return label;
	// A cut in the middle of a character is no sign of another charset.
	// Nor is a footer that a list has put below base64: of what is no UTF-8, hardly anything looks like it.
	if (isUtf8(bytes) || brokenIn(bytes, "utf-8") < (/^utf-?8$/.test(label ?? "") ? 0.4 : 0.02)) return "utf-8";
	if (label && label !== "us-ascii" && isKnown(label) && brokenIn(bytes, label) < 0.02) return label;
	if (isWestern(bytes)) return "windows-1252";
	const { encoding } = detect(Buffer.from(sample(bytes)), { detectEncodings });
	const name = encoding?.toLowerCase() ?? "windows-1252";
	const guess = standardNames[name] ?? name;
	return isKnown(guess) ? guess : "windows-1252";
}

/** What ASCII bytes may be called without a claim to any escapes. */
const plainAscii = /^(?:us-ascii|ascii|utf-?8|iso-8859-\d{1,2}|windows-125\d)$/;

/** Bytes as text, in the charset named: also those that the Encoding Standard leaves out (UTF-7, DOS code pages). */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
	if (hz.test(charset)) return decodeHz(bytes);
	if (/^iso-2022-jp$/i.test(charset)) return decodeJapanese(bytes);
	if (isStandard(charset)) return new TextDecoder(charset).decode(bytes);
	return iconv.encodingExists(charset) ? iconv.decode(Buffer.from(bytes), charset) : Buffer.from(bytes).toString("latin1");
}

const hz = /^hz(?:-gb-2312)?$/i;

/** Where words are joined, one ends with the escape to ASCII and the next begins with one away from it: two in a row are an error to the decoder. */
function decodeJapanese(bytes: Uint8Array): string {
	const joined = Buffer.from(bytes).toString("latin1").replaceAll("\u001b(B\u001b", "\u001b");
	return new TextDecoder("iso-2022-jp").decode(Buffer.from(joined, "latin1"));
}

/** GB 2312 in bytes below 128, between ~{ and ~} (RFC 1843). */
function decodeHz(bytes: Uint8Array): string {
	const high = (text: string) => iconv.decode(Buffer.from(text, "latin1").map((byte) => byte | 0x80) as Buffer, "gbk");
	return Buffer.from(bytes)
		.toString("latin1")
		.replace(/~\{([^~]*)(?:~\}|$)|~\n|~~/g, (all, chinese?: string) => (chinese === undefined ? all.slice(1).trim() : high(chinese)));
}

/** What an HTML says of itself in its head. */
export function charsetInHtml(bytes: Uint8Array): string | undefined {
	const head = Buffer.from(bytes.subarray(0, 2_000)).toString("latin1");
	return /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})/i.exec(head)?.[1];
}

/** Known to browsers: what the libraries decode by themselves. */
export function isStandard(charset: string): boolean {
	try {
		return new TextDecoder(charset) !== null;
	} catch {
		return false;
	}
}

/** ISO-2022-JP: Japanese in bytes below 128. */
export function isJapanese(bytes: Uint8Array): boolean {
	return japanese.test(Buffer.from(bytes.subarray(0, sampleBytes)).toString("latin1"));
}

/** Whether bytes in it become text here, by whichever library. */
export function isKnown(charset: string): boolean {
	return isStandard(charset) || hz.test(charset) || iconv.encodingExists(charset);
}

function fits(bytes: Uint8Array, charset: string): boolean {
	if (!isStandard(charset)) return iconv.encodingExists(charset);
	try {
		new TextDecoder(charset, { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** The share of what is not ASCII that this charset cannot explain. */
function brokenIn(bytes: Uint8Array, charset: string): number {
	const text = decodeBytes(sample(bytes), charset);
	const foreign = text.match(/[\u0080-\uffff]/g) ?? [];
	return foreign.length === 0 ? 0 : foreign.filter((character) => character === "\ufffd").length / foreign.length;
}

/** The stretch where the first foreign bytes are. */
function sample(bytes: Uint8Array): Uint8Array {
	let first = 0;
	while (first < bytes.length && (bytes[first] ?? 0) < 0x80) first++;
	const start = Math.max(0, first - 100);
	return bytes.subarray(start, start + sampleBytes);
}

/** Accented letters and typography of western Europe alone, among more plain letters: a short line of it looks like anything to a detector. */
function isWestern(bytes: Uint8Array): boolean {
	const text = iconv.decode(Buffer.from(sample(bytes)), "windows-1252");
	const foreign = text.match(/[^\p{ASCII}]/gu) ?? [];
	const letters = text.match(/[a-z]/gi) ?? [];
	return foreign.length < letters.length && foreign.every((character) => western.test(character));
}

const western = /[áàâäãåæçéèêëíìîïñóòôöõøœúùûüßÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜ€“”„‘’‚–—…·¡¿ªº°«»®©§™•\u00a0]/;
