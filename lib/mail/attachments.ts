import { safeContentType, safeFilename } from "@/lib/channels/filename";
import type { DecodedMail, MailPart } from "./decoded";
import { decodeContentId } from "./safe-html";

export type MailAttachment = {
	filename: string;
	contentType: string;
	content: Buffer;
	contentId: string | null;
	/** Shown inside the HTML by its Content-ID: not a file of its own in the list. */
	inline: boolean;
};

/** Each of these is stored: forty megabytes of empty parts must not become half a million files. */
const maxAttachments = 100;

/** What mail programs say to each other: delivery reports, signatures. No file that anybody meant to send. */
const machinery = [
	"message/delivery-status",
	"message/disposition-notification",
	"message/feedback-report",
	"text/rfc822-headers",
	"application/pgp-signature",
	"application/pkcs7-signature",
	"application/x-pkcs7-signature",
	"application/pgp-encrypted",
	"application/applefile",
];

/** The files of a mail, and how many more there were. An image is inline when the HTML that is shown asks for it, whatever the part says of itself. */
export function attachmentsOf(mail: DecodedMail, html: string | null): { attachments: MailAttachment[]; omitted: number } {
	const shown = contentIdsIn(html ?? "");
	const parts = mail.parts.filter((part) => isFile(part, mail));
	const attachments = parts.slice(0, maxAttachments).map((part) => {
		const contentType = safeContentType(part.contentType);
		return {
			filename: safeFilename(part.filename, contentType),
			contentType,
			content: part.content,
			contentId: part.contentId,
			inline: part.contentId !== null && shown.has(part.contentId),
		};
	});
	return { attachments, omitted: parts.length - attachments.length };
}

function isFile(part: MailPart, mail: DecodedMail): boolean {
	if (machinery.includes(part.contentType)) return false;
	// The mail that came back with a report, and an invitation's second copy.
	if (part.contentType === "message/rfc822") return !mail.parts.some((other) => other.contentType === "message/delivery-status");
	if (part.contentType === "text/calendar" && !part.filename) return !mail.parts.some((other) => other !== part && /\bics$|calendar/.test(other.contentType));
	return true;
}

function contentIdsIn(html: string): Set<string> {
	return new Set(Array.from(html.matchAll(/\bcid:([^"'\s)>]{1,500})/gi), ([, id = ""]) => decodeContentId(id.replaceAll("&amp;", "&"))));
}
