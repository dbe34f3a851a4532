import { isUtf8 } from "node:buffer";
import { charsetOf, decodeBytes } from "./charset";

type Word = { start: number; end: number; charset: string; isBase64: boolean; payload: string };

/** An encoded word (RFC 2047), also with the blanks and line ends inside that it must not have. */
const encodedWord = /=\?([\w.:()-]{1,60})(?:\*[\w-]{0,20})?\?([bq])\?((?:[\t ->@-~]|\r?\n[ \t]){0,2000})\?=/gi;
const maxWords = 2_000;

/**
 * Headers whose encoded words each say whole characters in UTF-8: neighbours that cut a character in two (RFC 2047 §5 forbids it), or a group
 * of base64, become one word, and so does what is in a charset that only few know, or not in the one it names.
 */
export function withWholeWords(headers: string): string {
	let whole = "";
	let at = 0;
	for (const run of runsOf(headers)) {
		const [first, last] = [run[0], run.at(-1)];
		if (!first || !last) continue;
		whole += headers.slice(at, first.start) + (isWhole(run) ? headers.slice(first.start, last.end) : asOne(run));
		at = last.end;
	}
	return whole + headers.slice(at);
}

/** Words with nothing but blanks between them, which then do not count (RFC 2047 §6.2). */
function runsOf(headers: string): Word[][] {
	const runs: Word[][] = [];
	let count = 0;
	for (const { 0: all, 1: charset = "", 2: encoding = "", 3: folded = "", index } of headers.matchAll(encodedWord)) {
		if (++count > maxWords) break;
		const payload = folded.replace(/\r?\n[ \t]/g, "");
		const word = { start: index, end: index + all.length, charset: charset.toLowerCase(), isBase64: /b/i.test(encoding), payload };
		const before = runs.at(-1)?.at(-1);
		if (before && /^\s*$/.test(headers.slice(before.end, word.start))) runs.at(-1)?.push(word);
		else runs.push([word]);
	}
	return runs;
}

/** One word of valid UTF-8, as it should be. */
function isWhole(run: Word[]): boolean {
	const [word] = run;
	return run.length === 1 && word !== undefined && word.charset === "utf-8" && !/\s/.test(word.payload) && isUtf8(bytesOf(word));
}

function asOne(run: Word[]): string {
	const pieces: { charset: string; bytes: Buffer; open: string }[] = [];
	for (const word of run) {
		const last = pieces.at(-1);
		const isSame = last?.charset === word.charset;
		// Base64 cut where no group of four ends goes on in the next word.
		if (last && isSame && last.open && word.isBase64) {
			const payload = last.open + word.payload;
			const before = Buffer.from(last.open, "base64").length;
			Object.assign(last, {
				bytes: Buffer.concat([last.bytes.subarray(0, last.bytes.length - before), bytesOf({ ...word, payload })]),
				open: openIn(payload, true),
			});
		} else if (last && isSame) Object.assign(last, { bytes: Buffer.concat([last.bytes, bytesOf(word)]), open: openIn(word.payload, word.isBase64) });
		else pieces.push({ charset: word.charset, bytes: bytesOf(word), open: openIn(word.payload, word.isBase64) });
	}
	const text = pieces.map(({ charset, bytes }) => decodeBytes(bytes, charsetOf(bytes, charset) ?? "utf-8")).join("");
	return `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
}

function bytesOf({ isBase64, payload }: Word): Buffer {
	if (isBase64) return Buffer.from(payload, "base64");
	const characters = payload.replaceAll("_", " ").replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(characters, "latin1");
}

/** All of a base64 that ends inside of a group of four. */
function openIn(payload: string, isBase64: boolean): string {
	const signs = payload.replace(/\s/g, "");
	return isBase64 && !signs.includes("=") && signs.length % 4 !== 0 ? signs : "";
}
