import { withWholeWords } from "./encoded-words";

const mainHeaderBytes = 256 * 1024;
const headerLine = /^[\w-]{1,80}[ \t]*:/;

/**
 * The bytes of a mail as the libraries expect them, where servers and programs on the way have broken them: an mbox line, a byte order mark or empty
 * lines on top, CR alone for line ends, blanks before a colon, characters cut in two by encoded words (RFC 2047 §5 forbids it), a multipart
 * whose boundary is not the one it declares. What is well-formed comes back as it is.
 */
export function mended(raw: Buffer): Buffer {
	const mail = withFewHeaders(withLineEnds(withoutTop(raw)));
	const head = mail.subarray(0, mainHeaderBytes).toString("latin1");
	const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length;
	const headers = head.slice(0, end);
	if (!/^[\w-]{1,80}[ \t]*:/m.test(headers)) return Buffer.concat([Buffer.from("\r\n"), mail]);
	const mendedHeaders = withBoundary(
		withWholeWords(headers.replace(/^([\w-]{1,80})[ \t]+:/gm, "$1:").replace(/^from:[ \t]*\r?\n(?![ \t])/gim, "")),
		mail.subarray(end),
	);
	return mendedHeaders === headers ? mail : Buffer.concat([Buffer.from(mendedHeaders, "latin1"), mail.subarray(end)]);
}

/** Of more headers than anybody writes, only those that are read: the libraries take seconds over the others, or refuse the mail. */
function withFewHeaders(mail: Buffer): Buffer {
	const limit = mail.subarray(0, mainHeaderBytes).toString("latin1");
	if (mail.length <= mainHeaderBytes || /\r?\n\r?\n/.test(limit)) return mail;
	const ends = [mail.indexOf("\r\n\r\n"), mail.indexOf("\n\n")].filter((at) => at !== -1);
	const end = ends.length > 0 ? Math.min(...ends) : mail.length;
	return Buffer.concat([Buffer.from(mainHeaders(mail.subarray(0, end).toString("latin1")), "latin1"), mail.subarray(end)]);
}

const read =
	/^(?:from|sender|reply-to|to|cc|subject|date|message-id|in-reply-to|references|delivered-to|x-original-to|return-path|auto-submitted|precedence|list-id|mime-version|content-[\w-]{1,30})[ \t]*:.{0,2000}.*\r?\n(?:[ \t].{0,1000}\r?\n){0,50}/gim;

/** The headers that are read, the first hundred of them, each cut where no person would have gone on. */
export function mainHeaders(headers: string): string {
	const lines = `${headers}\r\n`.match(read) ?? [];
	return lines
		.slice(0, 100)
		.map((line) => (line.length > 60_000 ? `${line.slice(0, 2_000)}\r\n` : line))
		.join("");
}

/** A server that pipes mail into a command may put an mbox line on top. */
function withoutTop(raw: Buffer): Buffer {
	const top = raw.subarray(0, 1_000).toString("latin1");
	const odd = /^(?:\u00ef\u00bb\u00bf)?[\r\n\s]{0,500}(?:From (?![ \t]*:)[^\n]{0,200}\n)?/.exec(top)?.[0] ?? "";
	return odd.length > 0 && headerLine.test(top.slice(odd.length)) ? raw.subarray(odd.length) : raw;
}

/** Macs of old end lines with CR, and a program that takes LF for CRLF once too often with CR CR LF. */
function withLineEnds(raw: Buffer): Buffer {
	if (/^[^\r\n]{0,1000}\r{2,9}\n/.test(raw.subarray(0, 1_100).toString("latin1")))
		return Buffer.from(raw.toString("latin1").replace(/\r{2,9}\n/g, "\r\n"), "latin1");
	if (raw.includes(0x0a) || !raw.includes(0x0d)) return raw;
	return Buffer.from(raw.toString("latin1").replaceAll("\r", "\r\n"), "latin1");
}

/** The boundary that really parts the body: the one declared, or the first line that looks like one and has headers below it. */
function withBoundary(headers: string, body: Buffer): string {
	const type = /^content-type:[ \t]*multipart\/[^\r\n]{0,500}(?:\r?\n[ \t][^\r\n]{0,500}){0,10}/im.exec(headers);
	if (!type) return headers;
	const declared = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type[0]);
	const boundary = declared?.[1] ?? declared?.[2];
	if (boundary && body.includes(`--${boundary}`, 0, "latin1")) return headers;
	const real = /^--([^\s-][^\r\n]{0,150}?|-[^\r\n]{0,150}?)[ \t]*\r?\nContent-[\w-]{1,40}:/im.exec(body.subarray(0, mainHeaderBytes).toString("latin1"))?.[1];
	if (!real || real.includes('"')) return headers;
	const subtype = /multipart\/([\w.+-]{1,40})/i.exec(type[0])?.[1] ?? "mixed";
	return headers.replace(type[0], () => `Content-Type: multipart/${subtype}; boundary="${real}"`);
}
