import "server-only";
import { createHmac } from "node:crypto";
import { Webhook } from "svix";
import { svixId, uuid } from "./ids";
import { segments } from "./message-json";
import { mayReach } from "./reach";
import type { Sandbox } from "./sandbox";
import { type Delivery, type MailEvent, optOutType, type ReceivedMail, type SentMail, type TextMessage, type TextStatus } from "./state";

const bounce = {
	type: "Permanent",
	subType: "General",
	message: "The recipient's email provider sent a hard bounce message.",
	diagnosticCode: ["smtp; 550 5.1.1 The email account that you tried to reach does not exist."],
};
const suppression = {
	type: "OnAccountSuppressionList",
	reason: "previous_bounce",
	message: "Resend has suppressed sending to this address because it is on the account-level suppression list.",
	diagnosticCode: [],
};

/** `email.sent`, `email.delivered`… https://resend.com/docs/webhooks/event-types */
export function mailEventDelivery(sandbox: Sandbox, mail: SentMail, event: MailEvent): Delivery {
	const data = {
		created_at: mail.at,
		email_id: mail.id,
		message_id: mail.messageId,
		from: mail.from,
		to: mail.to,
		subject: mail.subject,
		headers: Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
		tags: mail.tags,
		...(event === "bounced" ? { bounce } : {}),
		...(event === "suppressed" ? { suppressed: suppression } : {}),
	};
	return resendDelivery(sandbox, `email.${event}`, mail.id, data);
}

/** `email.received` names the mail and says who it was for; the body has to be fetched. */
export function receivedDelivery(sandbox: Sandbox, mail: ReceivedMail): Delivery {
	return resendDelivery(sandbox, "email.received", mail.id, {
		email_id: mail.id,
		created_at: mail.at,
		from: mail.from,
		to: mail.to,
		bcc: [],
		cc: mail.cc,
		received_for: mail.receivedFor,
		message_id: mail.messageId,
		subject: mail.subject,
		attachments: mail.files.map((file) => ({
			id: file.id,
			content_type: file.contentType,
			...(file.filename === null ? {} : { filename: file.filename }),
			...(file.disposition === null ? {} : { content_disposition: file.disposition }),
			...(file.contentId === null ? {} : { content_id: file.contentId }),
		})),
	});
}

/** An incoming SMS, MMS or WhatsApp message. https://www.twilio.com/docs/messaging/guides/webhook-request */
export function incomingTextDelivery(sandbox: Sandbox, text: TextMessage): Delivery {
	const { twilioSid } = sandbox.options;
	const optOut = optOutType(text);
	const whatsapp = text.from.startsWith("whatsapp:");
	const media = text.media.flatMap((item, index) => [
		[`MediaUrl${index}`, `${sandbox.url}/2010-04-01/Accounts/${twilioSid}/Messages/${text.sid}/Media/${item.sid}`],
		[`MediaContentType${index}`, item.contentType],
	]);
	return twilioDelivery(`${sandbox.options.appUrl}/api/webhooks/twilio`, "message.received", text.sid, {
		...common(sandbox, text),
		SmsMessageSid: text.sid,
		SmsStatus: "received",
		Body: text.body,
		NumMedia: String(text.media.length),
		NumSegments: segments(text),
		...Object.fromEntries(media),
		...(whatsapp ? { ProfileName: text.senderName ?? text.from.slice(9), WaId: text.from.slice(10), MessageType: text.media.length ? "image" : "text" } : {}),
		...(optOut ? { OptOutType: optOut } : {}),
	});
}

/** Null when the message was sent without a callback, or with one outside this machine. */
export function statusDelivery(sandbox: Sandbox, text: TextMessage, status: TextStatus, errorCode: number | null): Delivery | null {
	if (!text.statusCallback || !mayReach(sandbox, text.statusCallback)) return null;
	return twilioDelivery(text.statusCallback, `message.${status}`, text.sid, {
		...common(sandbox, text),
		SmsStatus: status,
		MessageStatus: status,
		...(text.messagingServiceSid ? { MessagingServiceSid: text.messagingServiceSid } : {}),
		...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
	});
}

/** The headers of one attempt. Svix signs the moment of the attempt with it, so that an old request cannot be played again. */
export function signedHeaders(sandbox: Sandbox, delivery: Delivery, now = new Date()): Record<string, string> {
	if (delivery.provider === "resend") {
		const signature = new Webhook(sandbox.options.resendWebhookSecret).sign(delivery.id, now, delivery.body);
		return {
			"svix-id": delivery.id,
			"svix-timestamp": String(Math.floor(now.getTime() / 1000)),
			"svix-signature": signature,
			"user-agent": "Svix-Webhooks/1.99 (sandbox)",
		};
	}
	const parameters = [...new URLSearchParams(delivery.body)].sort(([a], [b]) => (a < b ? -1 : 1));
	const signed = delivery.url + parameters.map(([name, value]) => name + value).join("");
	const signature = createHmac("sha1", sandbox.options.twilioToken).update(signed, "utf8").digest("base64");
	return { "x-twilio-signature": signature, "i-twilio-idempotency-token": delivery.id, "user-agent": "TwilioProxy/1.1 (sandbox)" };
}

function common(sandbox: Sandbox, text: TextMessage): Record<string, string> {
	return { MessageSid: text.sid, SmsSid: text.sid, AccountSid: sandbox.options.twilioSid, From: text.from, To: text.to, ApiVersion: "2010-04-01" };
}

function resendDelivery(sandbox: Sandbox, event: string, subject: string, data: unknown): Delivery {
	const at = new Date().toISOString();
	const body = JSON.stringify({ type: event, created_at: at, data });
	const url = `${sandbox.options.appUrl}/api/webhooks/resend`;
	return { id: svixId(), provider: "resend", event, subject, url, contentType: "application/json", body, at, state: "pending", attempts: [] };
}

function twilioDelivery(url: string, event: string, subject: string, parameters: Record<string, string>): Delivery {
	const body = new URLSearchParams(parameters).toString();
	const contentType = "application/x-www-form-urlencoded; charset=UTF-8";
	return { id: uuid(), provider: "twilio", event, subject, url, contentType, body, at: new Date().toISOString(), state: "pending", attempts: [] };
}
