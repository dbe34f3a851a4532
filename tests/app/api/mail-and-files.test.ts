import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as attachment } from "@/app/api/attachments/[id]/route";
import { GET as details } from "@/app/api/conversations/[id]/details/route";
import { GET as timeline } from "@/app/api/conversations/[id]/timeline/route";
import { GET as html } from "@/app/api/messages/[id]/html/route";
import { GET as source } from "@/app/api/messages/[id]/source/route";
import { GET as sourceView } from "@/app/api/messages/[id]/source/view/route";
import { db } from "@/db";
import { attachments, messageMails, type messages } from "@/db/schema";
import { contentDisposition } from "@/lib/messages/file-response";
import type { SourceView } from "@/lib/messages/source-view";
import { putFile, storageKey } from "@/lib/storage/storage";
import { setupDatabase } from "@/tests/support/database";
import { mailArrives, makeInbox, makeUser } from "@/tests/support/factories";
import { newRequest, signedInAs } from "@/tests/support/request";

vi.mock("next/headers", () => import("@/tests/support/request"));

setupDatabase();
beforeEach(newRequest);

type Route = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;
const ask = (route: Route, id: number | string, query = "") =>
	route(new Request(`http://localhost/x${query}`), { params: Promise.resolve({ id: String(id) }) });
const routes: [string, Route][] = Object.entries({ attachment, details, timeline, html, source, sourceView });

let userId: number;
let message: typeof messages.$inferSelect;

beforeAll(async () => {
	userId = (await makeUser()).user.id;
	await makeInbox("email", "support@shop.example");
	message = await mailArrives({ subject: "Pedido 4417: ¿y ñ?" });
});

async function keep(file: Partial<typeof attachments.$inferInsert>, content = "bytes"): Promise<number> {
	const key = storageKey("files", createHash("sha256").update(content).digest("hex"));
	await putFile(key, Buffer.from(content));
	const [kept] = await db()
		.insert(attachments)
		.values({ messageId: message.id, filename: "a.bin", contentType: "application/octet-stream", size: Buffer.byteLength(content), storageKey: key, ...file })
		.returning();
	return kept!.id;
}

async function showHtml(markup: string): Promise<void> {
	await db().update(messageMails).set({ html: markup });
}

describe.each(routes)("%s", (_, route) => {
	it("answers nobody who is not signed in", async () => {
		const response = await ask(route, message.id);
		expect(response.status).toBe(401);
		expect(await response.text()).not.toContain("screw");
	});
	it.each(["0", "-1", "1e3", "abc", "99999999999999999999", "1.5", "", " 1"])("answers 404 to the id %j", async (id) => {
		await signedInAs(userId);
		expect((await ask(route, id)).status).toBe(404);
	});
});

describe("a mail's HTML", () => {
	it("is a document that can run nothing and fetch nothing from elsewhere", async () => {
		await signedInAs(userId);
		await showHtml('<p>Hola</p><img src="https://tracker.example/1.gif">');
		const response = await ask(html, message.id);
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
		const policy = (response.headers.get("content-security-policy") ?? "").split("; ");
		expect(policy).toEqual([
			"default-src 'none'",
			"style-src 'unsafe-inline'",
			"img-src data:",
			"form-action 'none'",
			"base-uri 'none'",
			"frame-ancestors 'self'",
			"sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
		]);
		expect(response.headers.get("referrer-policy")).toBe("no-referrer");
		expect(response.headers.get("x-content-type-options")).toBe("nosniff");
		expect(response.headers.get("cache-control")).toContain("private");
		const body = await response.text();
		expect(body).toContain("<p>Hola</p>");
		expect(body).toContain('<base target="_blank">');
	});

	it("lets remote images load only when asked to", async () => {
		await signedInAs(userId);
		const policy = async (query: string) => (await ask(html, message.id, query)).headers.get("content-security-policy");
		expect(await policy("?images=1")).toContain("img-src data: https:;");
		for (const query of ["?images=0", "?images=", "?images=true", ""]) expect(await policy(query)).toContain("img-src data:;");
	});

	it("takes images by Content-ID from its own message and from no other", async () => {
		await signedInAs(userId);
		const own = await keep({ contentId: "logo@shop", inline: true, contentType: "image/png" });
		const other = await mailArrives({ subject: "another" });
		await keep({ messageId: other.id, contentId: "foreign@shop", contentType: "image/png" }, "foreign");
		await showHtml('<img alt="Logo" src="cid:logo%40shop"><img alt="x" src="cid:foreign@shop"><p>src="cid:logo@shop"</p>');
		const response = await ask(html, message.id);
		const body = await response.text();
		expect(body).toContain(`<img alt="Logo" src="/api/attachments/${own}">`);
		expect(body).toContain('<img alt="x">');
		expect(body).toContain('<p>src="cid:logo@shop"</p>');
		expect(response.headers.get("content-security-policy")).toContain("img-src data: 'self';");
	});

	it("is not there when the mail has none", async () => {
		await signedInAs(userId);
		await db().update(messageMails).set({ html: null });
		expect((await ask(html, message.id)).status).toBe(404);
	});
});

describe("a mail's source", () => {
	it("is the mail as it came, saved as text", async () => {
		await signedInAs(userId);
		const response = await ask(source, message.id);
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
		expect(response.headers.get("content-disposition")).toBe("attachment; filename=\"Pedido 4417 y n_.eml\"; filename*=UTF-8''Pedido%204417%20y%20%C3%B1.eml");
		expect(response.headers.get("x-content-type-options")).toBe("nosniff");
		expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
		expect(await response.text()).toMatch(/^From: Giulia Rinaldi <giulia@example\.it>\r\n[\s\S]*A screw is missing\./);
	});
});

