import { expect, test } from "vitest";
import type { OutboxItem } from "@/lib/sandbox/server/outbox";
import { until } from "@/tests/support/poll";
import { control, idempotencyKey, resendClient, start } from "./support";

const mail = { from: "Acme <help@acme.test>", to: ["ana@example.com"], subject: "Hola", html: "<p>Hola</p>", text: "Hola" };

test("a mail is sent, moves on, and is found with a Message-ID of its own", async () => {
	const { sandbox } = await start();
	const resend = resendClient(sandbox.url);
	const headers = { "In-Reply-To": "<a@example.com>", References: "<z@example.com> <a@example.com>", "Message-ID": "<mine@acme.test>" };
	const sent = await resend.emails.send({
		...mail,
		headers,
		replyTo: "help+token@acme.test",
		attachments: [{ filename: "a.txt", content: Buffer.from("hello"), contentType: "text/plain" }],
	});
	const id = sent.data?.id ?? "";
	const got = await until(async () => {
		const { data } = await resend.emails.get(id);
		return data?.last_event === "delivered" && data;
	});
	expect(got).toMatchObject({
		id,
		to: ["ana@example.com"],
		reply_to: ["help+token@acme.test"],
		html: "<p>Hola</p>",
		message_id: expect.stringMatching(/^<0102.+@eu-west-1\.amazonses\.com>$/),
	});
	const [item] = await control<OutboxItem[]>(sandbox.url, "GET", "outbox?address=ANA@example.com");
	expect(item).toMatchObject({
		direction: "received",
		in_reply_to: "<a@example.com>",
		references: ["<z@example.com>", "<a@example.com>"],
		message_id: got.message_id,
		files: [{ index: 0, filename: "a.txt", content_type: "text/plain", content_id: null, size: 5 }],
	});
	expect(Object.keys(item?.headers ?? {})).not.toContain("Message-ID");
});

test("the same key sends once; with another body it is refused", async () => {
	const { sandbox } = await start();
	const resend = resendClient(sandbox.url);
	const key = { idempotencyKey: idempotencyKey() };
	const first = await resend.emails.send(mail, key);
	const again = await resend.emails.send(mail, key);
	expect(again.data?.id).toBe(first.data?.id);
	const other = await resend.emails.send({ ...mail, subject: "Adiós" }, key);
	expect(other.error).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });
	expect(await control(sandbox.url, "GET", "state")).toMatchObject({ mails_sent: 1 });
});

test("a batch is sent whole, once", async () => {
	const { sandbox } = await start();
	const resend = resendClient(sandbox.url);
	const key = { idempotencyKey: idempotencyKey() };
	const first = await resend.batch.send([mail, { ...mail, to: "berta@example.com" }], key);
	expect(first.data?.data).toHaveLength(2);
	expect((await resend.batch.send([mail, { ...mail, to: "berta@example.com" }], key)).data).toEqual(first.data);
	expect((await resend.batch.send([mail, { ...mail, to: "not an address" }])).error).toMatchObject({ statusCode: 422 });
	expect(await control(sandbox.url, "GET", "state")).toMatchObject({ mails_sent: 2 });
});

test.each([
	["no recipient", { to: undefined }, "missing_required_field", "Missing `to` field."],
	["no body", { html: undefined, text: undefined }, "missing_required_field", "Missing `html` or `text` field."],
	["a bad sender", { from: "Acme" }, "validation_error", "Invalid `from` field."],
	["51 recipients", { to: Array.from({ length: 51 }, (_, index) => `a${index}@example.com`) }, "validation_error", "Invalid `to` field."],
	["a bad tag", { tags: [{ name: "ñ", value: "1" }] }, "validation_error", "Invalid `tags` field."],
])("%s is refused with 422", async (_, change, name, message) => {
	const { sandbox } = await start();
	const { error } = await resendClient(sandbox.url).emails.send({ ...mail, ...change } as never);
	expect(error).toMatchObject({ statusCode: 422, name, message: expect.stringContaining(message) });
	expect(await control(sandbox.url, "GET", "state")).toMatchObject({ mails_sent: 0 });
});

