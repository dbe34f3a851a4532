import "server-only";
import { SegmentedMessage } from "sms-segments-calculator";
import type { Sandbox } from "./sandbox";
import type { Media, TextMessage } from "./state";

/** A date as Twilio writes it: RFC 2822 with a numeric zone. */
export const rfc2822 = (iso: string) => new Date(iso).toUTCString().replace("GMT", "+0000");

export const segments = (text: Pick<TextMessage, "body" | "media">) =>
	text.body === "" || text.media.length ? "1" : String(new SegmentedMessage(text.body).segmentsCount);

export const messagePath = (sandbox: Sandbox, sid: string) => `/2010-04-01/Accounts/${sandbox.options.twilioSid}/Messages/${sid}`;

const errorMessages: Record<number, string> = {
	11200: "HTTP retrieval failure",
	30003: "Unreachable destination handset",
	30004: "Message blocked",
	30005: "Unknown destination handset",
	30006: "Landline or unreachable carrier",
	30007: "Message filtered",
	30008: "Unknown error",
	63016: "Failed to send freeform message because you are outside the allowed window",
};

/** The Message resource. https://www.twilio.com/docs/messaging/api/message-resource */
export function messageJson(sandbox: Sandbox, text: TextMessage) {
	const path = messagePath(sandbox, text.sid);
	return {
		account_sid: sandbox.options.twilioSid,
		api_version: "2010-04-01",
		body: text.body,
		date_created: rfc2822(text.at),
		date_sent: text.sentAt && rfc2822(text.sentAt),
		date_updated: rfc2822(text.updatedAt),
		direction: text.direction,
		error_code: text.errorCode,
		error_message: text.errorCode && (errorMessages[text.errorCode] ?? null),
		from: text.from || null,
		messaging_service_sid: text.messagingServiceSid,
		num_media: String(text.media.length),
		num_segments: segments(text),
		price: null,
		price_unit: null,
		sid: text.sid,
		status: text.status,
		subresource_uris: { media: `${path}/Media.json` },
		to: text.to,
		uri: `${path}.json`,
	};
}

export function mediaJson(sandbox: Sandbox, text: TextMessage, media: Media) {
	return {
		account_sid: sandbox.options.twilioSid,
		content_type: media.contentType,
		date_created: rfc2822(text.at),
		date_updated: rfc2822(text.at),
		parent_sid: text.sid,
		sid: media.sid,
		uri: `${messagePath(sandbox, text.sid)}/Media/${media.sid}.json`,
	};
}
