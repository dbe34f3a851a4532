import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { twilioProvider as provider } from "@/lib/channels/twilio";
import { json, outgoing, vendor } from "./vendor";

const sid = `AC${"a".repeat(32)}`;
const token = "the auth token of these tests";
const api = vendor((url) => ({ TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token, TWILIO_BASE_URL: url }));

const door = "http://localhost:3999/api/webhooks/twilio";
const SM = `SM${"1".repeat(32)}`;
const sms = {
	MessageSid: SM,
	SmsSid: SM,
	AccountSid: sid,
	From: "+34600000001",
	To: "+34900000001",
	Body: "¿Dónde está? & más",
	NumMedia: "0",
	SmsStatus: "received",
	ANewOne: "x",
};
type Form = Record<string, string>;

function signed(form: Form, { url = door, key = token } = {}) {
	const headers: Record<string, string> = {
		"content-type": "application/x-www-form-urlencoded",
		"x-twilio-signature": twilio.getExpectedTwilioSignature(key, url, form),
	};
	return { url, headers, body: Buffer.from(new URLSearchParams(form).toString()) };
}

describe("verify", () => {
	it("takes what Twilio signed, under its message SID", async () => {
		expect(await provider.verify(signed(sms))).toEqual({ ok: true, externalId: SM });
	});

	it("takes each status of a message as another event", async () => {
		const url = `${door}/status?key=k1`;
		expect(await provider.verify(signed({ MessageSid: SM, SmsStatus: "sent", MessageStatus: "sent" }, { url }))).toEqual({
			ok: true,
			externalId: `${SM}:sent`,
		});
	});

	it("signs repeated keys too", async () => {
		const body = "MessageSid=SM1&From=a&To=b&X=2&X=1";
		const signature = twilio.getExpectedTwilioSignature(token, door, { MessageSid: "SM1", From: "a", To: "b", X: ["2", "1"] });
		expect(await provider.verify({ url: door, headers: { "x-twilio-signature": signature }, body: Buffer.from(body) })).toMatchObject({ ok: true });
	});

	it.each([
		["another token", signed(sms, { key: "another token" })],
		["another address", { ...signed(sms), url: `${door}/status` }],
		["another query", { ...signed(sms, { url: `${door}/status?key=k1` }), url: `${door}/status?key=k2` }],
		["a changed form", { ...signed(sms), body: Buffer.from(new URLSearchParams({ ...sms, From: "+34600000002" }).toString()) }],
		["a field added", { ...signed(sms), body: Buffer.from(new URLSearchParams({ ...sms, MediaUrl0: "https://evil.test" }).toString()) }],
		["no signature", { ...signed(sms), headers: {} }],
		["an empty signature", { ...signed(sms), headers: { "x-twilio-signature": "" } }],
		["JSON instead of a form", { ...signed(sms), body: Buffer.from(JSON.stringify(sms)) }],
		["nothing", { ...signed(sms), body: Buffer.alloc(0) }],
	])("401: %s", async (_case, request) => expect(await provider.verify(request)).toMatchObject({ ok: false, status: 401 }));

	it.each([
		["no SID", { From: "a", To: "b" }],
		["no sender", { MessageSid: SM, To: "b" }],
		["a SID that is none", { ...sms, MessageSid: "a b/c" }],
		["media that cannot be counted", { ...sms, NumMedia: "many" }],
		["a status without a SID", { MessageStatus: "sent" }],
	])("400: %s", async (_case, form: Form) => expect(await provider.verify(signed(form))).toMatchObject({ ok: false, status: 400 }));
});

describe("parse: a message", () => {
	it("is an SMS", async () => {
		expect(await provider.parse(signed(sms))).toEqual([
			{ kind: "text", channel: "sms", providerId: SM, from: "+34600000001", to: "+34900000001", body: "¿Dónde está? & más", senderName: null, media: [] },
		]);
	});

	it("is a WhatsApp message, with its writer's name", async () => {
		const form = { ...sms, From: "whatsapp:+34600000001", To: "whatsapp:+34900000001", ProfileName: "Ana", WaId: "34600000001" };
		expect(await provider.parse(signed(form))).toMatchObject([{ channel: "whatsapp", from: "+34600000001", to: "+34900000001", senderName: "Ana" }]);
	});

	it("may be a place or a pressed button", async () => {
		const place = { ...sms, Body: "", Latitude: "41.38", Longitude: "2.17", Label: "Sagrada Família" };
		expect(await provider.parse(signed(place))).toMatchObject([{ body: "Sagrada Família\n41.38, 2.17" }]);
		expect(await provider.parse(signed({ ...sms, Body: "", ButtonText: "Yes" }))).toMatchObject([{ body: "Yes" }]);
	});

	it("of another kind is left alone", async () => {
		expect(await provider.parse(signed({ ...sms, From: "messenger:1", To: "messenger:2" }))).toMatchObject([{ kind: "ignored" }]);
	});
});

