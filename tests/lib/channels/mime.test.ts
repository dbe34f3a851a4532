import { describe, expect, it } from "vitest";
import { mime } from "@/lib/channels/mime";
import { outbound } from "@/lib/channels/registry";
import { env } from "@/lib/env";
import { outgoing } from "./vendor";

const raw = "From: ana@example.com\r\nSubject: hi\r\n\r\nhello";
const request = (body = raw, headers: Record<string, string> = {}) => ({
	url: "http://localhost:3999/api/webhooks/mime",
	headers: { authorization: `Bearer ${env().MIME_WEBHOOK_SECRET}`, ...headers },
	body: Buffer.from(body),
});

describe("verify", () => {
	it("takes a raw mail with the secret; the same mail to the same people is the same", async () => {
		const first = await mime.verify(request());
		expect(first).toMatchObject({ ok: true, externalId: expect.stringMatching(/^[0-9a-f]{64}$/) });
		expect(await mime.verify(request())).toEqual(first);
		expect(await mime.verify(request(`${raw}!`))).not.toEqual(first);
		expect(await mime.verify(request(raw, { "x-envelope-to": "a@example.org" }))).not.toEqual(first);
	});

	it.each(["", "Bearer ", "Bearer wrong", "Basic x", "bearer"])("401: %j", async (authorization) => {
		expect(await mime.verify(request(raw, { authorization }))).toMatchObject({ ok: false, status: 401 });
	});

	it("401 without the header, 401 with more than the secret", async () => {
		expect(await mime.verify({ ...request(), headers: {} })).toMatchObject({ status: 401 });
		expect(await mime.verify(request(raw, { authorization: `Bearer ${env().MIME_WEBHOOK_SECRET}x` }))).toMatchObject({ status: 401 });
	});

	it.each(["", "\r\n\r\nhello", '{"from":"x"}', "hello", "<xml>", "\0\0\0"])("400: %j", async (body) => {
		expect(await mime.verify(request(body))).toMatchObject({ ok: false, status: 400 });
	});

	it("takes an mbox line on top", async () => {
		expect(await mime.verify(request(`From ana@example.com Mon Jan  1 00:00:00 2024\n${raw}`))).toMatchObject({ ok: true });
	});
});

describe("parse", () => {
	it("hands the bytes on, with the envelope", async () => {
		const [event] = await mime.parse(request(raw, { "x-envelope-to": " <Support@Example.org>, b@example.org ,," }));
		expect(event).toEqual({ kind: "mail", raw: Buffer.from(raw), envelopeTo: ["support@example.org", "b@example.org"] });
		expect(await mime.parse(request())).toMatchObject([{ envelopeTo: [] }]);
	});
});

describe("an inbox without a provider", () => {
	it("sends nothing, and says so for good", async () => {
		await expect(outbound.none.send(outgoing())).rejects.toMatchObject({ code: "credentials", retryable: false });
	});
});
