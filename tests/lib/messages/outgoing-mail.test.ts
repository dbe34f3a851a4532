import { randomUUID } from "node:crypto";
import { simpleParser } from "mailparser";
import MailComposer from "nodemailer/lib/mail-composer";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/actor";
import { uploadFile } from "@/lib/attachments/upload";
import { resend } from "@/lib/channels/resend";
import { createCustomer } from "@/lib/customers/create";
import { receiveMail } from "@/lib/messages/receive-mail";
import { replyRecipients } from "@/lib/messages/recipients";
import { sendNow } from "@/lib/messages/reschedule";
import { type Reply, sendReply } from "@/lib/messages/send";
import { submitReply } from "@/lib/messages/submit";
import { submitStart } from "@/lib/messages/submit-start";
import { createTemplate, takeTemplate } from "@/lib/templates/save";
import { templateValues } from "@/lib/templates/values";
import { fillHtml, fillText } from "@/lib/templates/variables";
import { outgoing } from "@/tests/lib/channels/vendor";
import { setupBackstage } from "@/tests/support/backstage";
import { setupDatabase } from "@/tests/support/database";
import { mailArrives, makeInbox, makeUser, newestMessage, textArrives } from "@/tests/support/factories";
import { until } from "@/tests/support/poll";

setupDatabase();
const { received, source, control } = await setupBackstage();
let actor: UserActor;
let png: Buffer;
const pdf = Buffer.from("%PDF-1.4\n%%EOF");
let count = 0;

beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	await makeInbox("sms", "+34911000417");
	actor = await makeUser("operator", 'Lucía "Lu" Méndez');
	png = await sharp({ create: { width: 40, height: 30, channels: 3, background: "teal" } })
		.png()
		.toBuffer();
});

const upload = (filename: string, contentType: string, content: Buffer) => uploadFile({ key: randomUUID(), filename, contentType, content }, actor);

/** Answers a customer's mail, and gives the source of what they got. */
async function sent(more: Partial<Reply>, asked: Parameters<typeof mailArrives>[0] = {}) {
	const address = `customer${++count}@example.org`;
	const first = await mailArrives({ from: `Ñoño <${address}>`, subject: "¿Y la peça número 4417?", ...asked });
	const reply = { conversationId: first.conversationId, clientKey: randomUUID(), text: "Hola", html: null, cc: [], replyTo: "main" as const, archive: false };
	await sendReply({ ...reply, ...more }, actor);
	return got(first.senderAddress ?? address);
}

const read = async (raw: string) => ({
	raw,
	mail: await simpleParser(Buffer.from(raw, "latin1")),
	head: raw.slice(0, raw.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " "),
});

/** What an address got, once it is there. */
async function got(address: string) {
	const [mail] = await until(async () => ((await received(address)).length > 0 ? received(address) : null));
	return read(await source(mail!.id));
}

/** What the composer sends that a template with two files was put into. */
async function fromTemplate(): Promise<Partial<Reply>> {
	const text = "Un saludo, {{operator.name}}";
	const html = "<p>Un saludo, <strong>{{operator.name}}</strong></p>";
	const files = [await upload("plano ñ.png", "image/png", png), await upload("catálogo 漢字.pdf", "application/pdf", pdf)];
	const input = { name: `Saludo ${++count}`, folder: "", channel: "email" as const, language: "es", subject: "", text, html };
	const { templateId } = await createTemplate({ ...input, attachmentIds: files.map(({ id }) => id) }, actor);
	const values = (await templateValues({}, actor.user.id)) ?? {};
	const taken = await takeTemplate(templateId, actor);
	return { text: fillText(text, values), html: fillHtml(html, values), attachmentIds: taken.map(({ id }) => id) };
}

/** What every mail of ours is: ASCII lines of bearable length, each header once, and names that say who writes. */
function expectWellFormed({ raw, mail, head }: Awaited<ReturnType<typeof read>>, { answers }: { answers: boolean }) {
	expect(raw).toMatch(/^[\t\r\n -~]*$/);
	expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
	expect(/[\r\n]/.test(raw.replaceAll("\r\n", ""))).toBe(false);
	const always = ["From", "To", "Subject", "Date", "Message-ID", "References", "Reply-To", "MIME-Version"];
	for (const name of [...always, ...(answers ? ["In-Reply-To"] : [])]) expect(head.match(new RegExp(`^${name}: \\S`, "gim")), name).toHaveLength(1);
	expect(head).not.toMatch(/^Bcc:/im);
	if (!answers) expect(head).not.toMatch(/^In-Reply-To:/im);
	expect(mail.from?.value).toEqual([{ name: 'Lucía "Lu" Méndez', address: "support@shop.example" }]);
	expect(mail.replyTo?.text).toMatch(/support\+c\d+-/);
	expect(mail.messageId).toMatch(/^<[^<>@\s]+@[^<>@\s]+>$/);
	expect(Math.abs(Date.now() - (mail.date?.getTime() ?? 0))).toBeLessThan(60_000);
}