describe("parse: media", () => {
	const withMedia = (urls: string[], type = "image/jpeg") =>
		signed({
			...sms,
			NumMedia: String(urls.length),
			...Object.fromEntries(
				urls.flatMap((url, index) => [
					[`MediaUrl${index}`, url],
					[`MediaContentType${index}`, type],
				]),
			),
		});
	const media = async (urls: string[], type?: string) => {
		const [event] = await provider.parse(withMedia(urls, type));
		return event?.kind === "text" ? event.media : [];
	};

	it("is fetched from the configured host with our credentials, and named by its type", async () => {
		api.on((_asked, response) => response.end("jpeg bytes"));
		expect(await media(["https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME1"])).toEqual([
			{ filename: "image-1.jpg", contentType: "image/jpeg", content: Buffer.from("jpeg bytes") },
		]);
		expect(api.asked[0]).toMatchObject({ path: "/2010-04-01/Accounts/AC/Messages/MM/Media/ME1" });
		expect(api.asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`);
	});

	it("says what is missing and why", async () => {
		api.on(({ path }, response) => void (path.endsWith("gone") ? response.writeHead(404).end() : response.end(Buffer.alloc(17 * 1024 * 1024))));
		expect(await media([`${api.url}/gone`, `${api.url}/huge`, "http://10.0.0.1/x"], "application/pdf; x=y")).toEqual([
			{ filename: "application-1.pdf", contentType: "application/pdf", skipped: "gone" },
			{ filename: "application-2.pdf", contentType: "application/pdf", skipped: "tooLarge" },
			{ filename: "application-3.pdf", contentType: "application/pdf", skipped: "refused" },
		]);
	});

	it("fails on what may pass, and is never more than ten", async () => {
		api.on((_asked, response) => void response.writeHead(500).end());
		await expect(media([`${api.url}/x`])).rejects.toThrow("network");
		api.on((_asked, response) => void response.end("x"));
		expect(await media(Array.from({ length: 14 }, (_, index) => `${api.url}/${index}`))).toHaveLength(10);
	});
});

describe("parse: a status", () => {
	const receipt = async (form: Form, query = "?key=k1") => (await provider.parse(signed({ MessageSid: SM, ...form }, { url: `${door}/status${query}` })))[0];

	it.each([
		["queued", "sending"],
		["accepted", "sending"],
		["sending", "sending"],
		["sent", "sent"],
		["delivered", "delivered"],
		["read", "read"],
	])("%s", async (MessageStatus, status) => {
		expect(await receipt({ MessageStatus })).toEqual({
			kind: "receipt",
			providerId: SM,
			idempotencyKey: "k1",
			status,
			rfcMessageId: null,
			errorCode: null,
			errorDetail: null,
		});
	});

	it.each([
		["30003", "unreachable"],
		["30005", "invalidRecipient"],
		["30007", "filtered"],
		["21610", "optedOut"],
		["63016", "outsideWindow"],
		["99999", "provider"],
		["", "provider"],
	])("undelivered, %s", async (ErrorCode, errorCode) => {
		expect(await receipt({ MessageStatus: "undelivered", ErrorCode })).toMatchObject({ status: "failed", errorCode, errorDetail: ErrorCode || "undelivered" });
	});

	it("may not name our message, and may be one we do not know", async () => {
		expect(await receipt({ MessageStatus: "sent" }, "")).toMatchObject({ idempotencyKey: null });
		expect(await receipt({ MessageStatus: "teleported" })).toMatchObject({ kind: "ignored" });
	});
});

describe("send", () => {
	const text = (changes = {}) =>
		outgoing({ channel: "sms", from: { name: "", address: "+34900000001" }, to: [{ name: "Ana", address: "+34600000001" }], subject: null, ...changes });
	const created = {
		sid: SM,
		body: "x",
		direction: "outbound-api",
		from: "+34900000001",
		to: "+34600000001",
		date_created: "Sun, 01 Nov 2026 10:00:00 +0000",
		status: "queued",
		num_segments: "1",
	};

	it("posts to the configured host, with a callback that names the sending", async () => {
		api.on((_asked, response) => json(response, 201, created));
		expect(await provider.send(text())).toEqual({ providerId: SM });
		expect(api.asked).toHaveLength(1);
		expect(api.asked[0]).toMatchObject({ method: "POST", path: `/2010-04-01/Accounts/${sid}/Messages.json` });
		expect(Object.fromEntries(new URLSearchParams(api.asked[0]?.body))).toEqual({
			From: "+34900000001",
			To: "+34600000001",
			Body: "It is on its way.",
			StatusCallback: `${door}/status?key=${text().idempotencyKey}`,
		});
	});

	it("marks WhatsApp on both sides and takes public media", async () => {
		api.on((_asked, response) => json(response, 201, created));
		const files = [{ filename: "a.png", contentType: "image/png", content: Buffer.from("x"), contentId: null }];
		await provider.send(text({ channel: "whatsapp", mediaUrls: ["https://app.test/1", "https://app.test/2"] }));
		const form = new URLSearchParams(api.asked[0]?.body);
		expect([form.get("From"), form.get("To"), form.getAll("MediaUrl")]).toEqual([
			"whatsapp:+34900000001",
			"whatsapp:+34600000001",
			["https://app.test/1", "https://app.test/2"],
		]);
		await expect(provider.send(text({ files }))).rejects.toMatchObject({ code: "provider", retryable: false });
		await expect(provider.send(text({ to: [] }))).rejects.toMatchObject({ code: "invalidRecipient", retryable: false });
	});

	describe("after an attempt whose end is not known", () => {
		const began = new Date("2026-11-01T10:00:00.700Z");
		const one = (number: number, changes = {}) => ({
			...created,
			sid: `SM${String(number).repeat(32)}`,
			body: "It is on its way.",
			num_media: "0",
			...changes,
		});
		const answering = (messages: object[]) =>
			api.on(({ method }, response) =>
				method === "GET" ? json(response, 200, { messages, page: 0, page_size: 100, next_page_uri: null }) : json(response, 201, { ...created, sid: "SMnew" }),
			);
		const again = (changes = {}) => provider.send(text({ attemptedAt: began, ...changes }));

		it("finds the message that arrived, and sends nothing", async () => {
			answering([one(4, { body: "Something else" }), one(3, { num_media: "1" }), one(2)]);
			expect(await again()).toEqual({ providerId: one(2).sid });
			expect(api.asked.map(({ method }) => method)).toEqual(["GET"]);
			expect(Object.fromEntries(api.asked[0]?.query ?? [])).toMatchObject({ To: "+34600000001", From: "+34900000001" });
			expect([...(api.asked[0]?.query.keys() ?? [])].filter((key) => key.startsWith("DateSent"))).toEqual([]);
		});

		it.each([
			["none", []],
			["one from before", [one(2, { date_created: "Sun, 01 Nov 2026 09:59:57 +0000" })]],
			["one that came in", [one(2, { direction: "inbound" })]],
			["one with other words", [one(2, { body: "It is on its way" })]],
		])("sends when there is %s", async (_case, messages) => {
			answering(messages);
			expect(await again()).toEqual({ providerId: "SMnew" });
		});

		it("leaves the messages of others alone: the same words twice are two messages", async () => {
			answering([one(3), one(2)]);
			expect(await again({ isTaken: async (id: string) => id === one(3).sid })).toEqual({ providerId: one(2).sid });
			expect(await again({ isTaken: async () => true })).toEqual({ providerId: "SMnew" });
		});

		it("knows its words in a trial account's sentence and without the blanks at the ends", async () => {
			answering([one(2, { body: "Sent from your Twilio trial account - It is on its way." })]);
			expect(await again({ text: "It is on its way. \n" })).toEqual({ providerId: one(2).sid });
		});

		it("does not send while it cannot ask", async () => {
			api.on(({ method }, response) => (method === "GET" ? json(response, 503, { message: "down" }) : json(response, 201, created)));
			await expect(again()).rejects.toMatchObject({ code: "provider", retryable: true });
			expect(api.asked.every(({ method }) => method === "GET")).toBe(true);
		});
	});

	it.each([
		[400, 21211, "invalidRecipient", false],
		[400, 21614, "invalidRecipient", false],
		[400, 21610, "optedOut", false],
		[400, 21408, "blocked", false],
		[400, 21606, "invalidSender", false],
		[400, 21617, "tooLarge", false],
		[401, 20003, "credentials", false],
		[429, 20429, "rateLimited", true],
		[500, 20500, "provider", true],
		[400, 12345, "provider", false],
	])("%i %i", async (status, code, expected, retryable) => {
		api.on((_asked, response) => json(response, status, { status, code, message: "the reason", more_info: "" }));
		await expect(provider.send(text())).rejects.toMatchObject({ name: "SendError", code: expected, retryable, detail: `${code} the reason` });
	});

	it("may be tried again after a broken connection", async () => {
		api.on((_asked, response) => void response.destroy());
		await expect(provider.send(text())).rejects.toMatchObject({ name: "SendError", code: "network", retryable: true });
	});

	it("may be tried again after an answer that is no JSON", async () => {
		api.on((_asked, response) => void response.writeHead(502).end("<html>"));
		await expect(provider.send(text())).rejects.toMatchObject({ name: "SendError", retryable: true });
	});
});
