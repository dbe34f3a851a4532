import { type DecodedMail, headerOf, type MailPart } from "./decoded";
import { messageId } from "./message-ids";
import { addressesIn, addressIn } from "./sender";

/** A delivery that failed for good, told by mail. */
export type Bounce = {
	/** RFC 3463 status such as 5.1.1, when one is told. */
	status: string | null;
	/** Message-ID of the mail that could not be delivered, without angle brackets. */
	rfcMessageId: string | null;
	/** Addresses and ids in the headers that came back, which may hold a token of ours. */
	tokens: string[];
	/** The first whom it did not reach, and the others of whom the report says the same. */
	recipient: string | null;
	others: string[];
	/** The other server's words. */
	diagnostic: string | null;
};

/** Reads a delivery status notification (RFC 3464), or what Gmail and old servers send instead. Null for everything else, delays included. */
export function bounceOf(mail: DecodedMail): Bounce | null {
	const report = reportOf(mail);
	if (!report || (report.action && report.action !== "failed")) return null;
	if (!report.action && report.about.status?.startsWith("5") === false) return null;
	return report.about;
}

/** A notification that a mail is still on its way, and tried again. */
export function delayOf(mail: DecodedMail): Bounce | null {
	const report = reportOf(mail);
	return report?.action === "delayed" ? report.about : null;
}

/** Somebody called a mail of ours spam, and their provider says so (RFC 5965). Whom it went to is often left out. */
export function complaintOf(mail: DecodedMail): Bounce | null {
	const report = textOf(mail.parts.find((part) => part.contentType === "message/feedback-report"));
	if (!/^feedback-type:[ \t]*abuse\b/im.test(report)) return null;
	const recipient = addressIn(/^(?:original-rcpt-to|removal-recipient):(.{1,400})$/im.exec(report)?.[1] ?? "");
	return { status: null, rfcMessageId: returnedId(mail), tokens: returnedTokens(mail), recipient, others: [], diagnostic: null };
}

function reportOf(mail: DecodedMail): { action: string | undefined; about: Bounce } | null {
	const report = mail.parts.find((part) => part.contentType === "message/delivery-status");
	const failedRecipient = addressIn(headerOf(mail, "x-failed-recipients"));
	if (!report && !failedRecipient) return null;
	const [fields = new Map<string, string>(), ...others] = blocksOf(report);
	const spoken = /\b[45]\d\d[ -]([45]\.\d{1,3}\.\d{1,3})\b.{0,300}/.exec(mail.text.slice(0, 20_000));
	const status = statusIn(fields) ?? spoken?.[1] ?? null;
	const about: Bounce = {
		status,
		rfcMessageId: returnedId(mail),
		tokens: returnedTokens(mail),
		recipient: recipientIn(fields) ?? failedRecipient,
		others: others
			.filter((other) => actionIn(other) === actionIn(fields) && statusIn(other) === status)
			.map(recipientIn)
			.filter((address) => address !== null)
			.slice(0, 50),
		diagnostic:
			fields
				.get("diagnostic-code")
				?.replace(/^\w+;\s*/, "")
				.slice(0, 500) ??
			spoken?.[0]?.slice(0, 500) ??
			null,
	};
	return { action: actionIn(fields), about };
}

type Fields = Map<string, string>;

function statusIn(fields: Fields): string | null {
	return fields.get("status")?.match(/[245]\.\d{1,3}\.\d{1,3}/)?.[0] ?? null;
}

/** Servers of old say `failure`, or add their words in brackets. */
function actionIn(fields: Fields): string | undefined {
	const action = fields.get("action")?.toLowerCase();
	return action?.startsWith("fail") ? "failed" : action?.split(/[\s(;]/, 1)[0];
}

/** Also of those whose final address is none of the internet's. */
function recipientIn(fields: Fields): string | null {
	return addressIn(fields.get("final-recipient") ?? "") ?? addressIn(fields.get("original-recipient") ?? "");
}

/** What it says of each recipient (RFC 3464 §2: blocks parted by empty lines, the first about the whole mail), the failed ones first. */
function blocksOf(report: MailPart | undefined): Fields[] {
	const blocks = textOf(report)
		.split(/\n[ \t]*\n/)
		.map(
			(block) => new Map(Array.from(block.matchAll(/^([\w-]{1,60}):[ \t]*(.{0,2000})$/gm), ([, name = "", value = ""]) => [name.toLowerCase(), value.trim()])),
		)
		.filter((fields) => fields.has("final-recipient") || fields.has("action"));
	return [...blocks.filter((fields) => actionIn(fields) === "failed"), ...blocks.filter((fields) => actionIn(fields) !== "failed")];
}

/** The mail that came back, whole or in part. */
function returnedPart(mail: DecodedMail): MailPart | undefined {
	return mail.parts.find((part) => ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"].includes(part.contentType));
}

function returnedTokens(mail: DecodedMail): string[] {
	const headers = textOf(returnedPart(mail)).match(/^(?:reply-to|references):.{0,5000}$/gim) ?? [];
	return headers.flatMap(addressesIn).slice(0, 50);
}

function returnedId(mail: DecodedMail): string | null {
	const header = /^message-id:[ \t]*(\S{1,1000})/im.exec(textOf(returnedPart(mail)))?.[1];
	return messageId(header) ?? messageId(headerOf(mail, "x-original-message-id")) ?? messageId(mail.inReplyTo);
}

/** The head of a part as text, folded header lines joined (RFC 5322 §2.2.3). */
function textOf(part: MailPart | undefined): string {
	const text = part?.content.subarray(0, 64 * 1024).toString("utf8") ?? "";
	return text.replace(/\r\n?/g, "\n").replace(/\n[ \t]+(?=\S)/g, " ");
}
