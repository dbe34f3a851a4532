import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as fileRoute } from "@/app/api/sandbox/[id]/files/[index]/route";
import { GET as htmlRoute } from "@/app/api/sandbox/[id]/html/route";
import { sendMail, sendText } from "@/lib/sandbox/actions";
import { sandboxItem, sandboxLog, sandboxOutbox } from "@/lib/sandbox/client";
import { personaOf } from "@/lib/sandbox/persona";
import type { OutboxItem } from "@/lib/sandbox/server/outbox";
import { sandboxView } from "@/lib/sandbox/view";
import { setupDatabase } from "@/tests/support/database";
import { makeUser } from "@/tests/support/factories";
import { until } from "@/tests/support/poll";
import { newRequest, signedInAs } from "@/tests/support/request";
import { resendClient, startFromEnvironment } from "./support";

vi.mock("next/headers", () => import("@/tests/support/request"));

setupDatabase();
const { sandbox, key } = await startFromEnvironment();
let userId: number;
beforeAll(async () => {
	userId = (await makeUser()).user.id;
});
beforeEach(async () => {
	newRequest();
	await signedInAs(userId);
});

const form = (fields: Record<string, string | File | File[]>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one);
	return data;
};
const context = <P>(params: P) => ({ params: Promise.resolve(params) });
const request = new Request("http://localhost/x");

const written = async () => (await sandboxLog()).filter(({ event }) => event.endsWith(".received")).length;

/** What one of ours sent to the customer, once the stand-in has it. */
async function sentByUs(to: string, more = {}): Promise<OutboxItem> {
	const mail = {
		from: "Acme <help@acme.test>",
		to,
		replyTo: "help+r123@acme.test",
		subject: "Tu pedido",
		text: "Hola\nAdiós",
		html: "<p>Hola <b>Ana</b></p>",
		headers: { References: "<first@example.com>" },
	};
	const { data } = await resendClient(sandbox.url, key).emails.send({ ...mail, ...more });
	return until(() => sandboxItem(data?.id ?? ""));
}

describe("the forms", () => {
	test("a new mail comes from the customer, with its files", async () => {
		const files = [new File(["one"], "a.txt", { type: "text/plain" }), new File(["two"], "b.txt", { type: "text/plain" })];
		const state = await sendMail(null, form({ from: "ana@example.com", fromName: "Ana", to: "help@acme.test", subject: "Duda", text: "<¿Hola?>", files }));
		expect(state?.result).toMatchObject({ ok: true });
		const [mail] = await sandboxOutbox("ana@example.com");
		expect(mail).toMatchObject({
			direction: "sent",
			from: "Ana <ana@example.com>",
			subject: "Duda",
			text: expect.stringContaining("<¿Hola?>"),
			html: expect.stringContaining("&lt;¿Hola?&gt;"),
		});
		expect(mail?.files.map((file) => [file.filename, file.size])).toEqual([
			["a.txt", 3],
			["b.txt", 3],
		]);
	});

	test("an answer goes to Reply-To, names what it answers, and quotes it", async () => {
		const mail = await sentByUs("berta@example.com");
		const empty = new File([], "", { type: "application/octet-stream" });
		await sendMail(null, form({ from: "berta@example.com", fromName: "Berta", answerTo: mail.id, text: "Gracias", files: empty }));
		const answer = (await sandboxOutbox("berta@example.com")).at(-1);
		expect(answer).toMatchObject({
			to: ["help+r123@acme.test"],
			subject: "Re: Tu pedido",
			in_reply_to: mail.message_id,
			references: ["<first@example.com>", mail.message_id],
			files: [],
		});
		expect(answer?.text).toMatch(/^Gracias\r?\n\r?\nOn .* Acme <help@acme.test> wrote:\r?\n> Hola\r?\n> Adiós/);
		expect(answer?.html).toContain('<blockquote class="gmail_quote"><p>Hola <b>Ana</b></p></blockquote>');
	});

	test("a text goes to the chosen number, on its channel", async () => {
		const state = await sendText(null, form({ from: "+34600111222", fromName: "Ana", inbox: "whatsapp:+34911000001", text: "Hola" }));
		expect(state?.result.ok).toBe(true);
		expect(await sandboxOutbox("+34600111222")).toMatchObject([{ channel: "whatsapp", direction: "sent", to: ["+34911000001"], text: "Hola" }]);
		expect(await sandboxLog(1)).toMatchObject([{ event: "message.received" }]);
	});

	test.each([
		[sendMail, { from: "ana@example.com", to: "help@acme.test", text: "" }, "text"],
		[sendMail, { from: "ana@example.com", to: "", text: "Hola" }, "to"],
		[sendMail, { from: "ana", to: "help@acme.test", text: "Hola" }, "from"],
		[sendMail, { from: "ana@example.com", to: "help@acme.test", text: "Hola", files: new File([new Uint8Array(700_001)], "big") }, "files"],
		[sendText, { from: "600", inbox: "sms:+34911000001", text: "Hola" }, "from"],
		[sendText, { from: "+34600111222", inbox: "chat:x", text: "Hola" }, "inbox"],
	])("what is wrong is said beside its field, and what was typed stays (%#)", async (door, fields, field) => {
		const before = await written();
		const state = await door(null, form(fields));
		expect(state?.result).toMatchObject({ ok: false, fields: { [field]: [expect.any(String)] } });
		expect(state?.values.from).toBe(fields.from);
		expect(await written()).toBe(before);
	});

	test("an empty text and an answer to nothing are refused", async () => {
		expect((await sendText(null, form({ from: "+34600111222", inbox: "sms:+34911000001", text: "" })))?.result).toMatchObject({
			ok: false,
			error: "El mensaje está vacío.",
		});
		expect((await sendMail(null, form({ from: "ana@example.com", answerTo: "../state", text: "Hola" })))?.result.ok).toBe(false);
	});

	test("nobody signed in writes nothing", async () => {
		newRequest();
		const before = await written();
		expect((await sendMail(null, form({ from: "ana@example.com", to: "help@acme.test", text: "Hola" })))?.result.ok).toBe(false);
		expect(await written()).toBe(before);
	});
});

