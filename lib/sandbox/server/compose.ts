import "server-only";
import { randomUUID } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { z } from "zod";
import { uuid } from "./ids";
import { addressLines, bareAddress, parseMail } from "./parse-mail";
import type { ReceivedMail } from "./state";

const fileSchema = z.object({ filename: z.string().min(1), contentType: z.string().min(1), base64: z.base64(), contentId: z.string().optional() });
const lines = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

/** What a customer writes. Message-IDs with or without angle brackets. */
export const composeSchema = z.object({
	from: z.email(),
	fromName: z.string().default(""),
	to: lines.pipe(z.array(z.email()).min(1)),
	cc: lines.pipe(z.array(z.email())).default([]),
	subject: z.string().default(""),
	text: z.string().optional(),
	html: z.string().optional(),
	inReplyTo: z.string().optional(),
	references: z.array(z.string()).default([]),
	messageId: z.string().optional(),
	headers: z.record(z.string(), z.string()).default({}),
	/** The addresses it was really delivered to, where To doesn't say (BCC, aliases). */
	envelopeTo: z.array(z.email()).optional(),
	attachments: z.array(fileSchema).default([]),
});
export type Composed = z.input<typeof composeSchema>;

/** A mail as it came from somewhere else: base64 of its RFC 5322 source, and whom it was delivered to. */
export const rawSchema = z.object({ raw: z.base64(), envelopeTo: z.array(z.email()).min(1) });

/** Makes the RFC 5322 source that a mail program would have sent. */
export function composeRaw(mail: z.output<typeof composeSchema>): Promise<Buffer> {
	return new MailComposer({
		from: { name: mail.fromName, address: mail.from },
		to: mail.to,
		cc: mail.cc,
		subject: mail.subject,
		text: mail.text,
		html: mail.html,
		messageId: bracketed(mail.messageId ?? `${randomUUID()}@${mail.from.slice(mail.from.lastIndexOf("@") + 1)}`),
		...(mail.inReplyTo ? { inReplyTo: bracketed(mail.inReplyTo) } : {}),
		...(mail.references.length ? { references: mail.references.map(bracketed) } : {}),
		headers: mail.headers,
		attachments: mail.attachments.map((file) => ({
			filename: file.filename,
			contentType: file.contentType,
			content: Buffer.from(file.base64, "base64"),
			cid: file.contentId,
		})),
	})
		.compile()
		.build();
}

/** Reads what the receiving API tells of a mail. What no parser can read is still received, as its raw source. */
export async function receivedFrom(raw: Buffer, envelopeTo: string[]): Promise<ReceivedMail> {
	const parsed = await parseMail(raw).catch(() => null);
	const [from = ""] = addressLines(parsed?.from ? [parsed.from] : []);
	return {
		id: uuid(),
		messageId: parsed?.messageId ?? "",
		at: new Date().toISOString(),
		raw: raw.toString("base64"),
		from,
		to: addressLines(parsed?.to).map(bareAddress),
		cc: addressLines(parsed?.cc).map(bareAddress),
		replyTo: addressLines(parsed?.replyTo),
		receivedFor: envelopeTo.map((address) => address.toLowerCase()),
		subject: parsed?.subject ?? "",
		html: parsed?.html ?? null,
		text: parsed?.text ?? null,
		headers: Object.fromEntries((parsed?.headers ?? []).map((header) => [header.key, header.value])),
		files: (parsed?.attachments ?? []).map((file) => ({
			id: uuid(),
			filename: file.filename,
			contentType: file.mimeType || "application/octet-stream",
			disposition: file.disposition,
			contentId: file.contentId?.replace(/^<|>$/g, "") ?? null,
			size: file.content.length,
		})),
	};
}

const bracketed = (id: string) => `<${id.replace(/^<|>$/g, "")}>`;
