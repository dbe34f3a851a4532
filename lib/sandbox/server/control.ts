import "server-only";
import type { z } from "zod";
import { composeRaw, composeSchema, rawSchema, receivedFrom } from "./compose";
import { receiveText, textSchema } from "./control-text";
import { faultSchema } from "./faults";
import { bearer, json, Refusal, type Reply, type Request, sameSecret } from "./http";
import { file } from "./links";
import { outbox, outboxItem } from "./outbox";
import { parseMail } from "./parse-mail";
import { personas } from "./personas";
import type { Sandbox } from "./sandbox";
import { sentRaw } from "./sent-raw";
import type { Delivery } from "./state";
import { receivedDelivery } from "./webhooks";

/** The hand on the stand-in: plays the customer, shows what they got, orders failures. JSON; every request carries Twilio's token as a bearer. */
export async function controlApi(sandbox: Sandbox, request: Request): Promise<Reply> {
	if (!sameSecret(bearer(request) ?? "", sandbox.options.twilioToken)) throw refuse(401, "The control API wants Twilio's token as a bearer.");
	const { state } = sandbox.journal;
	const [name = "", id = "", sub, index] = request.path.split("/").slice(2);
	switch (`${request.method} ${name}`) {
		case "POST mail":
			return json(await receiveMail(sandbox, body(request)), 201);
		case "POST text":
			return json(receiveText(sandbox, checked(textSchema, body(request))), 201);
		case "POST fault":
			sandbox.faults.order(checked(faultSchema, body(request)));
			return json({});
		case "GET outbox":
			return json(outbox(state, request.query.get("address") ?? ""));
		case "GET item":
			if (sub === "raw") return file(await itemRaw(sandbox, id), "message/rfc822");
			return sub === "files" ? itemFile(sandbox, id, Number(index)) : json(found(outboxItem(state, id)));
		case "GET personas":
			return json(personas(state));
		case "GET log":
			return json([...state.deliveries.values()].reverse().slice(0, Number(request.query.get("limit") ?? 100)));
		case "GET state":
			return json(counts(sandbox));
		case "DELETE all":
			sandbox.timers.clear();
			sandbox.journal.clear();
			return json({});
		default:
			throw missing();
	}
}

/** Composes (or takes) a raw mail, and posts `email.received`. */
async function receiveMail(sandbox: Sandbox, given: unknown) {
	const isRaw = typeof given === "object" && given !== null && "raw" in given;
	const composed = isRaw ? null : checked(composeSchema, given);
	const envelope = composed ? { raw: await composeRaw(composed), to: composed.envelopeTo ?? composed.to } : fromRaw(checked(rawSchema, given));
	const mail = await receivedFrom(envelope.raw, envelope.to);
	const delivery = receivedDelivery(sandbox, mail);
	sandbox.journal.record({ type: "mail.received", mail, delivery });
	sandbox.courier.take(delivery.id);
	return { id: mail.id, message_id: mail.messageId, delivery: delivery.id };
}

const fromRaw = ({ raw, envelopeTo }: z.output<typeof rawSchema>) => ({ raw: Buffer.from(raw, "base64"), to: envelopeTo });

/** A mail's RFC 5322 source, be it from us or to us. */
async function itemRaw(sandbox: Sandbox, id: string): Promise<Buffer> {
	const { sent, received } = sandbox.journal.state;
	const mail = sent.get(id);
	return mail ? sentRaw(mail) : Buffer.from(found(received.get(id)).raw, "base64");
}

/** An attachment as the customer would save it. */
async function itemFile(sandbox: Sandbox, id: string, index: number): Promise<Reply> {
	const { sent, received, texts } = sandbox.journal.state;
	const stored = sent.get(id)?.files[index] ?? texts.get(id)?.media[index];
	if (stored?.base64) return file(Buffer.from(stored.base64, "base64"), stored.contentType);
	const mail = received.get(id);
	const part = found(mail && (await parseMail(Buffer.from(mail.raw, "base64"))).attachments[index]);
	return file(part.content, part.mimeType);
}

function counts(sandbox: Sandbox) {
	const { sent, received, texts, deliveries } = sandbox.journal.state;
	const count = <T>(values: Iterable<T>, test: (value: T) => boolean) => [...values].filter(test).length;
	const inState = (state: Delivery["state"]) => count(deliveries.values(), (delivery) => delivery.state === state);
	return {
		mails_sent: sent.size,
		mails_received: received.size,
		texts_sent: count(texts.values(), (text) => text.direction === "outbound-api"),
		texts_received: count(texts.values(), (text) => text.direction === "inbound"),
		webhooks_pending: inState("pending"),
		webhooks_delivered: inState("delivered"),
		webhooks_given_up: inState("given up"),
	};
}

function body(request: Request): unknown {
	try {
		return JSON.parse(request.body.toString("utf8"));
	} catch {
		throw refuse(400, "The body is not JSON.");
	}
}

function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw refuse(400, parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
	return parsed.data;
}

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw missing();
	return value;
}

const refuse = (status: number, message: string) => new Refusal(json({ message }, status));
const missing = () => refuse(404, "Not found.");
