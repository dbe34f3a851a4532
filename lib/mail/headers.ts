import "server-only";
import PostalMime, { decodeWords } from "postal-mime";
import { headerBlock } from "./decode";
import { withUtf8Headers } from "./header-bytes";

export type MailHeader = { name: string; value: string };

/** The headers of a mail in their order, for people: unfolded (RFC 5322 §2.2.3), encoded words (RFC 2047) read. None when they cannot be told apart. */
export async function readHeaders(raw: Buffer): Promise<MailHeader[]> {
	const mail = await PostalMime.parse(headerBlock(withUtf8Headers(raw))).catch(() => null);
	return (mail?.headers ?? []).map(({ originalKey, value }) => ({ name: originalKey, value: decodeWords(value).replace(/\s+/g, " ").trim() }));
}
