import "server-only";
import { type CreateEmailOptions, Resend } from "resend";
import { env } from "@/lib/env";
import { automaticHeaders } from "./automatic-headers";
import { download } from "./download";
import { displayName, plainAddress, plainMailbox } from "./plain-address";
import { type ChannelProvider, type InboundEvent, type OutboundMessage, type RawRequest, SendError, type Verdict } from "./provider";
import { sendErrorFrom } from "./resend-errors";
import { readEvent, receiptFrom } from "./resend-events";

const maxMailBytes = 40 * 1024 * 1024;
const timeoutMs = 60_000;

let client: Resend | undefined;

/** Throws SendError where there is no key. */
export function resendClient(): Resend {
	const { RESEND_API_KEY, RESEND_BASE_URL } = env();
	if (!RESEND_API_KEY) throw new SendError("credentials", "RESEND_API_KEY is not set", false);
	client ??= new Resend(RESEND_API_KEY, { baseUrl: RESEND_BASE_URL.replace(/\/$/, "") });
	return client;
}

/** Email through Resend. https://resend.com/docs/api-reference */
export const resend: ChannelProvider = {
	// 40 MB a mail, after base64 has made it a third larger, with room for the text.
	capabilities: { html: true, attachments: 50, maxBytes: 28_000_000, segments: false, fetchesFiles: false },

	async verify(request: RawRequest): Promise<Verdict> {
		const { RESEND_WEBHOOK_SECRET: webhookSecret } = env();
		if (!webhookSecret) return { ok: false, status: 401, reason: "Resend is not connected" };
		const { "svix-id": id = "", "svix-timestamp": timestamp = "", "svix-signature": signature = "" } = request.headers;
		const payload = request.body.toString("utf8");
		try {
			// Svix: an HMAC over id, timestamp and body, compared in constant time, at most five minutes old.
			resendClient().webhooks.verify({ payload, headers: { id, timestamp, signature }, webhookSecret });
		} catch (error) {
			// The body is parsed only after the signature was found right.
			if (!(error instanceof SyntaxError)) return { ok: false, status: 401, reason: "signature is missing, wrong or too old" };
		}
		const event = readEvent(payload);
		return event.ok && id.length <= 200 ? { ok: true, externalId: id } : { ok: false, status: 400, reason: event.ok ? "svix-id is too long" : event.reason };
	},

	async parse(request: RawRequest): Promise<InboundEvent[]> {
		const read = readEvent(request.body.toString("utf8"));
		if (!read.ok) return [{ kind: "ignored", reason: read.reason }];
		const { event } = read;
		if (event?.type !== "email.received") return [event ? receiptFrom(event) : { kind: "ignored", reason: "event of no interest" }];
		const { email_id, received_for, to } = event.data;
		return [await receivedMail(email_id, received_for, to)];
	},

	async send(message: OutboundMessage): Promise<{ providerId: string }> {
		const { idempotencyKey } = message;
		const answer = await resendClient()
			.emails.send(mailFrom(message), { idempotencyKey, signal: AbortSignal.timeout(timeoutMs) })
			.catch((error: unknown) => {
				throw new SendError("network", String(error), true);
			});
		if (answer.data?.id) return { providerId: answer.data.id };
		throw sendErrorFrom(answer.error, answer.headers);
	},
};

/** The webhook tells no body: the raw source is asked for, so that every mail takes the same path. Throws to be tried again. */
async function receivedMail(id: string, receivedFor: string[], to: string[]): Promise<InboundEvent> {
	const { data, error } = await resendClient().emails.receiving.get(id, { html_format: "cid" }, { signal: AbortSignal.timeout(timeoutMs) });
	if (!data) throw new Error(`Resend did not give mail ${id}: ${error?.name} ${error?.message}`);
	if (!data.raw) throw new Error(`Resend has no raw source of mail ${id}`);
	const raw = await download(data.raw.download_url, { maxBytes: maxMailBytes, origin: env().RESEND_BASE_URL, timeoutMs });
	const envelopeTo = [receivedFor, data.received_for ?? [], to].find((list) => list.length > 0) ?? [];
	return { kind: "mail", raw, envelopeTo };
}

/** The same message must give the same request at every attempt: Resend refuses another body under a known idempotency key. */
function mailFrom(message: OutboundMessage): CreateEmailOptions {
	return {
		from: mailbox(message.from),
		to: message.to.map(plainMailbox).map(mailbox),
		...(message.cc.length > 0 && { cc: message.cc.map(plainMailbox).map(mailbox) }),
		...(message.bcc.length > 0 && { bcc: message.bcc.map(plainAddress) }),
		...(message.replyTo && { replyTo: plainAddress(message.replyTo) }),
		subject: oneLine(message.subject ?? "") || "(no subject)",
		// Resend refuses a mail without words; one that carries only a file has none.
		text: message.text || " ",
		...(message.html && { html: message.html }),
		headers: { ...threadHeaders(message), ...(message.automatic && automaticHeaders) },
		...(/^[\w-]{1,256}$/.test(message.idempotencyKey) && { tags: [{ name: "idempotency_key", value: message.idempotencyKey }] }),
		...(message.files.length > 0 && {
			attachments: message.files.map(({ filename, contentType, content, contentId }) => ({
				filename: oneLine(filename),
				contentType,
				content,
				...(contentId && { contentId }),
			})),
		}),
	};
}

/** RFC 5322 §3.6.4. A long thread keeps its first mail and the newest ones: some servers refuse lines past 998 characters. */
function threadHeaders({ inReplyTo, references }: OutboundMessage): Record<string, string> {
	const ids = references.map(bracketed).filter((id) => id !== "<>");
	const kept = ids.length > 10 ? [...ids.slice(0, 1), ...ids.slice(-9)] : ids;
	return { ...(inReplyTo && { "In-Reply-To": bracketed(inReplyTo) }), ...(kept.length > 0 && { References: kept.join(" ") }) };
}

function bracketed(id: string): string {
	return `<${id.replace(/[<>\s]/g, "")}>`;
}

/** RFC 5322 §3.4: a display name in quotes. Letters of all scripts stay as they are: the service encodes them (RFC 2047). */
function mailbox({ name, address }: OutboundMessage["from"]): string {
	const quoted = displayName(name).replace(/["\\]/g, "\\$&");
	return quoted ? `"${quoted}" <${address}>` : address;
}

function oneLine(text: string): string {
	return text.replace(/\p{Cc}+/gu, " ").trim();
}
