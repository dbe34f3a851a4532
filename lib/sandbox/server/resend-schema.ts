import "server-only";
import { z } from "zod";
import { resendError } from "./resend-errors";
import type { SentMail, StoredFile } from "./state";

const address = z.string().regex(/^([^<>]*<[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+)$/);
const addresses = z.union([address, z.array(address)]).transform((value) => [value].flat());
const word = z
	.string()
	.max(256)
	.regex(/^[A-Za-z0-9_-]+$/);

const attachment = z
	.object({
		content: z.union([z.base64(), z.object({ type: z.literal("Buffer"), data: z.array(z.int()) })]),
		filename: z.string().optional(),
		content_type: z.string().optional(),
		content_id: z.string().optional(),
	})
	.transform(({ content, filename, content_type, content_id }): StoredFile => {
		const bytes = typeof content === "string" ? Buffer.from(content, "base64") : Buffer.from(content.data);
		return {
			filename: filename ?? "attachment",
			contentType: content_type ?? "application/octet-stream",
			contentId: content_id ?? null,
			size: bytes.length,
			base64: bytes.toString("base64"),
		};
	});

const mailSchema = z.object({
	from: address,
	to: z.union([address, z.array(address).min(1).max(50)]).transform((value) => [value].flat()),
	subject: z.string(),
	cc: addresses.default([]),
	bcc: addresses.default([]),
	reply_to: addresses.default([]),
	html: z.string().nullish(),
	text: z.string().nullish(),
	headers: z.record(z.string().min(1), z.string()).default({}),
	tags: z.array(z.object({ name: word, value: word })).default([]),
	attachments: z.array(attachment).default([]),
});

const maxBytes = 40 * 1024 * 1024;
const form = "The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.";

/** Checks a mail as Resend does. Throws its 422s; what the stand-in cannot do (templates, scheduling, hosted attachments) is refused too, never ignored. */
export function readMail(body: unknown, { batch = false } = {}): Omit<SentMail, "id" | "messageId" | "at" | "lastEvent"> {
	const given = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
	for (const name of ["from", "to", "subject"]) if (given[name] === undefined) throw resendError(422, "missing_required_field", `Missing \`${name}\` field.`);
	if (!given.html && !given.text) throw resendError(422, "missing_required_field", "Missing `html` or `text` field.");
	for (const name of ["template", "scheduled_at", "topic_id"])
		if (given[name] !== undefined) throw resendError(422, "validation_error", `The sandbox does not know \`${name}\`.`);
	if (batch && given.attachments !== undefined) throw resendError(422, "validation_error", "The `attachments` field is not supported in batches.");
	const parsed = mailSchema.safeParse(given);
	if (!parsed.success) throw invalid(parsed.error.issues[0]);
	const { reply_to, attachments, tags, html, text, ...mail } = parsed.data;
	if (attachments.reduce((sum, file) => sum + file.size, 0) > maxBytes) throw resendError(422, "validation_error", "The email is larger than 40 MB.");
	return {
		...mail,
		replyTo: reply_to,
		html: html ?? null,
		text: text ?? null,
		tags: Object.fromEntries(tags.map((tag) => [tag.name, tag.value])),
		files: attachments,
	};
}

function invalid(issue: z.core.$ZodIssue | undefined) {
	const field = String(issue?.path[0] ?? "body");
	if (field === "attachments") return resendError(422, "invalid_attachment", "Attachment must have either a `content` or `path`.");
	if (field === "to" && issue?.code === "too_big") return resendError(422, "validation_error", "Invalid `to` field. At most 50 recipients.");
	const addressed = ["from", "to", "cc", "bcc", "reply_to"].includes(field);
	return resendError(422, "validation_error", addressed ? `Invalid \`${field}\` field. ${form}` : `Invalid \`${field}\` field.`);
}