test("a wrong key, an over-long idempotency key and an unknown id are refused", async () => {
	const { sandbox } = await start();
	expect((await resendClient(sandbox.url, "re_other").emails.send(mail)).error).toMatchObject({ statusCode: 401, message: "API key is invalid" });
	expect((await fetch(`${sandbox.url}/emails`, { method: "POST" })).status).toBe(401);
	expect((await resendClient(sandbox.url).emails.send(mail, { idempotencyKey: "k".repeat(257) })).error).toMatchObject({
		statusCode: 400,
		name: "invalid_idempotency_key",
	});
	expect((await resendClient(sandbox.url).emails.get("00000000-0000-4000-8000-000000000000")).error).toMatchObject({ statusCode: 404, name: "not_found" });
});

test("past the rate, 429 with how long to wait", async () => {
	const { sandbox } = await start({ resendPerSecond: 2 });
	const answers = await Promise.all(Array.from({ length: 6 }, () => resendClient(sandbox.url).emails.send(mail)));
	const refused = answers.filter((answer) => answer.error);
	expect(refused.length).toBeGreaterThanOrEqual(2);
	expect(refused[0]).toMatchObject({ error: { statusCode: 429, name: "rate_limit_exceeded" }, headers: { "retry-after": "1" } });
});

test("a received mail is fetched with its raw source and attachments, by links that expire", async () => {
	const { sandbox } = await start();
	const image = { filename: "logo ñ.png", contentType: "image/png", base64: Buffer.from("png!").toString("base64"), contentId: "logo" };
	const given = {
		from: "ana@example.com",
		fromName: "Ana Ñíguez",
		to: "help@acme.test",
		cc: "eva@example.com",
		subject: "Duda",
		text: "¿Hola?",
		html: '<p>¿Hola?</p><img src="cid:logo">',
	};
	const played = await control<{ id: string }>(sandbox.url, "POST", "mail", {
		...given,
		inReplyTo: "m1@acme.test",
		references: ["m0@acme.test", "<m1@acme.test>"],
		attachments: [image],
	});
	const resend = resendClient(sandbox.url);
	const { data } = await resend.emails.receiving.get(played.id, { html_format: "cid" });
	expect(data).toMatchObject({
		from: "Ana Ñíguez <ana@example.com>",
		to: ["help@acme.test"],
		cc: ["eva@example.com"],
		received_for: ["help@acme.test"],
		subject: "Duda",
	});
	expect(data?.html).toContain("cid:logo");
	expect((await resend.emails.receiving.get(played.id)).data?.html).toContain("data:image/png;base64,");
	const raw = await (await fetch(data?.raw?.download_url ?? "")).text();
	expect(raw).toMatch(/^In-Reply-To: <m1@acme.test>\r$/m);
	expect(raw).toMatch(/^References: <m0@acme.test> <m1@acme.test>\r$/m);
	const list = await resend.emails.receiving.attachments.list({ emailId: played.id });
	const file = list.data?.data[0];
	expect(file).toMatchObject({ filename: "logo ñ.png", content_type: "image/png", content_id: "logo", size: 4 });
	const one = await resend.emails.receiving.attachments.get({ emailId: played.id, id: file?.id ?? "" });
	expect(await (await fetch(one.data?.download_url ?? "")).text()).toBe("png!");
	expect((await fetch((one.data?.download_url ?? "").replace("/attachment/", "/raw/"))).status).toBe(403);
});

test("an old link is refused", async () => {
	const { sandbox } = await start({ linkLifetime: -1 });
	const played = await control<{ id: string }>(sandbox.url, "POST", "mail", { from: "ana@example.com", to: "help@acme.test", text: "Hola" });
	const { data } = await resendClient(sandbox.url).emails.receiving.get(played.id);
	expect((await fetch(data?.raw?.download_url ?? "")).status).toBe(403);
});

test("a raw mail that no parser can read is received all the same", async () => {
	const { sandbox } = await start();
	const raw = Buffer.from(`From: ana@example.com\r\n${"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(400)}`);
	const played = await control<{ id: string }>(sandbox.url, "POST", "mail", { raw: raw.toString("base64"), envelopeTo: ["help@acme.test"] });
	const { data } = await resendClient(sandbox.url).emails.receiving.get(played.id);
	expect(data?.received_for).toEqual(["help@acme.test"]);
	expect(Buffer.from(await (await fetch(data?.raw?.download_url ?? "")).arrayBuffer()).equals(raw)).toBe(true);
});
