import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openJournal } from "@/lib/sandbox/server/journal";
import type { OutboxItem } from "@/lib/sandbox/server/outbox";
import { until } from "@/tests/support/poll";
import { control, deadAddress, resendClient, start, temporaryDirectory, twilioClient } from "./support";

const mail = { from: "Acme <help@acme.test>", to: ["ana@example.com"], subject: "Hola", text: "Hola" };

test("a restart forgets nothing: mails, keys, texts, and who wrote STOP", async () => {
	const directory = temporaryDirectory();
	const first = await start({ directory });
	const sent = await resendClient(first.sandbox.url).emails.send(mail, { idempotencyKey: "k" });
	await control(first.sandbox.url, "POST", "mail", { from: "ana@example.com", to: "help@acme.test", text: "Hola" });
	await control(first.sandbox.url, "POST", "text", { from: "+34600111222", to: "+34911000001", body: "STOP" });
	await until(async () => (await control(first.sandbox.url, "GET", "state")).webhooks_delivered === 4);
	const before = await control<OutboxItem[]>(first.sandbox.url, "GET", "outbox?address=ana@example.com");
	await first.sandbox.close();

	const { sandbox, receiver } = await start({ directory });
	expect(await control(sandbox.url, "GET", "outbox?address=ana@example.com")).toEqual(before);
	expect((await resendClient(sandbox.url).emails.send(mail, { idempotencyKey: "k" })).data?.id).toBe(sent.data?.id);
	await expect(twilioClient(sandbox.url).messages.create({ from: "+34911000001", to: "+34600111222", body: "Hola" })).rejects.toMatchObject({ code: 21610 });
	expect(receiver.hooks).toEqual([]);
});

test("what was on its way goes on after a restart", async () => {
	const directory = temporaryDirectory();
	const first = await start({ directory, appUrl: await deadAddress(), delays: { sent: 60_000, delivered: 60_000, retry: [60_000] } });
	await resendClient(first.sandbox.url).emails.send(mail);
	await twilioClient(first.sandbox.url).messages.create({ from: "+34911000001", to: "+34600111222", body: "Hola" });
	await first.sandbox.close();
	const { sandbox, receiver } = await start({ directory });
	await until(() => receiver.hooks.length === 2);
	await until(async () => (await twilioClient(sandbox.url).messages.list())[0]?.status === "delivered");
});

test("a webhook that was not taken is posted after a restart", async () => {
	const directory = temporaryDirectory();
	const first = await start({ directory, delays: { retry: [60_000] } });
	first.receiver.answer = () => 500;
	await control(first.sandbox.url, "POST", "mail", { from: "ana@example.com", to: "help@acme.test", text: "Hola" });
	await until(async () => (await control<{ attempts: unknown[] }[]>(first.sandbox.url, "GET", "log"))[0]?.attempts.length === 1);
	await first.sandbox.close();
	// The address is the journal's: only the answer changes.
	first.receiver.answer = () => 200;
	await start({ directory });
	await until(() => first.receiver.hooks.length === 1);
});

test("a torn last line is dropped, and the next entry begins a line of its own", async () => {
	const directory = temporaryDirectory();
	const first = await start({ directory });
	await resendClient(first.sandbox.url).emails.send(mail);
	await until(async () => (await control(first.sandbox.url, "GET", "state")).webhooks_delivered === 2);
	await first.sandbox.close();
	const path = join(directory, "journal.jsonl");
	const whole = readFileSync(path);
	appendFileSync(path, '{"type":"mails.sent","mails":[{"id":"half');
	const second = openJournal(directory);
	expect(second.state.sent.size).toBe(1);
	second.record({ type: "mails.sent", mails: [], key: { key: "after", hash: "h", ids: [], at: new Date().toISOString() } });
	second.close();
	expect(readFileSync(path, "utf8").startsWith(whole.toString())).toBe(true);
	const third = openJournal(directory);
	expect(third.state.keys.has("after")).toBe(true);
	third.close();
});

test("a broken line in the middle is not taken for a torn one", () => {
	const directory = temporaryDirectory();
	writeFileSync(join(directory, "journal.jsonl"), '{"type":\n{"type":"mails.sent","mails":[],"key":null}\n');
	expect(() => openJournal(directory)).toThrow(SyntaxError);
});
