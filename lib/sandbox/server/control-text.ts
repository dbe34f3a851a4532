import "server-only";
import { z } from "zod";
import { sid } from "./ids";
import type { Sandbox } from "./sandbox";
import type { TextMessage } from "./state";
import { incomingTextDelivery } from "./webhooks";

const number = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** What a customer writes by phone. Numbers in E.164, without a channel's prefix. */
export const textSchema = z.object({
	from: number,
	fromName: z.string().optional(),
	to: number,
	body: z.string().max(1600).default(""),
	channel: z.enum(["sms", "whatsapp"]).default("sms"),
	media: z
		.array(z.object({ filename: z.string().default("media"), contentType: z.string().min(1), base64: z.base64() }))
		.max(10)
		.default([]),
});
export type Texted = z.input<typeof textSchema>;

/** Stores an incoming message and posts its webhook. */
export function receiveText(sandbox: Sandbox, given: z.output<typeof textSchema>) {
	const prefix = given.channel === "whatsapp" ? "whatsapp:" : "";
	const at = new Date().toISOString();
	const text: TextMessage = {
		sid: sid(given.media.length ? "MM" : "SM"),
		at,
		sentAt: at,
		updatedAt: at,
		direction: "inbound",
		from: prefix + given.from,
		to: prefix + given.to,
		body: given.body,
		status: "received",
		errorCode: null,
		media: given.media.map((item) => ({ sid: sid("ME"), contentType: item.contentType, filename: item.filename, url: null, base64: item.base64 })),
		statusCallback: null,
		messagingServiceSid: null,
		senderName: given.fromName ?? null,
	};
	const delivery = incomingTextDelivery(sandbox, text);
	sandbox.journal.record({ type: "text.created", text, delivery });
	sandbox.courier.take(delivery.id);
	return { sid: text.sid, delivery: delivery.id };
}
