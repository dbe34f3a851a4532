import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { Webhook } from "svix";
import twilio from "twilio";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db";
import { webhooks } from "@/db/schema";
import { env } from "@/lib/env";
import { acceptWebhook } from "@/lib/webhooks/accept";
import { processWebhook } from "@/lib/webhooks/process";
import { storeWebhook } from "@/lib/webhooks/store";
import { setupDatabase } from "../../support/database";

setupDatabase();
process.env.SANDBOX_URL = "http://127.0.0.1:9";
beforeEach(() => db().execute(sql`TRUNCATE webhooks`));

const post = (provider: string, body: BodyInit, headers: Record<string, string> = {}, path = `/api/webhooks/${provider}`) =>
	acceptWebhook(provider, path, new Request(`http://internal.example${path}`, Object.assign({ method: "POST", body, headers }, { duplex: "half" })));
const stored = () => db().select().from(webhooks);
const queued = async () => (await db().execute(sql`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'webhook.process'`)).length;

const received = JSON.stringify({
	type: "email.received",
	created_at: "2026-11-02T10:00:00Z",
	data: { email_id: randomUUID(), from: "a@b.example", to: [], message_id: "<x>", subject: "" },
});
function signed(body: string, { at = new Date(), id = `msg_${randomUUID()}`, secret = env().RESEND_WEBHOOK_SECRET ?? "" } = {}) {
	return { "svix-id": id, "svix-timestamp": String(Math.floor(at.getTime() / 1000)), "svix-signature": new Webhook(secret).sign(id, at, body) };
}

describe("Resend's door", () => {
	test("keeps a signed request byte for byte and queues it once, however often it comes", async () => {
		const headers = signed(received);
		const before = await queued();
		const answers = await Promise.all(Array.from({ length: 8 }, () => post("resend", received, headers)));
		expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
		expect(await stored()).toMatchObject([{ provider: "resend", externalId: headers["svix-id"], payload: Buffer.from(received), state: "received" }]);
		expect((await queued()) - before).toBe(1);
	});

	const hour = 3_600_000;
	const refusals: [string, () => Promise<Response>, number][] = [
		["without a signature", () => post("resend", received), 401],
		["with another's secret", () => post("resend", received, signed(received, { secret: `whsec_${Buffer.alloc(24, 1).toString("base64")}` })), 401],
		["changed after signing", () => post("resend", received.replace("a@b", "z@b"), signed(received)), 401],
		["signed an hour ago", () => post("resend", received, signed(received, { at: new Date(Date.now() - hour) })), 401],
		["signed an hour ahead", () => post("resend", received, signed(received, { at: new Date(Date.now() + hour) })), 401],
		["signed, but no JSON", () => post("resend", "{nonsense", signed("{nonsense")), 400],
		["signed, but a list", () => post("resend", "[1]", signed("[1]")), 400],
		["over the limit", () => post("resend", "x".repeat(1_000_001)), 413],
		["over the limit, lying about its length", () => post("resend", stream(1_500_000), { "content-length": "10" }), 413],
		["for a provider that does not exist", () => post("nobody", received), 404],
	];
	for (const [what, send, status] of refusals) {
		test(`answers ${status} to a request ${what}, and keeps nothing`, async () => {
			expect((await send()).status).toBe(status);
			expect(await stored()).toEqual([]);
		});
	}
});

function stream(bytes: number): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start(controller) {
			for (let sent = 0; sent < bytes; sent += 100_000) controller.enqueue(new Uint8Array(100_000));
			controller.close();
		},
	});
}

