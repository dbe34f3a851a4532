import "server-only";
import { json, type Reply } from "./http";
import { signedLink } from "./links";
import { parseMail } from "./parse-mail";
import { resendError } from "./resend-errors";
import type { Sandbox } from "./sandbox";
import type { ReceivedFile, ReceivedMail } from "./state";

/** GET /emails/receiving/:id. Inline images come as data: addresses unless `html_format=cid` asks for the mail's own HTML. */
export async function receivedMail(sandbox: Sandbox, mail: ReceivedMail, htmlFormat: string | null): Promise<Reply> {
	const raw = signedLink(sandbox, `raw/${mail.id}`);
	return json({
		object: "email",
		id: mail.id,
		to: mail.to,
		from: mail.from,
		created_at: mail.at,
		subject: mail.subject,
		bcc: [],
		cc: mail.cc,
		reply_to: mail.replyTo,
		received_for: mail.receivedFor,
		html: mail.html !== null && htmlFormat !== "cid" ? await withInlineImages(mail, mail.html) : mail.html,
		text: mail.text,
		headers: mail.headers,
		message_id: mail.messageId,
		raw: { download_url: raw.url, expires_at: raw.expiresAt },
		attachments: mail.files.map(described),
	});
}

export function listAttachments(sandbox: Sandbox, mail: ReceivedMail, query: URLSearchParams): Reply {
	const after = query.get("after");
	const rest = after === null ? mail.files : mail.files.slice(mail.files.findIndex((file) => file.id === after) + 1);
	const limit = Number(query.get("limit") ?? 20);
	return json({ object: "list", has_more: rest.length > limit, data: rest.slice(0, limit).map((file) => downloadable(sandbox, mail, file)) });
}

export function receivedAttachment(sandbox: Sandbox, mail: ReceivedMail, id: string): Reply {
	const file = mail.files.find((item) => item.id === id);
	if (!file) throw resendError(404, "not_found", "Attachment not found");
	return json({ object: "attachment", ...downloadable(sandbox, mail, file) });
}

function downloadable(sandbox: Sandbox, mail: ReceivedMail, file: ReceivedFile) {
	const link = signedLink(sandbox, `attachment/${mail.id}/${file.id}`);
	return { ...described(file), download_url: link.url, expires_at: link.expiresAt };
}

/** Fields without a value are left out: the vendor's own description types them as strings. */
function described(file: ReceivedFile) {
	return {
		id: file.id,
		content_type: file.contentType,
		size: file.size,
		...(file.filename === null ? {} : { filename: file.filename }),
		...(file.disposition === null ? {} : { content_disposition: file.disposition }),
		...(file.contentId === null ? {} : { content_id: file.contentId }),
	};
}

async function withInlineImages(mail: ReceivedMail, html: string): Promise<string> {
	const { attachments } = await parseMail(Buffer.from(mail.raw, "base64"));
	return attachments.reduce((result, item) => {
		const id = item.contentId?.replace(/^<|>$/g, "");
		return id ? result.replaceAll(`cid:${id}`, `data:${item.mimeType};base64,${item.content.toString("base64")}`) : result;
	}, html);
}
