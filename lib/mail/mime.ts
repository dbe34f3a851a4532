import PostalMime, { type Email } from "postal-mime";
import { charsetInHtml, charsetOf, decodeBytes, isKnown, isStandard } from "./charset";

type Parameters = Record<string, string | undefined>;

/** The part of the library's tree that is read and mended here; it is not among its published types. */
type Node = { content: ArrayBuffer | null; childNodes: Node[]; contentType: { parsed: { value: string; params: Parameters } } };

/** PostalMime that looks at the bytes of each text before it believes the charset in its header. */
class Mime extends PostalMime {
	async collectNode(node: Node, alternative: unknown, related: boolean): Promise<void> {
		mendType(node);
		mendCharset(node);
		const parent = Object.getPrototypeOf(Mime.prototype) as { collectNode: Mime["collectNode"] };
		return parent.collectNode.call(this, node, alternative, related);
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

/** A type without a subtype is text (RFC 2045 §5.2). */
function mendType({ contentType: { parsed } }: Node): void {
	if (!/^[^/\s]+\/[^/\s]+$/.test(parsed.value)) parsed.value = parsed.value === "html" ? "text/html" : "text/plain";
}

function mendCharset(node: Node): void {
	const { value, params } = node.contentType.parsed;
	if (!node.content || !/^text\/(?:plain|html|calendar)$/.test(value)) return;
	const bytes = new Uint8Array(node.content);
	const charset = charsetOf(bytes, params.charset ?? (value === "text/html" ? charsetInHtml(bytes) : null));
	if (!charset) return;
	params.charset = charset;
	if (isStandard(charset) || !isKnown(charset)) return;
	node.content = new TextEncoder().encode(decodeBytes(bytes, charset)).buffer;
	params.charset = "utf-8";
}
