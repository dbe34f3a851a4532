import "server-only";
import { z } from "zod";
import type { DeliveryStatus } from "@/db/schema";
import type { InboundEvent, RawRequest } from "./provider";
import { sendErrorCode } from "./twilio-errors";
import { mediaOf } from "./twilio-media";

const sid = z.string().regex(/^[\w-]{1,64}$/);
const optional = z.string().optional();

/** Only what we read: parameters come and go without notice, and OptOutType and the rest stay in the stored webhook. */
const inboundSchema = z.object({
	MessageSid: sid,
	From: z.string().min(1).max(200),
	To: z.string().min(1).max(200),
	Body: z.string().default(""),
	NumMedia: z.coerce.number().int().min(0).default(0),
	ProfileName: optional,
	ButtonText: optional,
	Latitude: optional,
	Longitude: optional,
	Label: optional,
	Address: optional,
});
const statusSchema = z.object({
	MessageSid: sid,
	MessageStatus: z.string().regex(/^\w{1,40}$/),
	ErrorCode: z.coerce.number().int().optional().catch(undefined),
	ErrorMessage: optional,
});

type Form = Record<string, string | string[]>;

/** The urlencoded form; a repeated key becomes a list, as the signature wants it. */
export function formOf(body: Buffer): Form {
	const params = new URLSearchParams(body.toString("utf8"));
	return Object.fromEntries(
		Array.from(new Set(params.keys()), (key) => [key, params.getAll(key)] as const).map(([key, all]) => [key, all.length > 1 ? all : (all[0] ?? "")]),
	);
}

/** A status callback is another event at each status; a message is one. Null for what is neither. */
export function externalIdOf(form: Form): string | null {
	if (!isStatus(form)) return inboundSchema.safeParse(form).data?.MessageSid ?? null;
	const status = statusSchema.safeParse(form);
	return status.success ? `${status.data.MessageSid}:${status.data.MessageStatus}` : null;
}

/** Throws when media cannot be fetched for a reason that may pass. */
export async function eventsFrom(request: RawRequest): Promise<InboundEvent[]> {
	const form = formOf(request.body);
	return [isStatus(form) ? receiptFrom(statusSchema.parse(form), request.url) : await textFrom(inboundSchema.parse(form), form)];
}

function isStatus(form: Form): boolean {
	return form.MessageStatus !== undefined && form.MessageStatus !== "received";
}

async function textFrom(message: z.output<typeof inboundSchema>, form: Form): Promise<InboundEvent> {
	const [fromScheme, from] = split(message.From);
	const [toScheme, to] = split(message.To);
	if (fromScheme !== toScheme || !["", "whatsapp"].includes(fromScheme))
		return { kind: "ignored", reason: `a message from ${fromScheme || "SMS"} to ${toScheme || "SMS"}` };
	return {
		kind: "text",
		channel: fromScheme === "whatsapp" ? "whatsapp" : "sms",
		providerId: message.MessageSid,
		from,
		to,
		body: message.Body || message.ButtonText || place(message),
		senderName: message.ProfileName?.trim() || null,
		media: await mediaOf(form, message.NumMedia),
	};
}

/** `whatsapp:+34…` → [whatsapp, +34…]. */
function split(address: string): [scheme: string, rest: string] {
	const [, scheme = "", rest = ""] = /^(?:([a-z]+):)?(.*)$/s.exec(address.trim()) ?? [];
	return [scheme, rest.trim()];
}

/** A shared location has no words: its name and coordinates are the message. */
function place({ Latitude, Longitude, Label, Address }: z.output<typeof inboundSchema>): string {
	return Latitude && Longitude ? [Label, Address, `${Latitude}, ${Longitude}`].filter(Boolean).join("\n") : "";
}

const statuses: Record<string, DeliveryStatus> = {
	accepted: "sending",
	scheduled: "sending",
	queued: "sending",
	sending: "sending",
	sent: "sent",
	delivered: "delivered",
	read: "read",
	undelivered: "failed",
	failed: "failed",
	canceled: "failed",
};

function receiptFrom({ MessageSid, MessageStatus, ErrorCode, ErrorMessage }: z.output<typeof statusSchema>, url: string): InboundEvent {
	const status = statuses[MessageStatus];
	if (!status) return { kind: "ignored", reason: `status ${MessageStatus}` };
	const isFailed = status === "failed";
	return {
		kind: "receipt",
		providerId: MessageSid,
		// Our own callback address, signed with the rest of the request.
		idempotencyKey: new URL(url).searchParams.get("key"),
		status,
		rfcMessageId: null,
		errorCode: isFailed ? sendErrorCode(ErrorCode) : null,
		errorDetail: isFailed ? [ErrorCode, ErrorMessage].filter(Boolean).join(" ") || MessageStatus : null,
	};
}