describe("Twilio's door", () => {
	const form = { MessageSid: "SM1", AccountSid: "AC1", From: "+34600000001", To: "+34911000417", Body: "Hola", NumMedia: "0", SmsStatus: "received" };
	const sign = (path: string, params: Record<string, string>, base = env().APP_URL) =>
		twilio.getExpectedTwilioSignature(env().TWILIO_AUTH_TOKEN ?? "", `${base}${path}`, params);
	const headers = (signature: string) => ({ "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature });

	test("checks the signature over our public address, with its query, and answers empty TwiML", async () => {
		const path = "/api/webhooks/twilio/status?key=a%2Fb";
		const answer = await post("twilio", new URLSearchParams(form), headers(sign(path, form)), path);
		expect(answer.status).toBe(200);
		expect(answer.headers.get("content-type")).toBe("text/xml");
		expect(await answer.text()).toContain("<Response/>");
		expect(await stored()).toHaveLength(1);
	});

	test("refuses another host's signature, another body's, and none", async () => {
		const path = "/api/webhooks/twilio";
		for (const signature of [sign(path, form, "https://evil.example"), sign(path, { ...form, Body: "x" }), ""]) {
			expect((await post("twilio", new URLSearchParams(form), headers(signature), path)).status).toBe(401);
		}
		expect(await stored()).toEqual([]);
	});

	test("a second delivery of one message, and each status of it, are told apart", async () => {
		const send = (params: Record<string, string>) => post("twilio", new URLSearchParams(params), headers(sign("/api/webhooks/twilio", params)));
		for (const params of [form, form, { ...form, MessageStatus: "sent" }, { ...form, MessageStatus: "delivered" }])
			expect((await send(params)).status).toBe(200);
		expect(await stored()).toHaveLength(3);
	});
});

describe("the MIME door", () => {
	test("takes a raw mail with the secret, and only then", async () => {
		const raw = "Subject: x\r\n\r\ny";
		expect((await post("mime", raw)).status).toBe(401);
		expect((await post("mime", raw, { authorization: "Bearer wrong" })).status).toBe(401);
		expect((await post("mime", raw, { authorization: `Bearer ${env().MIME_WEBHOOK_SECRET}` })).status).toBe(200);
		expect(await stored()).toMatchObject([{ payload: Buffer.from(raw) }]);
	});
});

describe("processing", () => {
	const one = async () => (await stored())[0];

	test("keeps the reason of a failure, and gives up for good only at the last attempt", async () => {
		// Nothing listens where the mail would be fetched.
		await storeWebhook("resend", "evt_1", { url: "http://localhost:3999/api/webhooks/resend", headers: {}, body: Buffer.from(received) });
		const { id } = (await one()) ?? { id: 0 };
		await expect(processWebhook(id, false)).rejects.toThrow();
		expect(await one()).toMatchObject({ state: "received", attempts: 1 });
		await expect(processWebhook(id, true)).rejects.toThrow();
		expect(await one()).toMatchObject({ state: "failed", attempts: 2, lastError: expect.stringMatching(/\S/) });
	});

	test("of what means nothing to us is done at once, and doing it again changes nothing", async () => {
		await storeWebhook("resend", "evt_2", {
			url: "http://localhost:3999/api/webhooks/resend",
			headers: {},
			body: Buffer.from(JSON.stringify({ type: "contact.created", data: {} })),
		});
		const { id } = (await one()) ?? { id: 0 };
		await processWebhook(id, false);
		const done = await one();
		expect(done).toMatchObject({ state: "processed", lastError: null });
		await processWebhook(id, false);
		expect(await one()).toEqual(done);
	});

	test("a receipt for a message that is not ours is let go after a while, and waited for until then", async () => {
		const body = Buffer.from(new URLSearchParams({ MessageSid: "SM404", MessageStatus: "delivered", From: "+1", To: "+2", AccountSid: "AC1" }).toString());
		await storeWebhook("twilio", "SM404:delivered", { url: "http://localhost:3999/api/webhooks/twilio/status", headers: {}, body });
		const { id } = (await one()) ?? { id: 0 };
		await expect(processWebhook(id, false)).rejects.toThrow(/no message/);
		await db().update(webhooks).set({ createdAt: sql`now() - interval '10 minutes'` }).where(eq(webhooks.id, id));
		await processWebhook(id, false);
		expect(await one()).toMatchObject({ state: "processed" });
	});
});
