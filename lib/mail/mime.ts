import PostalMime, { type Email } from "postal-mime";
import { charsetInHtml, charsetOf, decodeBytes, isKnown, isStandard } from "./charset";
import { saysTwice, withoutSilent } from "./joined-texts";
import { beginsBody, isMended, mendBodyLine, mendEncoding, mendHeaderLines, type ReadingNode } from "./mend-line";

type Parameters = Record<string, string | undefined>;

/** The part of the library's tree that is read and mended here; it is not among its published types. */
type Node = ReadingNode & {
	content: ArrayBuffer | null;
	childNodes: Node[];
	contentType: { multipart: string | false; parsed: { value: string; params: Parameters } };
	contentDisposition: { parsed: { value: string; params: Parameters } };
};

type Internals = {
	processLine(line: Uint8Array, isFinal: boolean): Promise<void>;
	collectNode(node: Node, alternative: unknown, related: boolean): Promise<void>;
	addTextEntry(selector: Node, textType: string, item: { type: string; value: unknown }): void;
};

const library = PostalMime.prototype as unknown as Internals;
const emptyLine = new Uint8Array();

/** PostalMime that mends lines before it reads them, and looks at the bytes of each text before it believes the charset in its header. */
class Mime extends PostalMime {
	declare root: Node;
	declare currentNode: Node;
	/** Parts whose lines are looked at, and of those the ones that have had one: most of a large mail is neither. */
	private watched = new WeakSet<Node>();
	private begun = new WeakSet<Node>();

	processLine(line: Uint8Array, isFinal: boolean): Promise<void> {
		const node = this.currentNode;
		if (node.state === "body" && !this.watched.has(node)) return library.processLine.call(this, line, isFinal);
		return this.processMended(node, line, isFinal);
	}

	async collectNode(node: Node, alternative: unknown, related: boolean): Promise<void> {
		mendType(node);
		mendCharset(node);
		return library.collectNode.call(this, node, alternative || (saysTwice(node) && node), related);
	}

	addTextEntry(selector: Node, textType: string, item: { type: string; value: unknown }): void {
		const value = textType === "html" && typeof item.value === "string" ? withoutSilent(item.value) : item.value;
		library.addTextEntry.call(this, selector, textType, { ...item, value });
	}

	private async processMended(node: Node, line: Uint8Array, isFinal: boolean): Promise<void> {
		if (beginsBody(node, line, node === this.root)) await this.endHeaders(node);
		else if (node.state === "header" && line.length === 0 && !isFinal) return this.endHeaders(node);
		await library.processLine.call(this, this.watched.has(this.currentNode) ? this.mendedLine(this.currentNode, line) : line, isFinal);
	}

	private async endHeaders(node: Node): Promise<void> {
		mendHeaderLines(node);
		await library.processLine.call(this, emptyLine, false);
		mendEncoding(node);
		if (isMended(node)) this.watched.add(node);
	}

	private mendedLine(node: Node, line: Uint8Array): Uint8Array {
		const isFirst = line.length > 0 && !this.begun.has(node);
		if (isFirst) this.begun.add(node);
		return mendBodyLine(node, line, isFirst);
	}
}

/**
 * Undoes MIME (RFC 2045–2049, 2231). A mail inside a mail is a file of it, not its text, unless there is no other text.
 * Throws on what the library refuses: more than 256 levels, more than 2 MB of headers.
 */
export async function parseMime(raw: Buffer): Promise<Email> {
	const mail = await new Mime({ forceRfc822Attachments: true }).parse(raw);
	const wrapped = !mail.text?.trim() && !mail.html?.trim() && mail.attachments.some((part) => part.mimeType === "message/rfc822");
	if (!wrapped) return mail;
	const inside = await new Mime().parse(raw);
	return { ...mail, text: inside.text, html: inside.html };
}

/** Types of text that nobody shows otherwise, as the body of a mail (RFC 2046 §4.1.4). */
const otherText = /^(?:text\/(?:(?:x-)?(?:markdown|unknown|plain|text|ascii|enriched|richtext)|txt)|application\/(?:x-)?text)$/;

/** A type without a subtype is text (RFC 2045 §5.2), and so is the body of a multipart that has no parts. */
function mendType({ contentType, content, childNodes, contentDisposition }: Node): void {
	const { parsed } = contentType;
	if (contentType.multipart && childNodes.length === 0 && content && content.byteLength > 0)
		Object.assign(contentType, { multipart: false, parsed: { ...parsed, value: "text/plain" } });
	if (!/^[\w.+-]+\/[\w.+-]+$/.test(parsed.value)) parsed.value = parsed.value === "html" ? "text/html" : "text/plain";
	if (otherText.test(parsed.value) && !parsed.params.name && !contentDisposition.parsed.params.filename) parsed.value = "text/plain";
}

function mendCharset(node: Node): void {
	const { value, params } = node.contentType.parsed;
	if (!node.content || !/^text\/(?:plain|html|calendar)$/.test(value)) return;
	const bytes = new Uint8Array(node.content);
	const charset = charsetOf(bytes, params.charset ?? (value === "text/html" ? charsetInHtml(bytes) : null));
	if (!charset) return;
	params.charset = charset;
	if (!isKnown(charset) || (isStandard(charset) && charset !== "iso-2022-jp")) return;
	node.content = new TextEncoder().encode(decodeBytes(bytes, charset)).buffer;
	params.charset = "utf-8";
}