describe("the page", () => {
	test("shows what the chosen persona has, newest first, and what is being answered", async () => {
		await sendMail(null, form({ from: "carla@example.com", fromName: "Carla", to: "help@acme.test", subject: "Duda", text: "¿?" }));
		const mail = await sentByUs("carla@example.com");
		const view = await sandboxView({ as: " Carla@Example.com ", answer: mail.id });
		expect(view).toMatchObject({
			running: true,
			persona: { kind: "email", address: "carla@example.com", name: "Carla" },
			answering: { id: mail.id, to: "help+r123@acme.test", subject: "Re: Tu pedido" },
		});
		expect(view.items.map((item) => item.direction)).toEqual(["received", "sent"]);
		const other = await sandboxView({ as: "nobody@example.com", answer: mail.id });
		expect(other).toMatchObject({ items: [], answering: null });
		expect((await sandboxView({})).persona?.address).toBe("carla@example.com");
	});

	test("takes addresses and numbers as people type them, and nothing else", () => {
		expect(personaOf(" 0034 600-111.222 ")).toEqual({ kind: "phone", address: "+34600111222" });
		expect(personaOf("Ana@Example.com")).toEqual({ kind: "email", address: "ana@example.com" });
		for (const typed of ["", "ana", "600111222", "+12", "a@b", "<a@b.es>"]) expect(personaOf(typed)).toBeNull();
	});
});

describe("a received mail in its frame", () => {
	test("runs and loads nothing, and shows its own images", async () => {
		const content = Buffer.from("png!");
		const mail = await sentByUs("dora@example.com", {
			html: '<script>1</script><img src="cid:logo">',
			attachments: [{ filename: "l.png", content, contentType: "image/png", contentId: "logo" }],
		});
		const response = await htmlRoute(request, context({ id: mail.id }));
		expect(response.headers.get("content-security-policy")).toMatch(
			/^default-src 'none';.*img-src data:;.*sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox$/,
		);
		expect(await response.text()).toContain(`src="data:image/png;base64,${content.toString("base64")}"`);
		const file = await fileRoute(request, context({ id: mail.id, index: "0" }));
		expect([file.headers.get("content-disposition"), await file.text()]).toEqual([expect.stringContaining('attachment; filename="l.png"'), "png!"]);
		expect((await fileRoute(request, context({ id: mail.id, index: "1" }))).status).toBe(404);
	});

	test("is for nobody who isn't signed in, and nothing else can be asked for through it", async () => {
		const mail = await sentByUs("eva@example.com");
		expect((await htmlRoute(request, context({ id: "../../state" }))).status).toBe(404);
		newRequest();
		expect((await htmlRoute(request, context({ id: mail.id }))).status).toBe(401);
		expect((await fileRoute(request, context({ id: mail.id, index: "0" }))).status).toBe(401);
	});
});
