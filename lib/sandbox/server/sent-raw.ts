import "server-only";
import MailComposer from "nodemailer/lib/mail-composer";
import type { SentMail } from "./state";

/**
 * The RFC 5322 source that a customer gets of a mail that was given to Resend to send: the API takes its parts, and the service puts them
 * together. Text and HTML as alternatives, pictures with a Content-ID beside the HTML (RFC 2387), the rest attached; nobody learns of a BCC.
 */
export function sentRaw(mail: SentMail): Promise<Buffer> {
	return new MailComposer({
		from: mail.from,
		to: mail.to,
		cc: mail.cc,
		replyTo: mail.replyTo,
		subject: mail.subject,
		date: new Date(mail.at),
		messageId: mail.messageId,
		headers: mail.headers,
		newline: "windows",
		...(mail.text !== null && { text: mail.text }),
		...(mail.html !== null && { html: mail.html }),
		attachments: mail.files.map(({ filename, contentType, contentId, base64 }) => ({
			filename,
			contentType,
			content: Buffer.from(base64 ?? "", "base64"),
			...(contentId && { cid: contentId, contentDisposition: "inline" as const }),
		})),
	})
		.compile()
		.build();
}
