import twilio from "twilio";
import { expect, test } from "vitest";
import type { Delivery } from "@/lib/sandbox/server/state";
import { until } from "@/tests/support/poll";
import { control, deadAddress, type Hook, resendClient, secrets, start, twilioClient } from "./support";

const mail = { from: "Acme <help@acme.test>", to: ["ana@example.com"], subject: "Hola", text: "Hola" };
const text = { from: "+34911000001", to: "+34600111222", body: "Hola" };

function verified(hook: Hook): { type: string; data: Record<string, unknown> } {
	const headers = { id: hook.headers["svix-id"] ?? "", timestamp: hook.headers["svix-timestamp"] ?? "", signature: hook.headers["svix-signature"] ?? "" };
	return resendClient("http://127.0.0.1").webhooks.verify({ payload: hook.body, headers, webhookSecret: secrets.resendWebhookSecret }) as never;
}

const parameters = (hook: Hook) => Object.fromEntries(new URLSearchParams(hook.body));
const signed = (hook: Hook) => twilio.validateRequest(secrets.twilioToken, hook.headers["x-twilio-signature"] ?? "", hook.url, parameters(hook));

test("a sent mail is reported as sent, then delivered, with its Message-ID", async () => {
	const { sandbox, receiver } = await start();
	const { data } = await resendClient(sandbox.url).emails.send({ ...mail, tags: [{ name: "message", value: "7" }] });
	await until(() => receiver.hooks.length === 2);
	const events = receiver.hooks.map(verified);
	// Posted at once here: like the real ones, they may overtake each other.
	expect(events.map((event) => event.type).sort()).toEqual(["email.delivered", "email.sent"]);
	expect(events[0]?.data).toMatchObject({ email_id: data?.id, message_id: expect.stringContaining("@eu-west-1.amazonses.com>"), tags: { message: "7" } });
	expect(receiver.hooks[0]?.path).toBe("/api/webhooks/resend");
	expect(() => verified({ ...(receiver.hooks[0] as Hook), body: receiver.hooks[0]?.body.replace("Hola", "Adiós") ?? "" })).toThrow();
});

test.each([
	["my.bounce.box@example.com", ["email.sent", "email.bounced"]],
	["complain@example.com", ["email.sent", "email.delivered", "email.complained"]],
	["suppressed@example.com", ["email.suppressed"]],
])("a mail to %s ends in %j", async (to, expected) => {
	const { sandbox, receiver } = await start();
	await resendClient(sandbox.url).emails.send({ ...mail, to });
	await until(() => receiver.hooks.length === expected.length);
	expect(receiver.hooks.map((hook) => verified(hook).type).sort()).toEqual(expected.sort());
});

test("a customer's mail is announced without its body", async () => {
	const { sandbox, receiver } = await start();
	const played = await control<{ id: string; message_id: string }>(sandbox.url, "POST", "mail", {
		from: "ana@example.com",
		fromName: "Ana",
		to: "help@acme.test",
		subject: "Duda",
		text: "secreto",
	});
	const hook = await until(() => receiver.hooks[0]);
	expect(verified(hook)).toMatchObject({
		type: "email.received",
		data: { email_id: played.id, message_id: played.message_id, from: "Ana <ana@example.com>", received_for: ["help@acme.test"] },
	});
	expect(hook.body).not.toContain("secreto");
});

test("a customer's text is posted as Twilio does", async () => {
	const { sandbox, receiver } = await start();
	await control(sandbox.url, "POST", "text", { from: text.to, fromName: "Ana", to: text.from, body: "¿Hola? ñ & 'x'", channel: "whatsapp" });
	const hook = await until(() => receiver.hooks[0]);
	expect(signed(hook)).toBe(true);
	expect(signed({ ...hook, url: `${hook.url}?a=1` })).toBe(false);
	expect(hook.path).toBe("/api/webhooks/twilio");
	expect(parameters(hook)).toMatchObject({
		From: `whatsapp:${text.to}`,
		To: `whatsapp:${text.from}`,
		Body: "¿Hola? ñ & 'x'",
		NumMedia: "0",
		SmsStatus: "received",
		ProfileName: "Ana",
		WaId: text.to.slice(1),
	});
});

test("status callbacks keep their query, are signed, and carry the error", async () => {
	const { sandbox, receiver } = await start();
	const client = twilioClient(sandbox.url);
	const statusCallback = `${receiver.url}/api/webhooks/twilio/status?message=7`;
	await client.messages.create({ ...text, statusCallback });
	await until(() => receiver.hooks.length === 3);
	expect(receiver.hooks.map((hook) => parameters(hook).MessageStatus).sort()).toEqual(["delivered", "queued", "sent"]);
	expect(receiver.hooks.map((hook) => [hook.path, signed(hook)])).toEqual(Array(3).fill(["/api/webhooks/twilio/status?message=7", true]));
	receiver.hooks.length = 0;
	await client.messages.create({ ...text, to: "+34600130006", statusCallback });
	await until(() => receiver.hooks.length === 3);
	expect(receiver.hooks.map(parameters)).toContainEqual(expect.objectContaining({ MessageStatus: "undelivered", ErrorCode: "30006" }));
});

test("a webhook that is not taken is posted again under the same id, and every attempt is logged", async () => {
	const { sandbox, receiver } = await start();
	const answers = [500, 302, 401];
	const seen: string[] = [];
	receiver.answer = (hook) => {
		seen.push(hook.headers["svix-id"] ?? "");
		return answers.shift() ?? 200;
	};
	await control(sandbox.url, "POST", "mail", { from: "ana@example.com", to: "help@acme.test", text: "Hola" });
	const log = await until(async () => {
		const deliveries = await control<Delivery[]>(sandbox.url, "GET", "log");
		return deliveries[0]?.state === "delivered" && deliveries;
	});
	expect(log[0]?.attempts.map((attempt) => attempt.status)).toEqual([500, 302, 401, 200]);
	expect(new Set(seen).size).toBe(1);
	expect(verified(receiver.hooks[0] as Hook).type).toBe("email.received");
});

test("an application that is down is waited for", async () => {
	const { sandbox } = await start({ appUrl: await deadAddress() });
	await control(sandbox.url, "POST", "text", { from: text.to, to: text.from, body: "Hola" });
	const [delivery] = await until(async () => {
		const deliveries = await control<Delivery[]>(sandbox.url, "GET", "log");
		return (deliveries[0]?.attempts.length ?? 0) > 1 && deliveries;
	});
	expect(delivery?.state).toBe("pending");
	expect(delivery?.attempts[1]).toMatchObject({ status: null, error: "ECONNREFUSED" });
});
