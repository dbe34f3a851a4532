import { expect, test } from "vitest";
import type { OutboxItem } from "@/lib/sandbox/server/outbox";
import { until } from "@/tests/support/poll";
import { control, secrets, start, twilioClient } from "./support";

const text = { from: "+34911000001", to: "+34600111222", body: "Hola 👋" };

test("a text is queued, moves on, and is listed", async () => {
	const { sandbox } = await start();
	const client = twilioClient(sandbox.url);
	const began = new Date();
	const sent = await client.messages.create(text);
	expect(sent).toMatchObject({
		status: "queued",
		direction: "outbound-api",
		numSegments: "1",
		errorCode: null,
		sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
	});
	const done = await until(async () => {
		const now = await client.messages(sent.sid).fetch();
		return now.status === "delivered" && now;
	});
	expect(done.dateSent).toBeInstanceOf(Date);
	await client.messages.create({ ...text, to: "+34600111333" });
	expect(await client.messages.list({ to: text.to })).toHaveLength(1);
	expect(await client.messages.list({ from: text.from })).toHaveLength(2);
	expect(await client.messages.list({ to: text.to, dateSentAfter: began })).toHaveLength(1);
	expect(await client.messages.list({ to: text.to, dateSentAfter: new Date(Date.now() + 60_000) })).toHaveLength(0);
	expect(await client.messages.list({ to: text.to, dateSentBefore: new Date(began.getTime() - 60_000) })).toHaveLength(0);
});

test("a long list comes in pages, newest first", async () => {
	const { sandbox } = await start();
	const client = twilioClient(sandbox.url);
	for (const index of [1, 2, 3, 4, 5]) await client.messages.create({ ...text, body: `number ${index}` });
	const all = await client.messages.list({ pageSize: 2 });
	expect(all.map((message) => message.body)).toEqual([5, 4, 3, 2, 1].map((index) => `number ${index}`));
});

test.each([
	["+15005550001", 21211, 400],
	["+15005550002", 21612, 400],
	["+15005550003", 21408, 403],
	["+15005550004", 21610, 400],
	["+15005550009", 21614, 400],
	["12", 21211, 400],
	["+34600999999", 21610, 400],
	["whatsapp:+34600111222", 21910, 400],
])("a text to %s is refused with %i", async (to, code, status) => {
	const { sandbox } = await start({ refusals: { "+34600999999": 21610 } });
	const refused = await twilioClient(sandbox.url)
		.messages.create({ ...text, to })
		.catch((error: unknown) => error);
	expect(refused).toMatchObject({ code, status, moreInfo: `https://www.twilio.com/docs/errors/${code}` });
	expect(await control(sandbox.url, "GET", "state")).toMatchObject({ texts_sent: 0 });
});

test("wrong credentials and unknown messages are refused", async () => {
	const { sandbox } = await start();
	await expect(twilioClient(sandbox.url, "wrong").messages.create(text)).rejects.toMatchObject({ code: 20003, status: 401 });
	await expect(
		twilioClient(sandbox.url)
			.messages(`SM${"0".repeat(32)}`)
			.fetch(),
	).rejects.toMatchObject({ code: 20404, status: 404 });
});

test("who wrote STOP cannot be written to until START", async () => {
	const { sandbox } = await start();
	const client = twilioClient(sandbox.url);
	const say = (body: string) => control(sandbox.url, "POST", "text", { from: text.to, to: text.from, body });
	await say(" Stop ");
	await expect(client.messages.create(text)).rejects.toMatchObject({ code: 21610 });
	await client.messages.create({ ...text, from: "+34911000002" });
	await say("START");
	expect((await client.messages.create(text)).status).toBe("queued");
});

test.each([
	["+34600110006", "undelivered", 30006],
	["+34600030003", "undelivered", 30003],
])("a number that ends like %s is %s with %i", async (to, status, code) => {
	const { sandbox } = await start();
	const client = twilioClient(sandbox.url);
	const { sid } = await client.messages.create({ ...text, to });
	const failed = await until(async () => {
		const now = await client.messages(sid).fetch();
		return now.status === status && now;
	});
	expect(failed.errorCode).toBe(code);
});

test("WhatsApp keeps its prefix and reaches the same customer", async () => {
	const { sandbox } = await start();
	const sent = await twilioClient(sandbox.url).messages.create({ from: `whatsapp:${text.from}`, to: `whatsapp:${text.to}`, body: "Hola" });
	expect(sent.to).toBe(`whatsapp:${text.to}`);
	expect(await control<OutboxItem[]>(sandbox.url, "GET", `outbox?address=${encodeURIComponent(text.to)}`)).toMatchObject([
		{ channel: "whatsapp", from: text.from, text: "Hola" },
	]);
});

test("media is fetched from the application, and its loss fails the message", async () => {
	const { sandbox, receiver } = await start();
	receiver.files["/photo.png"] = { type: "image/png", body: "png!" };
	const client = twilioClient(sandbox.url);
	const good = await client.messages.create({ ...text, body: "", mediaUrl: [`${receiver.url}/photo.png`, `${receiver.url}/photo.png`] });
	expect(good).toMatchObject({ numMedia: "2", sid: expect.stringMatching(/^MM/) });
	const bad = await client.messages.create({ ...text, mediaUrl: [`${receiver.url}/lost.png`] });
	await until(async () => (await client.messages(good.sid).fetch()).status === "delivered");
	await until(async () => (await client.messages(bad.sid).fetch()).errorCode === 11200);
	expect((await client.messages(good.sid).media.list()).map((item) => item.contentType)).toEqual(["image/png", "image/png"]);
	const [item] = await control<OutboxItem[]>(sandbox.url, "GET", `outbox?address=${encodeURIComponent(text.to)}`);
	const file = await fetch(`${sandbox.url}/_sandbox/item/${item?.id}/files/1`, { headers: { authorization: `Bearer ${secrets.twilioToken}` } });
	expect([file.headers.get("content-type"), await file.text()]).toEqual(["image/png", "png!"]);
});

test("what a customer sends as media is downloaded with the account's credentials only", async () => {
	const { sandbox, receiver } = await start();
	const media = [{ filename: "a.jpg", contentType: "image/jpeg", base64: Buffer.from("jpeg").toString("base64") }];
	await control(sandbox.url, "POST", "text", { from: text.to, to: text.from, body: "Mira", media });
	const hook = await until(() => receiver.hooks[0]);
	const url = new URLSearchParams(hook.body).get("MediaUrl0") ?? "";
	expect((await fetch(url)).status).toBe(401);
	const authorization = `Basic ${Buffer.from(`${secrets.twilioSid}:${secrets.twilioToken}`).toString("base64")}`;
	const direct = await fetch(url, { headers: { authorization }, redirect: "manual" });
	expect(direct.status).toBe(307);
	expect(await (await fetch(url, { headers: { authorization } })).text()).toBe("jpeg");
});