const blank = { text: "Hola", html: null as string | null, cc: [] as string[], bcc: [] as string[], replyTo: "main" as const, archive: false };
const html = "<h2>Título</h2><p>Hola  <strong>Ñoño</strong>,</p><p></p><ul><li><p>uno</p></li></ul><blockquote><p>cita</p></blockquote>";

describe("what leaves", () => {
	const kinds: [string, () => Promise<Partial<Reply>>][] = [
		["plain text", async () => ({})],
		["rich text", async () => ({ html, text: "Título\nHola  Ñoño," })],
		[
			"a picture in the text",
			async () => ({
				html: `<p>Mira:</p><img src="/api/attachments/${(await upload("foto ñ.png", "image/png", png)).id}" alt="foto" width="40">`,
				text: "Mira:",
			}),
		],
		["an attachment", async () => ({ attachmentIds: [(await upload("año «nuevo» 漢字.pdf", "application/pdf", Buffer.from("%PDF-1.4\n%%EOF"))).id] })],
		["a template's text and files", fromTemplate],
		["copies", async () => ({ cc: ["copia@example.com"], bcc: ["oculta@example.com"] })],
		["a very long line", async () => ({ text: "ñandú ".repeat(2000), html: `<p>${"ñandú ".repeat(2000)}</p>` })],
	];
	test.each(kinds)("with %s is a mail that every program reads", async (_kind, make) => {
		const out = await sent(await make(), { id: `question-${count}@example.org` });
		const { raw, mail } = out;
		expectWellFormed(out, { answers: true });
		expect(mail.subject).toBe("Re: ¿Y la peça número 4417?");
		expect([mail.to].flat()[0]?.value).toEqual([{ name: "Ñoño", address: expect.stringMatching(/^customer\d+@example\.org$/) }]);
		expect(mail.inReplyTo).toMatch(/^<question-\d+@example\.org>$/);
		expect([mail.references].flat()).toContain(mail.inReplyTo);
		expect(raw).not.toContain("oculta@example.com");
	});

	test("of a new conversation answers nothing, and has a thread of its own", async () => {
		const { created } = await createCustomer({ name: "Íñigo Núñez", email: "inigo@example.org", phone: null, language: null }, actor);
		const start = { customerId: created?.id ?? 0, channel: "email" as const, clientKey: randomUUID(), subject: "Año nuevo: ¡oferta! ".repeat(12), ...blank };
		const waiting = await submitStart({ ...start, html, bcc: ["oculta2@example.com"], sendAt: null, revisions: [], fromRecord: false }, actor);
		await sendNow(waiting.state === "waiting" ? waiting.id : 0, actor);
		const out = await got("inigo@example.org");
		expectWellFormed(out, { answers: false });
		expect(out.mail.subject).toBe("Año nuevo: ¡oferta! ".repeat(12).trim());
		expect([out.mail.to].flat()[0]?.value).toEqual([{ name: "Íñigo Núñez", address: "inigo@example.org" }]);
		expect(out.raw).toMatch(/^Content-Type: multipart\/alternative;/m);
		expect(out.raw).not.toContain("oculta2@example.com");
		expect(out.head).toMatch(/^References: <thread\+c\d+-\w+@shop\.example>$/im);
	});

	test("to everybody names all whom the server found, none of ours, and no one twice", async () => {
		const others = ["Cc: =?utf-8?Q?Bj=C3=B6rn?= <bjorn@example.org>, support@shop.example, all@example.org"];
		const first = await mailArrives({ from: "Ñoño <all@example.org>", subject: "Todos", headers: others });
		const found = await replyRecipients(first.conversationId, actor.user.id, { kind: "replyAll", messageId: first.id });
		expect(found?.others.map(({ address }) => address)).toEqual(["bjorn@example.org"]);
		const cc = [...(found?.others ?? []).map(({ address }) => address), "support@shop.example", "ALL@example.org"];
		await sendReply({ ...blank, conversationId: first.conversationId, clientKey: randomUUID(), kind: "replyAll", messageId: first.id, cc }, actor);
		const out = await got("all@example.org");
		expectWellFormed(out, { answers: true });
		expect(await received("bjorn@example.org")).toHaveLength(1);
		const named = [out.mail.to, out.mail.cc].flat().flatMap((list) => list?.value.map(({ name, address }) => `${name} ${address}`) ?? []);
		expect(named).toEqual(["Ñoño all@example.org", "Björn bjorn@example.org"]);
	});

	test("passed on carries the original: its words, its head, its files with their names and bytes, and the pictures in its text", async () => {
		const original = await new MailComposer({
			from: '"Ñoño" <passed@example.org>',
			to: "support@shop.example",
			bcc: "nobody@example.org",
			subject: "Factura nº 7",
			messageId: "<passed-1@example.org>",
			text: "Mira la factura.",
			html: '<p>Mira la <b>factura</b>.</p><img src="cid:logo@example.org">',
			attachments: [
				{ filename: "factura ñ 漢.pdf", content: pdf, contentType: "application/pdf" },
				{ filename: "logo.png", content: png, contentType: "image/png", cid: "logo@example.org", contentDisposition: "inline" },
			],
		})
			.compile()
			.build();
		await receiveMail({ kind: "mail", raw: original, envelopeTo: ["support@shop.example"] });
		const { id, conversationId } = await newestMessage();
		const forward = {
			kind: "forward" as const,
			messageId: id,
			to: ["accounts@example.com"],
			attachmentIds: [(await upload("más.pdf", "application/pdf", pdf)).id],
		};
		await sendReply({ ...blank, conversationId, clientKey: randomUUID(), ...forward, text: "Para vosotros", html: "<p>Para <i>vosotros</i></p>" }, actor);
		const out = await got("accounts@example.com");
		expectWellFormed(out, { answers: false });
		expect(out.mail.subject).toBe("Fwd: Factura nº 7");
		expect(out.mail.text).toMatch(/^Para vosotros\n[\s\S]*Forwarded message[\s\S]*From: Ñoño <passed@example\.org>[\s\S]*Mira la factura\./);
		expect(out.mail.html).toContain("<b>factura</b>");
		expect(out.raw).not.toContain("nobody@example.org");
		const files = out.mail.attachments.map(({ filename, contentType, content }) => [filename, contentType, content.equals(pdf) || content.equals(png)]);
		expect(files.toSorted()).toEqual([
			["factura ñ 漢.pdf", "application/pdf", true],
			["logo.png", "image/png", true],
			["más.pdf", "application/pdf", true],
		]);
		const picture = out.mail.attachments.find(({ filename }) => filename === "logo.png");
		expect(out.raw.replaceAll("=\r\n", "").replaceAll("=3D", "=")).toContain(`src="cid:${picture?.cid}"`);
		expect(await received("passed@example.org")).toEqual([]);
	});

	test("put off to later is dated when it leaves, and the same in every other way", async () => {
		const { conversationId } = await mailArrives({ from: "Ñoño <later@example.org>", subject: "¿Cuándo?" });
		const sendAt = new Date(Date.now() + 3_600_000).toISOString();
		const waiting = await submitReply(
			{ ...blank, conversationId, clientKey: randomUUID(), html, cc: ["copia3@example.com"], sendAt, seen: null, revisions: [] },
			actor,
		);
		expect(await received("later@example.org")).toEqual([]);
		await sendNow(waiting.state === "waiting" ? waiting.id : 0, actor);
		const out = await got("later@example.org");
		expectWellFormed(out, { answers: true });
		expect(out.mail.subject).toBe("Re: ¿Cuándo?");
		expect(out.mail.text).toContain("- uno\n> cita");
	});

	test("rich text has its styles on its elements, and says the same in plain text", async () => {
		const { raw, mail } = await sent({ html, text: "what the browser says it says" });
		expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
		expect(mail.text?.trim()).toBe("Título\nHola  Ñoño,\n\n- uno\n> cita");
		expect(mail.html).toContain('<h2 style="font-size:18px');
		expect(mail.html).toContain('<p style="margin:0"><br /></p>');
		expect(mail.html).toContain("Hola\u00a0 <strong>Ñoño</strong>");
		expect(mail.html).toMatch(/<blockquote style="[^"]*border-left:2px solid/);
		expect(mail.html).not.toContain("<style");
	});

	test("a picture in the text is inside the mail, and the text asks for it", async () => {
		const { id } = await upload("foto.png", "image/png", png);
		const { raw, mail } = await sent({ html: `<p>Mira:</p><img src="/api/attachments/${id}" alt="foto">`, text: "Mira:" });
		expect(raw).toMatch(/^Content-Type: multipart\/related;/m);
		expect(raw).toMatch(/^Content-Disposition: inline; filename=foto\.png/m);
		const [file] = mail.attachments;
		expect(file?.content.equals(png)).toBe(true);
		expect(raw).toContain(`Content-ID: <${file?.cid}>`);
		expect(raw.replaceAll("=\r\n", "").replaceAll("=3D", "=")).toContain(`src="cid:${file?.cid}"`);
		expect(raw).not.toContain("/api/attachments");
	});

	test("an attachment keeps its name in every script, and its bytes", async () => {
		const content = Buffer.from("%PDF-1.4\n%%EOF");
		const { mail } = await sent({ text: "", attachmentIds: [(await upload("año «nuevo» 漢字.pdf", "application/pdf", content)).id] });
		expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([["año «nuevo» 漢字.pdf", "application/pdf"]]);
		expect(mail.attachments[0]?.content.equals(content)).toBe(true);
	});

	test("a template's text is filled in, and its files keep their order, names and bytes, each time that it is used", async () => {
		for (const _time of [1, 2]) {
			const { raw, mail } = await sent(await fromTemplate());
			expect(raw).toMatch(/^Content-Type: multipart\/mixed;/m);
			expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
			expect(mail.text?.trim()).toBe('Un saludo, Lucía "Lu" Méndez');
			expect(mail.html).toContain('<strong>Lucía "Lu" Méndez</strong>');
			expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
				["plano ñ.png", "image/png"],
				["catálogo 漢字.pdf", "application/pdf"],
			]);
			expect(mail.attachments.map(({ content }, i) => content.equals(i === 0 ? png : pdf))).toEqual([true, true]);
		}
	});

	test("copies are copied, and hidden ones get it without being named", async () => {
		await sent({ cc: ["copia@example.com"], bcc: ["secreta@example.com"] });
		for (const address of ["copia@example.com", "secreta@example.com"]) expect(await received(address)).not.toEqual([]);
	});

	test("a subject and a name cannot bring a header along", async () => {
		const from = "=?utf-8?Q?A=0D=0ABcc:_evil@example.com?= <inject@example.org>";
		const { head } = await sent({}, { subject: "=?utf-8?Q?Hola=0D=0ABcc:_evil@example.com?=", from });
		expect(head).not.toMatch(/^Bcc:/im);
		expect(await received("evil@example.com")).toEqual([]);
	});

	test.each(["a@example.org\r\nBcc: evil@example.com", "a@example.org, evil@example.com", "A <a@example.org>", "", "a b@example.org"])(
		"%j is no address to send to",
		async (address) => {
			const named = [{ name: "Ana", address }];
			for (const part of [{ to: named }, { cc: named }, { bcc: [address] }, ...(address ? [{ replyTo: address }] : [])])
				await expect(resend.send(outgoing(part))).rejects.toMatchObject({ code: "invalidRecipient", retryable: false });
		},
	);
});

