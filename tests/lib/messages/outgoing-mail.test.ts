import { randomUUID } from "node:crypto";
import { simpleParser } from "mailparser";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/actor";
import { uploadFile } from "@/lib/attachments/upload";
import { resend } from "@/lib/channels/resend";
import { type Reply, sendReply } from "@/lib/messages/send";
import { outgoing } from "@/tests/lib/channels/vendor";
import { setupBackstage } from "@/tests/support/backstage";
import { setupDatabase } from "@/tests/support/database";
import { mailArrives, makeInbox, makeUser, textArrives } from "@/tests/support/factories";
import { until } from "@/tests/support/poll";

setupDatabase();
const { received, source, control } = await setupBackstage();
let actor: UserActor;
let png: Buffer;
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
	const [mail] = await until(async () => ((await received(address)).length > 0 ? received(address) : null));
	const raw = await source(mail!.id);
	return { raw, mail: await simpleParser(Buffer.from(raw, "latin1")), head: raw.slice(0, raw.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ") };
}

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
		["copies", async () => ({ cc: ["copia@example.com"], bcc: ["oculta@example.com"] })],
		["a very long line", async () => ({ text: "ñandú ".repeat(2000), html: `<p>${"ñandú ".repeat(2000)}</p>` })],
	];
	test.each(kinds)("with %s is a mail that every program reads", async (_kind, make) => {
		const { raw, mail, head } = await sent(await make(), { id: `question-${count}@example.org` });
		expect(raw).toMatch(/^[\t\r\n -~]*$/);
		expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
		expect(/[\r\n]/.test(raw.replaceAll("\r\n", ""))).toBe(false);
		for (const name of ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Reply-To", "MIME-Version"])
			expect(head.match(new RegExp(`^${name}: \\S`, "gim")), name).toHaveLength(1);
		expect(mail.subject).toBe("Re: ¿Y la peça número 4417?");
		expect(mail.from?.value).toEqual([{ name: 'Lucía "Lu" Méndez', address: "support@shop.example" }]);
		expect(mail.inReplyTo).toMatch(/^<question-\d+@example\.org>$/);
		expect([mail.references].flat()).toContain(mail.inReplyTo);
		expect(mail.replyTo?.text).toMatch(/support\+c\d+-/);
		expect(Math.abs(Date.now() - (mail.date?.getTime() ?? 0))).toBeLessThan(60_000);
		expect(raw).not.toContain("oculta@example.com");
	});

	test("rich text has its styles on its elements, and says the same in plain text", async () => {
		const { raw, mail } = await sent({ html, text: "Título\nHola  Ñoño,\n\n- uno\n> cita" });
		expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
		expect(mail.text).toContain("- uno\n> cita");
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

	test("copies are copied, and hidden ones get it without being named", async () => {
		await sent({ cc: ["copia@example.com"], bcc: ["secreta@example.com"] });
		for (const address of ["copia@example.com", "secreta@example.com"]) expect(await received(address)).not.toEqual([]);
	});

	test("a subject and a name cannot bring a header along", async () => {
		const { head } = await sent(
			{},
			{ subject: "=?utf-8?Q?Hola=0D=0ABcc:_evil@example.com?=", from: "=?utf-8?Q?A=0D=0ABcc:_evil@example.com?= <inject@example.org>" },
		).catch(async () => {
			const [mail] = await until(async () => ((await received("inject@example.org")).length > 0 ? received("inject@example.org") : null));
			const raw = await source(mail!.id);
			return { head: raw.slice(0, raw.indexOf("\r\n\r\n")) };
		});
		expect(head).not.toMatch(/^Bcc:/im);
		expect(await received("evil@example.com")).toEqual([]);
	});

	test.each(["a@example.org\r\nBcc: evil@example.com", "a@example.org, evil@example.com", "A <a@example.org>", "", "a b@example.org"])(
		"%j is no address to send to",
		async (address) => {
			for (const part of [{ to: [address] }, { cc: [address] }, { bcc: [address] }, ...(address ? [{ replyTo: address }] : [])])
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
