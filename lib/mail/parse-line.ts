import "server-only";
import { createHash } from "node:crypto";
import { parseMail } from "./parse";

/** One mail as the intake reads it, ready to be printed: no bytes, dates as ISO 8601. `error` says that what is here is a guess. */
export async function parsedLine(file: string, raw: Buffer) {
	const mail = await parseMail(raw);
	return {
		file,
		from: mail.from,
		replyTo: mail.replyTo,
		to: mail.to,
		cc: mail.cc,
		subject: mail.subject,
		date: mail.date?.toISOString() ?? null,
		messageId: mail.messageId,
		inReplyTo: mail.inReplyTo,
		references: mail.references,
		text: mail.text,
		visibleText: mail.text.slice(0, mail.visibleLength ?? undefined),
		html: mail.html,
		automatic: mail.automatic,
		bounce: mail.bounce,
		attachments: mail.attachments.map(({ filename, contentType, content, contentId, inline }) => ({
			filename,
			contentType,
			size: content.length,
			md5: createHash("md5").update(content).digest("hex"),
			contentId,
			inline,
		})),
		error: mail.unparsed ? "not readable as a mail, or not in time: headers and text are a guess" : null,
	};
}
