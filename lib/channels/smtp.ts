import "server-only";
import { createHash } from "node:crypto";
import { createTransport } from "nodemailer";
import { automaticHeaders } from "./automatic-headers";
import { mailboxErrorFrom } from "./mailbox-errors";
import { displayName, plainAddress, plainMailbox } from "./plain-address";
import { type ChannelProvider, type OutboundMessage, SendError, type Sent, type SmtpAccount } from "./provider";

/** Email through the inbox's own SMTP server (RFC 5321). */
export const smtp: Pick<ChannelProvider, "send" | "capabilities"> = {
	capabilities: { html: true, attachments: 50, maxBytes: 25_000_000, segments: false, fetchesFiles: false },

	async send(message: OutboundMessage): Promise<Sent> {
		if (!message.smtp) throw new SendError("credentials", "this mailbox has no SMTP server", false);
		// SMTP cannot be asked whether a mail arrived before the connection broke (RFC 1047): a person decides, nobody gets it twice.
		if (message.attemptedAt) throw new SendError("unclear", "an earlier attempt ended before the server had answered", false);
		const messageId = messageIdOf(message);
		const mail = mailFrom(message);
		const transport = transportOf(message.smtp);
		try {
			const { rejectedErrors = [] } = await transport.sendMail({ ...mail, messageId: `<${messageId}>` });
			return { providerId: messageId, rfcMessageId: messageId, refused: rejectedErrors.map(refusalFrom) };
		} catch (error) {
			throw sendErrorFrom(error);
		} finally {
			transport.close();
		}
	},
};

/** Signs in without sending. Throws MailboxError. */
export async function checkSmtp(account: SmtpAccount): Promise<void> {
	const transport = transportOf(account);
	await transport
		.verify()
		.catch((error) => {
			throw mailboxErrorFrom(error);
		})
		.finally(() => transport.close());
}

function transportOf({ host, port, security, user, password }: SmtpAccount) {
	return createTransport({
		host,
		port,
		secure: security === "tls",
		requireTLS: security === "starttls",
		ignoreTLS: security === "none",
		...(user && { auth: { user, pass: password } }),
		connectionTimeout: 15_000,
		greetingTimeout: 15_000,
		socketTimeout: 60_000,
		// Nothing in a message may make it read this machine's files or fetch addresses.
		disableFileAccess: true,
		disableUrlAccess: true,
	});
}

function mailFrom(message: OutboundMessage) {
	const { from, to, cc, bcc, replyTo, subject, text, html, inReplyTo, references, files, automatic } = message;
	return {
		from: { name: displayName(from.name), address: from.address },
		to: to.map(plainMailbox),
		cc: cc.map(plainMailbox),
		bcc: bcc.map(plainAddress),
		...(replyTo && { replyTo: plainAddress(replyTo) }),
		subject: subject ?? "",
		text,
		...(html && { html }),
		...(inReplyTo && { inReplyTo: `<${inReplyTo}>` }),
		references: references.map((id) => `<${id}>`),
		...(automatic && { headers: automaticHeaders }),
		attachments: files.map(({ filename, contentType, content, contentId }) => ({
			filename,
			contentType,
			content,
			...(contentId ? { cid: contentId, contentDisposition: "inline" as const } : {}),
		})),
	};
}

/** The same at every attempt, and not to be guessed from the outside. At the sender's domain, as RFC 5322 §3.6.4 recommends. */
function messageIdOf({ idempotencyKey, from }: OutboundMessage): string {
	const hash = createHash("sha256").update(`${from.address}\0${idempotencyKey}`).digest("hex").slice(0, 32);
	return `${hash}@${from.address.slice(from.address.lastIndexOf("@") + 1)}`;
}

type Failure = { code?: string; responseCode?: number; response?: string; command?: string; message?: string };

/** An answer of the server's, or no connection at all, means that nothing went out. Silence after the mail was handed over means nothing. */
function sendErrorFrom(error: unknown): SendError {
	const { code = "", responseCode = 0, command = "", response, message = String(error) } = (error ?? {}) as Failure;
	const detail = (response ?? message).slice(0, 500);
	if (code === "EAUTH" || responseCode === 535 || responseCode === 530) return new SendError("credentials", detail, false);
	if (responseCode >= 500) return new SendError(codeOf(responseCode, command, detail), detail, false);
	if (responseCode >= 400) return new SendError("rateLimited", detail, true, null, true);
	if (command === "CONN" || ["ECONNECTION", "EDNS", "ETLS", "ECONNREFUSED", "ENOTFOUND"].includes(code))
		return new SendError("network", detail, true, null, true);
	return new SendError("unclear", detail, false);
}

function refusalFrom(error: Failure & { recipient?: string }) {
	const detail = (error.response ?? error.message ?? "").slice(0, 300);
	const dead = (error.responseCode ?? 0) >= 500 && codeOf(error.responseCode ?? 0, "RCPT TO", detail) === "invalidRecipient";
	return { address: error.recipient ?? "", detail, dead };
}

/** By the reply code and the enhanced status code (RFC 3463) in its text. */
function codeOf(responseCode: number, command: string, detail: string) {
	if (responseCode === 552 || /\b5\.3\.4\b/.test(detail)) return "tooLarge";
	if (/\b5\.7\.\d/.test(detail)) return "filtered";
	if (/\b5\.1\.[78]\b/.test(detail) || command === "MAIL FROM") return "invalidSender";
	return command === "RCPT TO" || /\b5\.1\.\d/.test(detail) ? "invalidRecipient" : "provider";
}
