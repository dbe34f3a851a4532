import "server-only";
import { type AddressObject, type EmailAddress, type ParsedMail as MailparserMail, simpleParser } from "mailparser";
import type { Address, Attachment, Email } from "postal-mime";
import type { MailAddress } from "@/db/schema";
import { type DecodedMail, headerOf } from "./decoded";
import { withUtf8Headers } from "./header-bytes";
import { mailboxIn } from "./mailbox";
import { parseMime } from "./mime";

/** A mail that lists more people than this is refused by every server we know. */
const maxAddresses = 500;
const headerBytes = 8 * 1024 * 1024;

export type MimeLibrary = "postal-mime" | "mailparser";

/** Undoes MIME (RFC 2045–2049, 2231): with postal-mime, which is the more exact one, and with mailparser what that refuses. Null when both do. */
export async function decodeMail(raw: Buffer, first: MimeLibrary = "postal-mime"): Promise<DecodedMail | null> {
	const source = withUtf8Headers(raw);
	const mail = first === "postal-mime" ? await parseMime(source).then(fromPostalMime, () => null) : null;
	const decoded = mail ?? (await parseWithMailparser(source).catch(() => null));
	return decoded && { ...decoded, from: mailboxIn(headerOf(decoded, "from")) ?? decoded.from };
}

/** What stands above the first empty line. */
export function headerBlock(raw: Buffer): Buffer {
	const head = raw.subarray(0, headerBytes);
	const end = [head.indexOf("\r\n\r\n"), head.indexOf("\n\n")].filter((at) => at !== -1);
	return end.length > 0 ? head.subarray(0, Math.min(...end) + 2) : head;
}

function fromPostalMime(email: Email): DecodedMail {
	return {
		headers: email.headers.map(({ key, value }) => ({ name: key, value })),
		from: mailboxes(email.from ? [email.from] : [])[0] ?? null,
		replyTo: mailboxes(email.replyTo),
		to: mailboxes(email.to),
		cc: mailboxes(email.cc),
		subject: email.subject ?? "",
		messageId: email.messageId ?? "",
		inReplyTo: email.inReplyTo ?? "",
		references: email.references ?? "",
		date: email.date ?? "",
		text: email.text ?? "",
		html: email.html ?? "",
		parts: email.attachments.map((part) => ({
			filename: part.filename,
			contentType: part.mimeType,
			disposition: part.disposition,
			contentId: bare(part.contentId),
			content: bytes(part.content),
		})),
	};
}

/** Its own conversions between HTML and text are off: they block the process for minutes on nested links. */
async function parseWithMailparser(raw: Buffer): Promise<DecodedMail> {
	const options = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true };
	return fromMailparser(await simpleParser(raw, options));
}

function fromMailparser(mail: MailparserMail): DecodedMail {
	return {
		headers: mail.headerLines.map(({ key, line }) => ({ name: key, value: line.slice(line.indexOf(":") + 1).trim() })),
		from: flatten(mail.from)[0] ?? null,
		replyTo: flatten(mail.replyTo),
		to: flatten(mail.to),
		cc: flatten(mail.cc),
		subject: mail.subject ?? "",
		messageId: mail.messageId ?? "",
		inReplyTo: mail.inReplyTo ?? "",
		references: [mail.references ?? []].flat().join(" "),
		date: mail.date?.toISOString() ?? "",
		text: mail.text ?? "",
		html: mail.html || "",
		parts: mail.attachments.map((part) => ({
			filename: part.filename ?? null,
			contentType: part.contentType,
			disposition: part.contentDisposition || null,
			contentId: bare(part.contentId),
			content: part.content,
		})),
	};
}

function mailboxes(addresses: Address[] = []): MailAddress[] {
	return usable(addresses.flatMap((entry) => entry.group ?? [entry]));
}

function flatten(lists: AddressObject | AddressObject[] | undefined): MailAddress[] {
	const entries = [lists ?? []].flat().flatMap((list) => list.value);
	return usable(entries.flatMap((entry: EmailAddress) => entry.group ?? [entry]));
}

/** Only what one could write to. Blanks and angle brackets never belong to an address. */
function usable(entries: { name?: string; address?: string }[]): MailAddress[] {
	return entries
		.slice(0, maxAddresses)
		.map(({ name, address }) => ({ name: withoutQuotes((name ?? "").replace(/\s+/g, " ").trim()).slice(0, 200), address: bareAddress(address ?? "") }))
		.filter(({ address }) => /^(?:"[^"]+"|[^@]+)@[^@]+$/.test(address) && address.length <= 320);
}

/** Without the route that nobody follows any more (RFC 5322 §4.4) and the dot of a name server; blanks stand only in quotes. */
function bareAddress(value: string): string {
	const address = value.replace(/"[^"]*"|[\s<>]/g, (part) => (part.length > 1 ? part : "")).replace(/^@[^:]{1,300}:/, "");
	return address.replace(/\.+$/, "");
}

/** Outlook puts names into single quotes. */
function withoutQuotes(name: string): string {
	return /^'[^']+'$/.test(name) ? name.slice(1, -1) : name;
}

function bare(contentId: string | undefined): string | null {
	return contentId?.replace(/[<>\s"]/g, "") || null;
}

function bytes(content: Attachment["content"]): Buffer {
	if (typeof content === "string") return Buffer.from(content);
	return content instanceof ArrayBuffer ? Buffer.from(content) : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}