describe("a text message", () => {
	const send = async (more: Partial<Reply>, phone: string) => {
		const { conversationId } = await textArrives("Hola", phone);
		return sendReply({ conversationId, clientKey: randomUUID(), text: "", html: null, cc: [], replyTo: "main", archive: false, ...more }, actor);
	};

	test("takes a picture along, which the provider fetches from us", async () => {
		await send({ attachmentIds: [(await upload("foto.png", "image/png", png)).id] }, "+34610000901");
		const [text] = await until(async () => {
			const all = (await received("+34610000901")) as unknown as { id: string; files: { content_type: string; size: number }[] }[];
			return all[0]?.files[0]?.size ? all : null;
		});
		expect(text?.files).toMatchObject([{ content_type: "image/png", size: png.length }]);
		expect(await control("state")).toBeTruthy();
	});

	test("takes nothing that is too large or of a kind that phones do not know", async () => {
		const zip = await upload("a.zip", "application/zip", Buffer.from("PK\x05\x06".padEnd(22, "\0"), "latin1"));
		await expect(send({ attachmentIds: [zip.id] }, "+34610000902")).rejects.toMatchObject({ code: "fileRefused" });
		const large = await upload("a.csv", "text/csv", Buffer.alloc(5_000_001, "a"));
		await expect(send({ attachmentIds: [large.id] }, "+34610000902")).rejects.toMatchObject({ code: "filesTooLarge", params: { megabytes: 5 } });
		await expect(send({}, "+34610000902")).rejects.toMatchObject({ code: "emptyMessage" });
	});
});
