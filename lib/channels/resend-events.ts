import { z } from "zod";
import type { InboundEvent, SendErrorCode } from "./provider";

/** Only what we read; Resend adds keys without notice. */
const sent = z.object({
	email_id: z.string().min(1).max(200),
	message_id: z.string().nullish(),
	tags: z.record(z.string(), z.string()).nullish().catch(null),
});
const received = z.object({
	email_id: z.string().min(1).max(200),
	to: z
		.array(z.string())
		.nullish()
		.transform((list) => list ?? []),
	received_for: z
		.array(z.string())
		.nullish()
		.transform((list) => list ?? []),
});
const event = z.discriminatedUnion("type", [
	z.object({ type: z.literal("email.received"), data: received }),
	z.object({ type: z.literal(["email.sent", "email.delivered", "email.delivery_delayed", "email.opened", "email.complained"]), data: sent }),
	z.object({
		type: z.literal("email.bounced"),
		data: sent.extend({ bounce: z.object({ message: z.string(), type: z.string(), subType: z.string() }).partial().nullish() }),
	}),
	z.object({ type: z.literal("email.failed"), data: sent.extend({ failed: z.object({ reason: z.string() }).partial().nullish() }) }),
	z.object({ type: z.literal("email.suppressed"), data: sent.extend({ suppressed: z.object({ message: z.string() }).partial().nullish() }) }),
]);
const anyEvent = z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) });

type ResendEvent = z.output<typeof event>;
type SentEvent = Exclude<ResendEvent, { type: "email.received" }>;

const known: Set<string> = new Set(event.options.flatMap((option) => [...option.shape.type.values]));

/** The event in a webhook's body; null for a kind that means nothing to us. Not ok for what Resend would never post. */
export function readEvent(payload: string): { ok: true; event: ResendEvent | null } | { ok: false; reason: string } {
	const any = anyEvent.safeParse(parseJson(payload));
	if (!any.success) return { ok: false, reason: "not an event" };
	if (!known.has(any.data.type)) return { ok: true, event: null };
	const parsed = event.safeParse(any.data);
	if (parsed.success) return { ok: true, event: parsed.data };
	return { ok: false, reason: `${any.data.type}: ${parsed.error.issues.map((issue) => issue.path.join(".")).join(", ")} is not as it should be` };
}

/** What became of a mail we sent. */
export function receiptFrom(event: SentEvent): InboundEvent {
	const { email_id, message_id, tags } = event.data;
	return {
		kind: "receipt",
		providerId: email_id,
		idempotencyKey: tags?.idempotency_key ?? null,
		rfcMessageId: message_id?.replace(/[<>\s]/g, "") || null,
		...outcome(event),
	};
}

type Outcome = Pick<Extract<InboundEvent, { kind: "receipt" }>, "status" | "errorCode" | "errorDetail">;

function outcome(event: SentEvent): Outcome {
	const fine = { errorCode: null, errorDetail: null };
	switch (event.type) {
		case "email.sent":
			return { status: "sent", ...fine };
		case "email.delivery_delayed":
			return { status: "sent", errorCode: "delayed", errorDetail: null };
		case "email.delivered":
			return { status: "delivered", ...fine };
		case "email.opened":
			return { status: "read", ...fine };
		case "email.complained":
			return { status: "delivered", errorCode: "complained" satisfies SendErrorCode, errorDetail: null };
		case "email.bounced": {
			const { message, type, subType } = event.data.bounce ?? {};
			return failed(bounceCode(type ?? "", subType ?? ""), message ?? [type, subType].filter(Boolean).join(" / "));
		}
		case "email.failed":
			return failed("provider", event.data.failed?.reason);
		case "email.suppressed":
			return failed("suppressed", event.data.suppressed?.message);
	}
}

/** Resend's types and subtypes: https://resend.com/docs/dashboard/emails/email-bounces */
function bounceCode(type: string, subType: string): SendErrorCode {
	if (/suppress/i.test(subType)) return "suppressed";
	if (/mailboxfull/i.test(subType)) return "mailboxFull";
	if (/messagetoolarge|attachmentrejected/i.test(subType)) return "tooLarge";
	if (/contentrejected/i.test(subType)) return "refusedByPolicy";
	return /transient/i.test(type) ? "notInTime" : "bounced";
}

function failed(errorCode: SendErrorCode, detail: string | undefined): Outcome {
	return { status: "failed", errorCode, errorDetail: detail?.slice(0, 1_000) || null };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
