import { expect, test } from "vitest";
import type { OutboxItem } from "@/lib/sandbox/server/outbox";
import { until } from "@/tests/support/poll";
import { control, idempotencyKey, resendClient, start, twilioClient } from "./support";

const mail = { from: "Acme <help@acme.test>", to: ["Ana <ana@example.com>"], subject: "Hola", text: "Hola" };
const text = { from: "+34911000001", to: "+34600111222", body: "Hola" };

test("nobody gets in without the token", async () => {
	const { sandbox } = await start();
	for (const authorization of ["", "Bearer wrong"]) expect((await fetch(`${sandbox.url}/_sandbox/state`, { headers: { authorization } })).status).toBe(401);
});

test("what does not fit is refused with the reason", async () => {
	const { sandbox } = await start();
	await expect(control(sandbox.url, "POST", "mail", { from: "ana", to: "help@acme.test" })).rejects.toThrow(/^400 .*from/);
	await expect(control(sandbox.url, "POST", "text", { ...text, to: "911" })).rejects.toThrow(/^400 .*to/);
	await expect(control(sandbox.url, "POST", "fault", { next: 1, status: 418 })).rejects.toThrow("400");
	expect(await control(sandbox.url, "GET", "state")).toMatchObject({ mails_received: 0, texts_received: 0 });
});

test("a customer's outbox holds both sides in order, and nobody else's", async () => {
	const { sandbox } = await start();
	await control(sandbox.url, "POST", "mail", { from: "ana@example.com", fromName: "Ana", to: "help@acme.test", subject: "Duda", text: "¿?" });
	await resendClient(sandbox.url).emails.send({ ...mail, bcc: "eva@example.com" });
	await resendClient(sandbox.url).emails.send({ ...mail, to: "other@example.com" });
	const items = await control<OutboxItem[]>(sandbox.url, "GET", "outbox?address=ana@example.com");
	expect(items.map((item) => [item.direction, item.subject])).toEqual([
		["sent", "Duda"],
		["received", "Hola"],
	]);
	expect(await control(sandbox.url, "GET", `item/${items[0]?.id}`)).toEqual(items[0]);
	expect(await control(sandbox.url, "GET", "outbox?address=eva@example.com")).toHaveLength(1);
	const people = await control<{ address: string; name: string | null }[]>(sandbox.url, "GET", "personas");
	expect(people.find((person) => person.address === "ana@example.com")?.name).toBe("Ana");
});

test("everything can be forgotten", async () => {
	const { sandbox } = await start();
	await resendClient(sandbox.url).emails.send(mail);
	await control(sandbox.url, "DELETE", "all");
	expect(await control(sandbox.url, "GET", "state")).toMatchObject({ mails_sent: 0, webhooks_pending: 0, webhooks_delivered: 0 });
});

test("ordered failures: so many, in each provider's words, then none", async () => {
	const { sandbox } = await start();
	await control(sandbox.url, "POST", "fault", { next: 2, status: 500 });
	expect((await resendClient(sandbox.url).emails.send(mail)).error).toMatchObject({ statusCode: 500, name: "internal_server_error" });
	await expect(twilioClient(sandbox.url).messages.create(text)).rejects.toMatchObject({ status: 500 });
	expect((await resendClient(sandbox.url).emails.send(mail)).error).toBeNull();
	await control(sandbox.url, "POST", "fault", { next: 1, status: 429, provider: "twilio" });
	expect((await resendClient(sandbox.url).emails.send(mail)).error).toBeNull();
	await expect(twilioClient(sandbox.url).messages.create(text)).rejects.toMatchObject({ status: 429, code: 20429 });
	expect(await control(sandbox.url, "GET", "state")).toMatchObject({ mails_sent: 2, texts_sent: 0 });
});

test("an answer lost after accepting: the mail's key finds it, the text's list finds it", async () => {
	const { sandbox } = await start();
	const resend = resendClient(sandbox.url);
	const key = { idempotencyKey: idempotencyKey() };
	await control(sandbox.url, "POST", "fault", { next: 2, status: "drop-after-accept", method: "POST" });
	expect((await resend.emails.send(mail, key)).error).toMatchObject({ name: "application_error", statusCode: null });
	await expect(twilioClient(sandbox.url).messages.create(text)).rejects.toThrow();
	expect((await resend.emails.send(mail, key)).data?.id).toEqual(expect.any(String));
	expect(await twilioClient(sandbox.url).messages.list({ to: text.to })).toHaveLength(1);
	expect(await control(sandbox.url, "GET", "state")).toMatchObject({ mails_sent: 1, texts_sent: 1 });
});

test("a request that is never answered is not accepted, and does not keep the stand-in from closing", async () => {
	const { sandbox, errors } = await start();
	await control(sandbox.url, "POST", "fault", { next: 1, status: "timeout", method: "POST" });
	const sending = resendClient(sandbox.url).emails.send(mail);
	await until(async () => (await resendClient(sandbox.url).emails.get("none")).error?.statusCode === 404);
	expect(await control(sandbox.url, "GET", "state")).toMatchObject({ mails_sent: 0 });
	await sandbox.close();
	expect((await sending).error?.statusCode).toBeNull();
	expect(errors).toEqual([]);
});
