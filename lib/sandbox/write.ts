import "server-only";
import { DomainError } from "@/lib/errors";
import { playMail, playText, sandboxItem } from "./client";
import type { WriteMail, WriteText } from "./schema";
import type { OutboxItem } from "./server/outbox";

/** Writes to us as a customer's mail program would. Throws notFound when the mail to be answered is gone, and sandboxOff. */
export async function writeMail(input: WriteMail): Promise<{ id: string }> {
	const base = { from: input.from, fromName: input.fromName, attachments: await Promise.all(input.files.map(encoded)) };
	if (!input.answerTo) return playMail({ ...base, to: input.to, subject: input.subject, text: input.text, html: paragraphs(input.text) });
	const answered = await sandboxItem(input.answerTo);
	if (answered?.channel !== "email") throw new DomainError("notFound");
	return playMail({ ...base, ...answer(answered, input.text) });
}

/** Writes to us by phone. Throws emptyMessage for neither words nor files, and sandboxOff. */
export async function writeText(input: WriteText): Promise<{ id: string }> {
	if (!input.text && input.files.length === 0) throw new DomainError("emptyMessage");
	const { from, fromName } = input;
	const [channel, to] = input.inbox;
	const { sid } = await playText({
		from,
		to,
		channel,
		body: input.text,
		media: await Promise.all(input.files.map(encoded)),
		...(fromName ? { fromName } : {}),
	});
	return { id: sid };
}

/** Who an answer goes to: Reply-To where the mail has one (RFC 5322 §3.6.2), else its sender. */
export const answersGoTo = (mail: OutboxItem) => bare(mail.reply_to[0] ?? mail.from);

export const answerSubject = (subject: string | null) => (/^re:/i.test(subject ?? "") ? (subject ?? "") : `Re: ${subject ?? ""}`);

/** In-Reply-To and References as RFC 5322 §3.6.4 builds them, and the answered mail quoted below, in text and HTML. */
function answer(mail: OutboxItem, text: string) {
	const own = mail.message_id ? [mail.message_id] : [];
	const intro = `On ${new Date(mail.at).toUTCString()}, ${mail.from} wrote:`;
	const quoted = mail.text
		.split(/\r?\n/)
		.map((line) => `> ${line}`)
		.join("\n");
	return {
		to: answersGoTo(mail),
		subject: answerSubject(mail.subject),
		...(mail.message_id ? { inReplyTo: mail.message_id } : {}),
		references: [...mail.references, ...own],
		text: `${text}\n\n${intro}\n${quoted}\n`,
		html: `${paragraphs(text)}<br><div class="gmail_quote"><div class="gmail_attr">${escaped(intro)}<br></div><blockquote class="gmail_quote">${mail.html ?? paragraphs(mail.text)}</blockquote></div>`,
	};
}

async function encoded(file: File) {
	return {
		filename: file.name || "file",
		contentType: file.type || "application/octet-stream",
		base64: Buffer.from(await file.arrayBuffer()).toString("base64"),
	};
}

const bare = (line: string) => /<([^<>]*)>\s*$/.exec(line)?.[1] ?? line.trim();
const paragraphs = (text: string) => `<div dir="ltr">${escaped(text).replace(/\r?\n/g, "<br>")}</div>`;
const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
