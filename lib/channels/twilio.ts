import "server-only";
import twilio from "twilio";
import { env } from "@/lib/env";
import { type ChannelProvider, type InboundEvent, type OutboundMessage, type RawRequest, SendError, type Verdict } from "./provider";
import { sendErrorFrom } from "./twilio-errors";
import { eventsFrom, externalIdOf, formOf } from "./twilio-inbound";

type Client = ReturnType<typeof twilio>;
type ApiRequest<T> = Parameters<typeof twilio.RequestClient.prototype.request<T>>[0];

/** The SDK knows only hosts under twilio.com; this sends it to the configured one. */
class ConfiguredHost extends twilio.RequestClient {
	override request<T>(request: ApiRequest<T>) {
		return super.request<T>({ ...request, uri: onConfiguredHost(request.uri) });
	}
}

function onConfiguredHost(address: string): string {
	const { pathname, search } = new URL(address);
	return `${env().TWILIO_BASE_URL.replace(/\/$/, "")}${pathname}${search}`;
}

let client: Client | undefined;

function twilioClient(): Client {
	const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token } = env();
	if (!sid || !token) throw new SendError("credentials", "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set", false);
	client ??= twilio(sid, token, { httpClient: new ConfiguredHost({ timeout: 30_000 }) });
	return client;
}

/** SMS, MMS and WhatsApp through Twilio. https://www.twilio.com/docs/messaging/api/message-resource */
export const twilioProvider: ChannelProvider = {
	capabilities: { html: false, attachments: 10, maxBytes: 5_000_000, segments: true, fetchesFiles: true },

	async verify(request: RawRequest): Promise<Verdict> {
		const token = env().TWILIO_AUTH_TOKEN;
		if (!token) return { ok: false, status: 401, reason: "Twilio is not connected" };
		const form = formOf(request.body);
		// An HMAC over the public address with its query and the sorted form, compared in constant time. It carries no time: ids are kept for ever.
		const isSigned = twilio.validateRequest(token, request.headers["x-twilio-signature"] ?? "", request.url, form);
		if (!isSigned) return { ok: false, status: 401, reason: "signature is missing or wrong" };
		const externalId = externalIdOf(form);
		return externalId ? { ok: true, externalId } : { ok: false, status: 400, reason: "not a message of Twilio's" };
	},

	parse(request: RawRequest): Promise<InboundEvent[]> {
		return eventsFrom(request);
	},

	async send(message: OutboundMessage): Promise<{ providerId: string }> {
		const [to] = message.to;
		if (!to) throw new SendError("invalidRecipient", "nobody to send to", false);
		if (message.files.length > message.mediaUrls.length) throw new SendError("provider", "files need a public address", false);
		const parties = { from: address(message, message.from.address), to: address(message, to.address) };
		try {
			const earlier = message.attemptedAt && (await findSent(message, parties, message.attemptedAt));
			if (earlier) return { providerId: earlier };
			const sent = await twilioClient().messages.create({
				...parties,
				...(message.text && { body: message.text }),
				...(message.mediaUrls.length > 0 && { mediaUrl: message.mediaUrls }),
				statusCallback: `${env().APP_URL.replace(/\/$/, "")}/api/webhooks/twilio/status?key=${encodeURIComponent(message.idempotencyKey)}`,
			});
			return { providerId: sent.sid };
		} catch (error) {
			throw sendErrorFrom(error);
		}
	},
};

function address({ channel }: OutboundMessage, number: string): string {
	return channel === "whatsapp" ? `whatsapp:${number}` : number;
}

/** Twilio's clock and ours may differ by a moment, and its dates have whole seconds. */
const clockSlackMs = 2_000;

/**
 * Twilio has no idempotency keys: whether an attempt arrived is seen only in its list of messages, newest first. Not filtered by DateSent:
 * that filter counts whole days, and what is still queued has no date sent.
 */
async function findSent(message: OutboundMessage, parties: { from: string; to: string }, since: Date): Promise<string | null> {
	const candidates = await twilioClient().messages.list({ ...parties, pageSize: 100, limit: 300 });
	for (const { sid, body, direction, dateCreated, numMedia } of candidates) {
		const isSame = isSameText(body, message.text) && Number(numMedia) === message.mediaUrls.length;
		const isRecent = dateCreated.getTime() >= since.getTime() - clockSlackMs;
		if (isRecent && isSame && direction.startsWith("outbound") && !(await message.isTaken(sid))) return sid;
	}
	return null;
}

/** Blanks at the ends may be lost on the way, and a trial account's messages get a sentence in front. */
function isSameText(theirs: string | null, ours: string): boolean {
	return (theirs ?? "").replace(/^Sent from your Twilio trial account - /, "").trim() === ours.trim();
}
