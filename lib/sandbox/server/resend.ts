import "server-only";
import { bearer, json, type Reply, type Request, sameSecret } from "./http";
import { domainsApi } from "./resend-domains";
import { resendError } from "./resend-errors";
import { listAttachments, receivedAttachment, receivedMail } from "./resend-receiving";
import { sendBatch, sendOne } from "./resend-send";
import type { Sandbox } from "./sandbox";
import type { SentMail } from "./state";

/** Resend's HTTP API, as far as this product uses it. https://resend.com/docs/api-reference */
export async function resendApi(sandbox: Sandbox, request: Request): Promise<Reply> {
	requireKey(sandbox, request);
	const [first = "", second = "", third, fourth = ""] = request.path.split("/").slice(2);
	if (request.path.startsWith("/domains")) return domainsApi(sandbox, request, first);
	const { sent } = sandbox.journal.state;
	if (request.method === "POST" && first === "") return sendOne(sandbox, request);
	if (request.method === "POST" && first === "batch" && !second) return sendBatch(sandbox, request);
	if (request.method === "GET" && first === "receiving" && second) return receiving(sandbox, request, second, third, fourth);
	if (request.method === "GET" && first && !second) return json(sentJson(found(sent.get(first))));
	throw resendError(405, "method_not_allowed", "The stand-in of Resend does not know this endpoint.");
}

function receiving(sandbox: Sandbox, request: Request, id: string, sub: string | undefined, fileId: string): Reply | Promise<Reply> {
	const mail = found(sandbox.journal.state.received.get(id));
	if (sub === undefined) return receivedMail(sandbox, mail, request.query.get("html_format"));
	if (sub !== "attachments") throw resendError(404, "not_found", "The requested endpoint does not exist.");
	return fileId ? receivedAttachment(sandbox, mail, fileId) : listAttachments(sandbox, mail, request.query);
}

function requireKey(sandbox: Sandbox, request: Request): void {
	const key = bearer(request);
	if (!key) throw resendError(401, "missing_api_key", "Missing API Key");
	// What the real one answers to a wrong key, though its list of errors promises another name.
	if (!sameSecret(key, sandbox.options.resendKey)) throw resendError(401, "validation_error", "API key is invalid");
}

function found<T>(value: T | undefined): T {
	if (value === undefined) throw resendError(404, "not_found", "Email not found");
	return value;
}

function sentJson(mail: SentMail) {
	return {
		object: "email",
		id: mail.id,
		message_id: mail.messageId,
		to: mail.to,
		from: mail.from,
		created_at: mail.at,
		subject: mail.subject,
		...(mail.html === null ? {} : { html: mail.html }),
		...(mail.text === null ? {} : { text: mail.text }),
		bcc: mail.bcc,
		cc: mail.cc,
		reply_to: mail.replyTo,
		last_event: mail.lastEvent,
	};
}
