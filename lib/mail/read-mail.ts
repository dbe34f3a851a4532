import "server-only";
import type { MailAddress } from "@/db/schema";
import { withoutArmour } from "./armour";
import { attachmentsOf, type MailAttachment } from "./attachments";
import { isAutomatic, isAutoReply } from "./automatic";
import { type Bounce, bounceOf, complaintOf, delayOf } from "./bounce";
import { withCalendarAsText } from "./calendar";
import { decodeMail, headerBlock, type MimeLibrary } from "./decode";
import { type DecodedMail, headersOf } from "./decoded";
import { foldedHtml } from "./fold-quote";
import { mainHeaders, mended } from "./mend";
import { messageId, messageIds } from "./message-ids";
import { withPicturesPlaced } from "./placeholders";
import { addressesIn, namedIn, senderOf } from "./sender";
import { signedContent } from "./signed";
import { postgresSafe, tidyText } from "./text";
import { withTnefUnpacked } from "./tnef";
import { withoutUuencode } from "./uuencode";
import { wordsOf } from "./words";
import { withoutYenc } from "./yenc";

export type ParsedMail = {
	/** Message-IDs without angle brackets. */
	messageId: string | null;
	inReplyTo: string[];
	references: string[];
	/** Who wrote it, to be answered and known again: see senderOf. `from` is only what the From header says. */
	sender: MailAddress | null;
	from: MailAddress | null;
	/** The name in a From header without an address. */
	fromName: string;
	replyTo: MailAddress[];
	to: MailAddress[];
	cc: MailAddress[];
	/** Addresses that servers on the way said they delivered it to, in lower case. */
	deliveredTo: string[];
	subject: string;
	date: Date | null;
	text: string;
	/** See visibleLength: so many leading characters of `text` are new. Null: all. */
	visibleLength: number | null;
	/** Safe to show in the sandboxed frame. */
	html: string | null;
	automatic: boolean;
	autoReply: boolean;
	bounce: Bounce | null;
	/** A mail of ours that has not arrived yet: see delayOf. */
	delay: Bounce | null;
	/** A mail of ours that its reader called spam: see complaintOf. */
	complaint: Bounce | null;
	attachments: MailAttachment[];
	/** How many attachments beyond the limit are only in the raw mail. */
	attachmentsOmitted: number;
	/** Encrypted, or signed in a way that hides the text (S/MIME, RFC 8551; OpenPGP, RFC 3156): only who has the key can read it. */
	sealed: boolean;
	/** No library could read it: what is here is a guess, and the raw mail the truth. */
	unparsed: boolean;
};

/** Of what is only guessed so much is shown, and the rest folded: it may be a hundred thousand characters of noise. */
const guessLength = 1_000;

/** Reads a raw mail (RFC 5322) in this thread, however long it takes: parseMail is for everybody else. */
export async function readMail(raw: Buffer, first?: MimeLibrary): Promise<ParsedMail> {
	const { raw: mail, parts } = withoutYenc(mended(raw));
	const decoded = await decodeMail(mail, first);
	if (!decoded) return guessMail(raw);
	return assemble(await withSignedContent({ ...decoded, parts: [...decoded.parts, ...parts] }, first), false);
}

/** What can be said at once of a mail that nothing can read, or not in time: its main headers, and the body as it stands. */
export async function guessMail(raw: Buffer): Promise<ParsedMail> {
	const mail = mended(raw);
	const block = headerBlock(mail);
	const head = await decodeMail(Buffer.from(`${mainHeaders(block.toString("latin1"))}\r\n`, "latin1"));
	const body = mail.subarray(block.length, block.length + 200_000).toString("utf8");
	return assemble({ ...(head ?? nothing), html: "", text: body.slice(0, 100_000), parts: [] }, true);
}

/** A mail whose body stands inside of its signature: the body is taken out, and its parts are the mail's. */
async function withSignedContent(mail: DecodedMail, first?: MimeLibrary): Promise<DecodedMail> {
	const part = mail.parts.find(({ contentType }) => sealedType.test(contentType));
	const content = part && mail.text.trim() === "" ? signedContent(part.content) : null;
	const inside = content && (await decodeMail(content, first));
	if (!inside) return mail;
	return { ...mail, text: inside.text, html: inside.html, parts: [...mail.parts.filter((other) => other !== part), ...inside.parts] };
}

const sealedType = /^application\/(?:pgp-encrypted|(?:x-)?pkcs7-mime)$/;

function assemble(decoded: DecodedMail, unparsed: boolean): ParsedMail {
	const mail = withPicturesPlaced(withCalendarAsText(withoutArmour(withoutUuencode(attempt(() => withTnefUnpacked(decoded), decoded)))));
	const page = mail.html.trim() === "" ? null : attempt(() => foldedHtml(mail.html), null);
	const html = page?.html || null;
	const { text, visible } = attempt(() => wordsOf(mail, page), { text: tidyText(mail.text), visible: null });
	const { attachments, omitted } = attachmentsOf(mail, html);
	return {
		...safeStrings({
			messageId: messageId(mail.messageId),
			inReplyTo: messageIds(mail.inReplyTo),
			references: messageIds(mail.references),
			sender: senderOf(mail),
			from: mail.from,
			fromName: namedIn(mail),
			replyTo: mail.replyTo,
			to: mail.to,
			cc: mail.cc,
			deliveredTo: deliveredTo(mail),
			subject: mail.subject
				.replace(/[ \t\r\n]+/g, " ")
				.trim()
				.slice(0, 1_000),
			bounce: bounceOf(mail),
			delay: delayOf(mail),
			complaint: complaintOf(mail),
		}),
		attachments: attachments.map(({ content, ...rest }) => ({ ...safeStrings(rest), content })),
		attachmentsOmitted: omitted,
		date: dateOf(mail.date),
		text,
		visibleLength: unparsed && text.length > guessLength ? guessLength : visible,
		html,
		automatic: isAutomatic(mail),
		autoReply: isAutoReply(mail),
		sealed: text === "" && mail.parts.some(({ contentType }) => sealedType.test(contentType)),
		unparsed,
	};
}

function deliveredTo(mail: DecodedMail): string[] {
	const headers = headersOf(mail, ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to", "x-forwarded-for"]);
	return [...new Set(headers.flatMap(addressesIn).map((address) => address.toLowerCase()))].slice(0, 50);
}

function dateOf(value: string): Date | null {
	const date = new Date(value);
	const year = date.getUTCFullYear();
	return year >= 1970 && year <= 9999 ? date : null;
}

/** HTML made to break the libraries costs the mail its HTML or its text, never the mail. */
function attempt<T>(work: () => T, otherwise: T): T {
	try {
		return work();
	} catch {
		return otherwise;
	}
}

/** The same shape with every string in it fit for PostgreSQL. */
function safeStrings<T>(value: T): T {
	return JSON.parse(JSON.stringify(value), (_key, part) => (typeof part === "string" ? postgresSafe(part) : part));
}

const nothing: DecodedMail = {
	headers: [],
	from: null,
	replyTo: [],
	to: [],
	cc: [],
	subject: "",
	messageId: "",
	inReplyTo: "",
	references: "",
	date: "",
	text: "",
	html: "",
	parts: [],
};