describe("a look at a mail's source", () => {
	async function look(raw: Buffer) {
		await signedInAs(userId);
		const rawKey = storageKey("raw", createHash("sha256").update(raw).digest("hex"));
		await putFile(rawKey, raw);
		await db().update(messageMails).set({ rawKey }).where(eq(messageMails.messageId, message.id));
		const response = await ask(sourceView, message.id);
		expect(response.headers.get("content-type")).toContain("application/json");
		return (await response.json()) as SourceView;
	}

	it("has the headers unfolded and in words, as often as they stand there, and the source as it is", async () => {
		const raw = Buffer.from(
			"Received: from a\r\n\tby b\r\nReceived: from c\r\nSubject: =?utf-8?q?Pe=C3=B1a?=\r\n =?utf-8?q?_negra?=\r\nX-Odd: <script>alert(1)</script>\r\n\r\nHola\r\n",
		);
		expect(await look(raw)).toEqual({
			headers: [
				{ name: "Received", value: "from a by b" },
				{ name: "Received", value: "from c" },
				{ name: "Subject", value: "Peña negra" },
				{ name: "X-Odd", value: "<script>alert(1)</script>" },
			],
			text: raw.toString().replaceAll("\r\n", "\n"),
			size: raw.length,
			whole: true,
		});
	});

	it("shows the beginning of a large one, up to the end of a line, and says how large it is", async () => {
		const raw = Buffer.from(`Subject: Large\r\n\r\n${"0123456789abcdef\r\n".repeat(200_000)}`);
		const { text, size, whole, headers } = await look(raw);
		expect([size, whole]).toEqual([raw.length, false]);
		expect(text.length).toBeLessThanOrEqual(256 * 1024);
		expect(text.endsWith("0123456789abcdef\n")).toBe(true);
		expect(headers).toEqual([{ name: "Subject", value: "Large" }]);
	});

	it("reads what is not UTF-8, and what has no headers or no line at all", async () => {
		expect((await look(Buffer.from("Subject: x\r\n\r\nEspa\xf1a", "latin1"))).text).toContain("España");
		expect((await look(Buffer.from(""))).headers).toEqual([]);
		expect((await look(Buffer.alloc(300 * 1024, "x"))).text.length).toBe(256 * 1024);
	});
});

describe("a file", () => {
	it.each(["image/png", "image/jpeg", "image/gif", "image/webp"])("of type %s is shown", async (contentType) => {
		await signedInAs(userId);
		const response = await ask(attachment, await keep({ contentType, filename: "foto.png" }));
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toBe(contentType);
		expect(response.headers.get("content-disposition")).toBe("inline; filename=\"foto.png\"; filename*=UTF-8''foto.png");
	});
	it.each(["image/svg+xml", "text/html", "application/pdf", "application/xhtml+xml", "text/xml"])("of type %s is only ever saved", async (contentType) => {
		await signedInAs(userId);
		const response = await ask(attachment, await keep({ contentType }));
		expect(response.headers.get("content-disposition")).toMatch(/^attachment;/);
	});
	it("runs nothing, is kept by nobody in between, and comes whole", async () => {
		await signedInAs(userId);
		const response = await ask(attachment, await keep({ contentType: 'text/html"\r\nx: y' }, "<script>1</script>"));
		expect(response.headers.get("content-type")).toBe("application/octet-stream");
		expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
		expect(response.headers.get("x-content-type-options")).toBe("nosniff");
		expect(response.headers.get("cache-control")).toMatch(/^private/);
		expect(response.headers.get("content-length")).toBe("18");
		expect(await response.text()).toBe("<script>1</script>");
	});
	it("that was not kept, or belongs to nothing yet, is not there", async () => {
		await signedInAs(userId);
		expect((await ask(attachment, await keep({ storageKey: null, skipped: "tooLarge" }))).status).toBe(404);
		expect((await ask(attachment, await keep({ messageId: null }))).status).toBe(404);
	});
	it("cannot smuggle anything into the header by its name", () => {
		const header = contentDisposition("attachment", 'fac"tura\r\nSet-Cookie: a=b; ñ’*(1)\ud800.pdf');
		expect(header).toBe(
			"attachment; filename=\"fac_tura__Set-Cookie: a=b; n__*(1)_.pdf\"; filename*=UTF-8''fac%22tura%0D%0ASet-Cookie%3A%20a%3Db%3B%20%C3%B1%E2%80%99%2A%281%29%EF%BF%BD.pdf",
		);
	});
});

describe("a conversation", () => {
	it("tells its timeline, page by page and what changed", async () => {
		await signedInAs(userId);
		const { conversationId } = message;
		expect(await (await ask(timeline, conversationId)).json()).toMatchObject({ items: [{ id: message.id }], older: false });
		expect(await (await ask(timeline, conversationId, `?before=${message.id}`)).json()).toEqual({ items: [], older: false, waiting: [] });
		expect(await (await ask(timeline, conversationId, `?after=${message.id}`)).json()).toEqual({ items: [], waiting: [] });
		expect(await (await ask(timeline, conversationId, `?after=${message.id}&changed=${message.id},x,-1`)).json()).toMatchObject({
			items: [{ id: message.id }],
		});
		expect((await ask(timeline, conversationId, "?before=x")).status).toBe(404);
	});
	it("tells its details and whom an answer goes to", async () => {
		await signedInAs(userId);
		const answer = await (await ask(details, message.conversationId)).json();
		expect(answer).toMatchObject({ details: { id: message.conversationId, channel: "email" }, recipients: { to: [{ address: "giulia@example.it" }] } });
		expect((await ask(details, 999_999)).status).toBe(404);
	});
});
