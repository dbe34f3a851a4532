import { Webhook } from "svix";
import { describe, expect, it } from "vitest";
import { resend } from "@/lib/channels/resend";
import { json, outgoing, vendor } from "./vendor";

const secret = `whsec_${Buffer.from("a webhook secret for these tests").toString("base64")}`;
const api = vendor((url) => ({ RESEND_API_KEY: "re_test", RESEND_WEBHOOK_SECRET: secret, RESEND_BASE_URL: url }));

const sentData = {
	email_id: "e1",
	created_at: "2026-11-01T10:00:00Z",
	from: "a@b.test",
	to: ["c@d.test"],
	subject: "s",
	message_id: "<out@example.org>",
	brand_new: { key: 1 },
};
const event = (type: string, data: unknown = sentData) => JSON.stringify({ type, created_at: "2026-11-01T10:00:00Z", data });
const received = event("email.received", {
	email_id: "r1",
	from: "x@y.test",
	to: ["support@example.org"],
	received_for: ["alias@example.org"],
	message_id: "<m@x>",
	attachments: [],
});

function signed(body: string, { at = new Date(), id = "msg_1", key = secret, change = {} as Record<string, string> } = {}) {
	const headers = {
		"svix-id": id,
		"svix-timestamp": String(Math.floor(at.getTime() / 1000)),
		"svix-signature": new Webhook(key).sign(id, at, body),
		"content-type": "application/json",
		...change,
	};
	return { url: "https://app.example.org/api/webhooks/resend", headers, body: Buffer.from(body) };
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe("verify", () => {
	it("takes what Resend signed, under its svix-id", async () => {
		expect(await resend.verify(signed(received))).toEqual({ ok: true, externalId: "msg_1" });
		expect(await resend.verify(signed(received, { at: minutesAgo(4) }))).toMatchObject({ ok: true });
	});

	it.each([
		["another secret", signed(received, { key: `whsec_${Buffer.from("somebody else's secret, as long").toString("base64")}` })],
		["six minutes old", signed(received, { at: minutesAgo(6) })],
		["from the future", signed(received, { at: minutesAgo(-6) })],
		["another id", signed(received, { change: { "svix-id": "msg_2" } })],
		["another time", signed(received, { change: { "svix-timestamp": String(Math.floor(Date.now() / 1000) - 1) } })],
		["no signature", signed(received, { change: { "svix-signature": "" } })],
		["no id", signed(received, { change: { "svix-id": "" } })],
		["no time", signed(received, { change: { "svix-timestamp": "" } })],
		["a signature of another version", signed(received, { change: { "svix-signature": "v2,abc" } })],
		["nonsense", signed(received, { change: { "svix-signature": "v1" } })],
		["a changed body", { ...signed(received), body: Buffer.from(received.replace("alias@", "admin@")) }],
		["bytes added", { ...signed(received), body: Buffer.from(`${received} `) }],
		["no headers", { ...signed(received), headers: {} }],
	])("401: %s", async (_case, request) => expect(await resend.verify(request)).toMatchObject({ ok: false, status: 401 }));

	it.each([
		["no JSON", "{"],
		["nothing", ""],
		["no event", "[]"],
		["no type", JSON.stringify({ data: {} })],
		["data that is no object", JSON.stringify({ type: "email.received", data: "x" })],
		["an id of the wrong type", event("email.received", { email_id: 5, to: [] })],
		["recipients of the wrong type", event("email.received", { email_id: "r1", to: "x" })],
		["a receipt without an id", event("email.delivered", {})],
	])("400: %s", async (_case, body) => expect(await resend.verify(signed(body))).toMatchObject({ ok: false, status: 400 }));

	it("takes events that mean nothing to us", async () => {
		expect(await resend.verify(signed(event("contact.created", { id: "c" })))).toMatchObject({ ok: true });
		expect(await resend.parse(signed(event("contact.created", { id: "c" })))).toMatchObject([{ kind: "ignored" }]);
	});
});

describe("parse: a mail", () => {
	const raw = "From: x@y.test\r\nSubject: h\u00e9\r\n\r\nhi";
	const serve = (change: Record<string, unknown> = {}, download: (response: import("node:http").ServerResponse) => void = (response) => response.end(raw)) =>
		api.on(({ path }, response) => {
			if (path === "/raw/r1") return download(response);
			json(response, 200, {
				object: "email",
				id: "r1",
				to: ["support@example.org"],
				received_for: ["late@example.org"],
				raw: { download_url: `${api.url}/raw/r1`, expires_at: "" },
				...change,
			});
		});

	it("is its raw source, for those it was received for", async () => {
		serve();
		expect(await resend.parse(signed(received))).toEqual([{ kind: "mail", raw: Buffer.from(raw), envelopeTo: ["alias@example.org"] }]);
		expect(api.asked.map(({ path }) => path)).toEqual(["/emails/receiving/r1", "/raw/r1"]);
		expect(api.asked[0]?.headers.authorization).toBe("Bearer re_test");
		expect(api.asked[1]?.headers.authorization).toBeUndefined();
	});

	it("falls back to what the API says, then to the To of the event", async () => {
		const bare = event("email.received", { email_id: "r1", to: ["support@example.org"] });
		serve();
		expect(await resend.parse(signed(bare))).toMatchObject([{ envelopeTo: ["late@example.org"] }]);
		serve({ received_for: undefined });
		expect(await resend.parse(signed(bare))).toMatchObject([{ envelopeTo: ["support@example.org"] }]);
	});

	it("follows redirects, and fails on what another try may mend", async () => {
		serve({}, (response) => (api.asked.length < 3 ? response.writeHead(302, { location: "/raw/r1" }).end() : response.end(raw)));
		expect(await resend.parse(signed(received))).toMatchObject([{ kind: "mail" }]);
		serve({}, (response) => response.writeHead(503).end());
		await expect(resend.parse(signed(received))).rejects.toThrow("status 503");
		serve({}, (response) => response.writeHead(302, { location: "/raw/r1" }).end());
		await expect(resend.parse(signed(received))).rejects.toThrow("too many redirects");
		serve({ raw: null });
		await expect(resend.parse(signed(received))).rejects.toThrow("no raw source");
		api.on((_asked, response) => json(response, 404, { name: "not_found", message: "Email not found", statusCode: 404 }));
		await expect(resend.parse(signed(received))).rejects.toThrow("Email not found");
	});

	it.each(["http://169.254.169.254/latest", "file:///etc/passwd", "ftp://example.com/x", "http://127.0.0.1:1/x"])("is not fetched from %s", async (address) => {
		serve({ raw: { download_url: address, expires_at: "" } });
		await expect(resend.parse(signed(received))).rejects.toThrow("refused");
		serve({}, (response) => response.writeHead(302, { location: address }).end());
		await expect(resend.parse(signed(received))).rejects.toThrow("refused");
	});

	it("is not read past 40 MB", async () => {
		serve({}, (response) => {
			const chunk = Buffer.alloc(1_000_000);
			let sent = 0;
			const more = () => {
				while (sent++ < 45) if (!response.write(chunk)) return response.once("drain", more);
				response.end();
			};
			more();
		});
		await expect(resend.parse(signed(received))).rejects.toThrow("tooLarge");
	});
});

describe("parse: receipts", () => {
	it.each([
		["email.sent", {}, { status: "sent", errorCode: null }],
		["email.delivery_delayed", {}, { status: "sent", errorCode: "delayed" }],
		["email.delivered", {}, { status: "delivered" }],
		["email.opened", {}, { status: "read" }],
		["email.complained", {}, { status: "delivered", errorCode: "complained" }],
		[
			"email.bounced",
			{ bounce: { message: "No such user", type: "Permanent", subType: "General" } },
			{ status: "failed", errorCode: "bounced", errorDetail: "No such user" },
		],
		[
			"email.bounced",
			{ bounce: { message: "On the list", type: "Permanent", subType: "OnAccountSuppressionList" } },
			{ status: "failed", errorCode: "suppressed" },
		],
		["email.bounced", {}, { status: "failed", errorCode: "bounced", errorDetail: null }],
		["email.failed", { failed: { reason: "quota" } }, { status: "failed", errorCode: "provider", errorDetail: "quota" }],
		["email.suppressed", { suppressed: { message: "listed", type: "x" } }, { status: "failed", errorCode: "suppressed", errorDetail: "listed" }],
	])("%s", async (type, extra, expected) => {
		const [receipt] = await resend.parse(signed(event(type, { ...sentData, ...extra, tags: { idempotency_key: "k1" } })));
		expect(receipt).toMatchObject({ kind: "receipt", providerId: "e1", rfcMessageId: "out@example.org", idempotencyKey: "k1", ...expected });
	});

	it("does without Message-ID and tags", async () => {
		const [receipt] = await resend.parse(signed(event("email.sent", { email_id: "e1" })));
		expect(receipt).toMatchObject({ rfcMessageId: null, idempotencyKey: null });
	});
});

describe("send", () => {
	it("puts everything where it belongs", async () => {
		api.on((_asked, response) => json(response, 200, { id: "e9" }));
		const message = outgoing({
			from: { name: 'Ana "A", ACME', address: "support@example.org" },
			to: [{ name: "José", address: "ana@example.com" }],
			cc: [{ name: "", address: "c@example.com" }],
			bcc: ["b@example.com"],
			replyTo: "support+c1-x@example.org",
			subject: "Re: it\r\nBcc: evil@example.com",
			html: "<p>It is on its way.</p>",
			inReplyTo: "last@example.com",
			references: ["first@example.com", "la\r\nst@example.com>"],
			files: [{ filename: "a.png", contentType: "image/png", content: Buffer.from("png"), contentId: "logo" }],
		});
		expect(await resend.send(message)).toEqual({ providerId: "e9" });
		const [asked] = api.asked;
		expect(asked).toMatchObject({ method: "POST", path: "/emails" });
		expect(asked?.headers["idempotency-key"]).toBe(message.idempotencyKey);
		expect(JSON.parse(asked?.body ?? "")).toEqual({
			from: '"Ana \\"A\\", ACME" <support@example.org>',
			to: ['"José" <ana@example.com>'],
			cc: ["c@example.com"],
			bcc: ["b@example.com"],
			reply_to: "support+c1-x@example.org",
			subject: "Re: it Bcc: evil@example.com",
			text: "It is on its way.",
			html: "<p>It is on its way.</p>",
			headers: { "In-Reply-To": "<last@example.com>", References: "<first@example.com> <last@example.com>" },
			tags: [{ name: "idempotency_key", value: message.idempotencyKey }],
			attachments: [{ filename: "a.png", content: Buffer.from("png").toString("base64"), content_type: "image/png", content_id: "logo" }],
		});
	});

	it("asks the same at every attempt, and nothing that is not there", async () => {
		api.on((_asked, response) => json(response, 200, { id: "e9" }));
		await resend.send(outgoing({ attemptedAt: null }));
		await resend.send(outgoing({ attemptedAt: new Date() }));
		expect(api.asked[1]?.body).toBe(api.asked[0]?.body);
		expect(Object.keys(JSON.parse(api.asked[0]?.body ?? ""))).toEqual(["from", "headers", "subject", "tags", "text", "to"]);
	});

	it("keeps References short: the first and the newest", async () => {
		api.on((_asked, response) => json(response, 200, { id: "e9" }));
		await resend.send(outgoing({ references: Array.from({ length: 40 }, (_, index) => `${index}@x`) }));
		const { References } = JSON.parse(api.asked[0]?.body ?? "").headers;
		expect(References.split(" ")).toHaveLength(10);
		expect(References).toMatch(/^<0@x> <31@x> .*<39@x>$/);
	});

	it.each([
		[429, { name: "rate_limit_exceeded", message: "Too many requests" }, { code: "rateLimited", retryable: true, retryAfter: 3 }],
		[429, { name: "daily_quota_exceeded", message: "quota" }, { code: "rateLimited", retryable: true }],
		[429, { name: "monthly_quota_exceeded", message: "quota" }, { code: "rateLimited", retryable: false }],
		[403, { name: "invalid_api_key", message: "API key is invalid" }, { code: "credentials", retryable: false }],
		[401, { name: "restricted_api_key", message: "restricted" }, { code: "credentials", retryable: false }],
		[422, { name: "validation_error", message: "Invalid `to` field. The email address needs to follow…" }, { code: "invalidRecipient", retryable: false }],
		[422, { name: "validation_error", message: "Invalid `from` field." }, { code: "invalidSender", retryable: false }],
		[403, { name: "validation_error", message: "The example.org domain is not verified." }, { code: "invalidSender", retryable: false }],
		[422, { name: "validation_error", message: "The email is larger than 40 MB." }, { code: "tooLarge", retryable: false }],
		[422, { name: "missing_required_field", message: "Missing `subject` field." }, { code: "provider", retryable: false }],
		[409, { name: "concurrent_idempotent_requests", message: "in progress" }, { code: "provider", retryable: true }],
		[409, { name: "invalid_idempotent_request", message: "other body" }, { code: "provider", retryable: false }],
		[500, { name: "internal_server_error", message: "oops" }, { code: "provider", retryable: true }],
	])("%i %j", async (statusCode, body, expected) => {
		api.on((_asked, response) => json(response, statusCode, { statusCode, ...body }, { "retry-after": "3" }));
		await expect(resend.send(outgoing())).rejects.toMatchObject({ name: "SendError", detail: body.message, ...expected });
	});

	it.each([
		["an answer that is no JSON", (response: import("node:http").ServerResponse) => response.writeHead(502).end("<html>Bad gateway")],
		["an answer that says nothing", (response: import("node:http").ServerResponse) => response.writeHead(200).end("null")],
		["a broken connection", (response: import("node:http").ServerResponse) => response.destroy()],
	])("%s may be tried again", async (_case, answer) => {
		api.on((_asked, response) => void answer(response));
		await expect(resend.send(outgoing())).rejects.toMatchObject({ name: "SendError", retryable: true });
	});
});
