import { withWholeWords } from "./encoded-words";

/** Of the library's parts (see Mime): how far one has been read, and what undoes its encoding. */
export type ReadingNode = {
	state: "header" | "body" | "finished";
	headerLines: string[];
	contentDecoder: Decoder | null;
	contentTransferEncoding: { encoding: string };
	contentType: { multipart: string | false; parsed: { value: string } };
	setupContentDecoder(encoding: string): void;
};

type Decoder = { update(line: Uint8Array): void; finalize(): ArrayBuffer | Promise<ArrayBuffer> };

const header = /^[\w.-]{1,80}[ \t]*:/;
const quotedPrintable = /^"?(?:quoted|qp\b)/i;
const escapeByte = 0x1b;

/** Whether the body begins with this line although the empty one that parts it from the headers is missing (RFC 5322 §2.1). */
export function beginsBody(node: ReadingNode, line: Uint8Array, isRoot: boolean): boolean {
	if (node.state !== "header" || line.length === 0) return false;
	const text = Buffer.from(line.subarray(0, 200)).toString("latin1");
	if (isRoot) return text.startsWith("--") && node.headerLines.some((one) => /^content-type:/i.test(one));
	// A parameter that lost the blanks before it belongs to the header above.
	if (/^[\w-]{1,40}\*?=/.test(text) && /;\s*$/.test(node.headerLines.at(-1) ?? "")) return false;
	return !header.test(text) && !/^[ \t]|^>?From /.test(text);
}

/** The headers of a part before the library reads them: whole words, and a type that is parted from its parameters. */
export function mendHeaderLines(node: ReadingNode): void {
	const headers = node.headerLines.join("\r\n");
	const mended = withWholeWords(headers.replace(/;[ \t]*\r\n(?=[\w-]{1,40}\*?=)/g, "; ")).replace(
		/^(content-type:\s{0,9}[\w-]{1,40}\/[\w.+-]{1,80})\s{1,9}(?=[\w-]{1,40}\s?=)/im,
		"$1; ",
	);
	if (mended !== headers) node.headerLines = mended.split("\r\n");
}

/** Encodings as some programs spell them (RFC 2045 §6). */
export function mendEncoding(node: ReadingNode): void {
	const { encoding } = node.contentTransferEncoding;
	if (/base[ _]?-?64/i.test(encoding)) node.setupContentDecoder("base64");
	else if (quotedPrintable.test(encoding)) node.setupContentDecoder("quoted-printable");
}

/** Whether the lines of its body may not hold what its encoding says. */
export function isMended({ contentTransferEncoding: { encoding }, contentType }: ReadingNode): boolean {
	return quotedPrintable.test(encoding) || (/base/i.test(encoding) && /^text\/|^$/.test(contentType.parsed.value));
}

/** A line of a body whose encoding does not hold what it says, before it is decoded. `isFirst`: of its part. */
export function mendBodyLine(node: ReadingNode, line: Uint8Array, isFirst: boolean): Uint8Array {
	const { encoding } = node.contentTransferEncoding;
	if (quotedPrintable.test(encoding)) return withoutBlanksAtEnd(line);
	if (/base/i.test(encoding) && (isFirst ? isWords(line) : isFooter(line))) readAsItStands(node, isFirst);
	return line;
}

/** Blanks behind a soft line break are the transport's (RFC 2045 §6.7). */
function withoutBlanksAtEnd(line: Uint8Array): Uint8Array {
	let end = line.length;
	while (end > 0 && (line[end - 1] === 0x20 || line[end - 1] === 0x09)) end--;
	return line[end - 1] === 0x3d ? line.subarray(0, end) : line;
}

/** Words of people, and what base64 would make of them is no text. */
function isWords(line: Uint8Array): boolean {
	const text = Buffer.from(line.subarray(0, 1_000)).toString("latin1").trim();
	const words = text.split(/[ \t]+/);
	if (words.length < 3 || text.length / words.length > 16) return false;
	return Buffer.from(text, "base64").some((byte) => byte > 0 && byte < 0x20 && byte !== escapeByte && !(byte >= 0x09 && byte <= 0x0d));
}

/** What a mailing list puts below, not knowing that the body is encoded. */
function isFooter(line: Uint8Array): boolean {
	return /^(?:[_=-]{10,}|-- ?|[*#~]{5,}.{0,80})$/.test(Buffer.from(line.subarray(0, 200)).toString("latin1"));
}

/** From here on the body is not decoded; what was, stays. */
function readAsItStands(node: ReadingNode, isFirst: boolean): void {
	const decoded = node.contentDecoder;
	node.contentTransferEncoding.encoding = "8bit";
	node.setupContentDecoder("8bit");
	const rest = node.contentDecoder;
	if (isFirst || !decoded || !rest) return;
	node.contentDecoder = {
		update: (line) => rest.update(line),
		finalize: async () => {
			const pieces = [await decoded.finalize(), Buffer.from("\r\n\r\n"), await rest.finalize()].map((piece) => new Uint8Array(piece));
			return new Uint8Array(Buffer.concat(pieces)).buffer;
		},
	};
}
