import "server-only";
import type { messageMails } from "@/db/schema";
import type { ParsedMail } from "@/lib/mail/parse";

/** What is kept of a parsed mail beside its text. */
export function mailFields(mail: ParsedMail, rawKey: string): Omit<typeof messageMails.$inferInsert, "messageId" | "inboxId"> {
	return {
		rawKey,
		rfcMessageId: mail.messageId,
		inReplyTo: mail.inReplyTo[0] ?? null,
		references: mail.references,
		subject: mail.subject,
		from: mail.from,
		replyTo: mail.replyTo,
		to: mail.to,
		cc: mail.cc,
		sentAt: mail.date,
		html: mail.html,
	};
}

/** Why its text is not all there. */
export function noticeOf(mail: ParsedMail): "unparsed" | "sealed" | null {
	return mail.unparsed ? "unparsed" : mail.sealed ? "sealed" : null;
}
