import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { attachments, conversations, customers, messages, templates } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { filesOf as filesOfMessage, storedAttachment, uploadsOf } from "@/lib/attachments/queries";
import { sweepStorage, sweepUploads } from "@/lib/attachments/sweep";
import { discardUpload, uploadFile } from "@/lib/attachments/upload";
import { createCustomer } from "@/lib/customers/create";
import { sendReply } from "@/lib/messages/send";
import { submitStart } from "@/lib/messages/submit-start";
import { fileBytes } from "@/lib/storage/storage";
import { parseTemplateFilter } from "@/lib/templates/filter";
import { listTemplates, offeredTemplates, spokenBy, templateDetails, templateFacets } from "@/lib/templates/queries";
import { archiveTemplate, createTemplate, duplicateTemplate, type TemplateInput, takeTemplate, updateTemplate } from "@/lib/templates/save";
import { exportTemplates, importTemplates } from "@/lib/templates/transfer";
import { templateValues } from "@/lib/templates/values";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser } from "../../support/factories";

setupDatabase();
let actor: UserActor;
beforeAll(async () => {
	actor = await makeUser("operator", "Lucía Méndez");
	await makeInbox("email", "support@shop.example");
});

let n = 0;
const template = (more: Partial<TemplateInput> = {}): TemplateInput => ({
	name: `Template ${++n}`,
	folder: "",
	channel: null,
	language: null,
	subject: "",
	text: "Hola, {{customer.firstName}}.",
	html: null,
	...more,
});
const seen = async (id: number) => (await templateDetails(id))?.updatedAt ?? "";
const names = async (query: string) => (await listTemplates(parseTemplateFilter(new URLSearchParams(query)))).rows.map(({ name }) => name);

test("a template is kept, its HTML made safe; changed; and nobody writes over what a colleague did meanwhile", async () => {
	const { templateId } = await createTemplate(template({ name: "Envío", html: "<p>Hola<script>x</script></p>", channel: "email", language: "es" }), actor);
	expect(await templateDetails(templateId)).toMatchObject({ name: "Envío", html: "<p>Hola</p>", usedCount: 0, archived: false, updatedBy: "Lucía Méndez" });
	const first = await seen(templateId);
	const { updatedAt } = await updateTemplate({ ...template({ name: "Envío 2" }), templateId, seen: first }, actor);
	expect(await templateDetails(templateId)).toMatchObject({ name: "Envío 2", html: null, channel: null, updatedAt });
	await expect(updateTemplate({ ...template({ name: "Lost" }), templateId, seen: first }, actor)).rejects.toMatchObject({ code: "templateChanged" });
	await expect(updateTemplate({ ...template(), templateId: 999_999, seen: first }, actor)).rejects.toMatchObject({ code: "notFound" });
});

describe("names", () => {
	test("one of a name in a folder, for a channel and a language, whatever its case; twelve at once make one", async () => {
		const input = template({ name: "Saludo", folder: "Ventas", language: "es" });
		const results = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => createTemplate({ ...input, name: i % 2 ? "SALUDO" : "Saludo" }, actor)));
		expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		await createTemplate({ ...input, language: "it" }, actor);
		await createTemplate({ ...input, channel: "sms" }, actor);
		await createTemplate({ ...input, folder: "Posventa" }, actor);
	});

	test("a copy takes the next free number; what is archived leaves its name, and comes back only when it is free", async () => {
		const { templateId } = await createTemplate(template({ name: "Copia" }), actor);
		const [second, third] = [await duplicateTemplate(templateId, actor), await duplicateTemplate(templateId, actor)];
		expect((await templateDetails(second.templateId))?.name).toBe("Copia (2)");
		expect((await templateDetails((await duplicateTemplate(third.templateId, actor)).templateId))?.name).toBe("Copia (4)");
		await archiveTemplate(templateId, true, actor);
		await createTemplate(template({ name: "Copia" }), actor);
		await expect(archiveTemplate(templateId, false, actor)).rejects.toMatchObject({ code: "templateNameTaken" });
		await archiveTemplate(templateId, true, actor);
	});
});

test("found by any words, whatever the accents, and by folder, channel and language, those for any among them", async () => {
	await createTemplate(template({ name: "Devolución", folder: "Logística", channel: "email", language: "es", text: "El mensajero pasará mañana." }), actor);
	await createTemplate(template({ name: "Return", folder: "Logística", channel: "sms", language: "en" }), actor);
	await createTemplate(template({ name: "Anywhere", folder: "Logística" }), actor);
	expect(await names("q=devolucion")).toEqual(["Devolución"]);
	expect(await names("q=MANANA mensajero")).toEqual(["Devolución"]);
	expect(await names("q=100%25")).toEqual([]);
	expect(await names("q=%00")).toEqual(await names(""));
	expect(await names("folder=Logística")).toEqual(["Anywhere", "Devolución", "Return"]);
	expect(await names("folder=Logística&channel=sms")).toEqual(["Anywhere", "Return"]);
	expect(await names("folder=Logística&language=es&channel=bogus")).toEqual(["Anywhere", "Devolución"]);
	expect(await templateFacets()).toMatchObject({ folders: expect.arrayContaining(["Logística"]), languages: expect.arrayContaining(["en", "es"]) });
	const offered = await offeredTemplates("", "email", "es-MX");
	expect(offered.map(({ name }) => name)).not.toContain("Return");
	expect(offered[0]?.language).toBe("es");
	await createTemplate(template({ name: "Zeta", language: "it", text: "anywhere" }), actor);
	expect((await offeredTemplates("anywhere", "email", "it")).map(({ name }) => name)).toEqual(["Anywhere", "Zeta"]);
	const { created } = await createCustomer({ name: "Ilaria", email: "ilaria@cliente.example", phone: null, language: "it-CH" }, actor);
	const spoken = await spokenBy(created?.id ?? 0);
	expect(spoken).toBe("it-CH");
	expect((await offeredTemplates("", "email", spoken))[0]?.language).toBe("it");
	expect(await spokenBy(999_999)).toBeNull();
});

test("how often it was used is counted, one by one", async () => {
	const { templateId } = await createTemplate(template(), actor);
	await Promise.all(Array.from({ length: 9 }, () => takeTemplate(templateId, actor)));
	expect(await templateDetails(templateId)).toMatchObject({ usedCount: 9, lastUsedAt: expect.any(String) });
});

describe("attachments", () => {
	const upload = (filename: string, by = actor) =>
		uploadFile({ key: randomUUID(), filename, contentType: "application/pdf", content: Buffer.from(`%PDF-1.4\n%%EOF ${filename}`) }, by);
	const filesOf = async (templateId: number) => {
		const ids = (await templateDetails(templateId))?.attachmentIds ?? [];
		return (await uploadsOf(actor.user.id, ids)).map(({ filename }) => filename).toSorted();
	};

	test("are kept with it in their order, changed with it, copied with it, and everybody of the staff may read them", async () => {
		const [one, two] = [await upload("uno.pdf"), await upload("dos.pdf")];
		const { templateId } = await createTemplate(template({ attachmentIds: [two.id, one.id] }), actor);
		expect((await templateDetails(templateId))?.attachmentIds).toEqual([two.id, one.id]);
		await discardUpload(one.id, actor);
		const other = await makeUser();
		expect(await storedAttachment(one.id, other.user.id)).toMatchObject({ filename: "uno.pdf" });
		const three = await upload("tres.pdf", other);
		await updateTemplate({ ...template({ attachmentIds: [three.id, one.id] }), templateId, seen: await seen(templateId) }, other);
		expect((await templateDetails(templateId))?.attachmentIds).toEqual([three.id, one.id]);
		expect(await storedAttachment(two.id, actor.user.id)).toBeNull();
		const copy = await duplicateTemplate(templateId, actor);
		await updateTemplate({ ...template({ attachmentIds: [] }), templateId, seen: await seen(templateId) }, actor);
		expect(await filesOf(templateId)).toEqual([]);
		expect(await filesOf(copy.templateId)).toEqual(["tres.pdf", "uno.pdf"]);
	});

	test("go along with a message as the writer's own; what was sent outlives the template, and the sweep takes only what nobody has", async () => {
		const { templateId } = await createTemplate(template({ attachmentIds: [(await upload("catálogo.pdf")).id] }), actor);
		const found = (await offeredTemplates("", "email", null)).find(({ id }) => id === templateId);
		expect(found?.files).toEqual(["catálogo.pdf"]);
		const writer = await makeUser();
		const [file] = await takeTemplate(templateId, writer);
		const { conversationId } = await mailArrives({ from: "Eva <eva2@example.es>" });
		const out = { conversationId, clientKey: randomUUID(), text: "Hola", html: null, cc: [], replyTo: "main" as const, archive: false };
		const { messageId } = await sendReply({ ...out, attachmentIds: [file?.id ?? 0] }, writer);
		const [unused] = await takeTemplate(templateId, writer);
		await db()
			.update(attachments)
			.set({ createdAt: new Date(0) });
		await sweepUploads();
		expect(await filesOf(templateId)).toEqual(["catálogo.pdf"]);
		expect(await storedAttachment(unused?.id ?? 0, writer.user.id)).toBeNull();
		await archiveTemplate(templateId, true, actor);
		await db().delete(templates).where(eq(templates.id, templateId));
		await db().execute(sql`UPDATE storage_checks SET due_at = now()`);
		await sweepStorage();
		const [sent] = await filesOfMessage(messageId);
		expect(sent?.filename).toBe("catálogo.pdf");
		expect((await fileBytes(sent?.storageKey ?? "")).toString()).toContain("catálogo.pdf");
	});

	test("of somebody else, or that its channel does not carry, are refused, and then nothing is kept", async () => {
		const other = await makeUser();
		await expect(createTemplate(template({ attachmentIds: [(await upload("x.pdf", other)).id] }), actor)).rejects.toMatchObject({ code: "fileGone" });
		const many = await Promise.all(["a", "b", "c", "d"].map(async (name) => (await upload(name)).id));
		await expect(createTemplate(template({ attachmentIds: many }), actor)).rejects.toMatchObject({ code: "tooManyFiles" });
		const zip = await uploadFile(
			{ key: randomUUID(), filename: "a.zip", contentType: "application/zip", content: Buffer.from("PK\x05\x06".padEnd(22, "\0"), "latin1") },
			actor,
		);
		const name = "Of a phone";
		await expect(createTemplate(template({ name, channel: "sms", attachmentIds: [zip.id] }), actor)).rejects.toMatchObject({ code: "fileRefused" });
		expect(await db().select().from(templates).where(eq(templates.name, name))).toEqual([]);
	});

	test("are named in a file that goes out, and have to be added again where it comes in", async () => {
		const { templateId } = await createTemplate(template({ name: "Con adjunto", attachmentIds: [(await upload("tarifa.pdf")).id] }), actor);
		const exported = (await exportTemplates()).templates.find(({ name }) => name === "Con adjunto");
		expect(exported?.files).toEqual(["tarifa.pdf"]);
		await archiveTemplate(templateId, true, actor);
		expect(await importTemplates(JSON.stringify({ version: 1, templates: [exported] }), actor)).toEqual({ imported: 1 });
	});
});

describe("a file", () => {
	test("comes in as it went out", async () => {
		const file = await exportTemplates();
		expect(file.templates.length).toBeGreaterThan(5);
		await db().delete(templates);
		expect(await importTemplates(JSON.stringify(file), actor)).toEqual({ imported: file.templates.length });
		const bare = file.templates.map((one) => ({ ...one, files: [] }));
		expect(await exportTemplates()).toEqual({ ...file, templates: bare });
	});

	test("with one wrong row brings in nothing, and says which and where", async () => {
		const before = (await exportTemplates()).templates.length;
		const rows = [
			template(),
			template({ name: "" }),
			template({ channel: "fax" as never }),
			{ name: "No text" },
			"nonsense",
			template({ language: "not a tag" }),
		];
		expect(await importTemplates(JSON.stringify(rows), actor)).toEqual({
			errors: [
				{ row: 2, name: "", field: "name" },
				{ row: 3, name: expect.stringContaining("Template"), field: "channel" },
				{ row: 4, name: "No text", field: "text" },
				{ row: 5, name: "", field: "" },
				{ row: 6, name: expect.stringContaining("Template"), field: "language" },
			],
		});
		const twice = template({ name: "Twice" });
		expect(await importTemplates(JSON.stringify({ templates: [template(), twice, twice] }), actor)).toEqual({
			errors: [{ row: 3, name: "Twice", field: "name" }],
		});
		expect((await exportTemplates()).templates).toHaveLength(before);
	});

	test.each([
		["", "notTemplates"],
		["{", "notTemplates"],
		["[]", "notTemplates"],
		['{"templates":{}}', "notTemplates"],
		[JSON.stringify(Array(501).fill({})), "tooManyTemplates"],
	])("%.20j is refused", async (file, code) => {
		await expect(importTemplates(file, actor)).rejects.toMatchObject({ code });
	});

	test("its HTML is made safe, and rows may leave out what is empty", async () => {
		expect(await importTemplates('\uFEFF[{"name":"Minimal","text":"Hi","html":"<p onclick=\\"x\\">Hi</p>"}]', actor)).toEqual({ imported: 1 });
		const [row] = await db().select().from(templates).where(eq(templates.name, "Minimal"));
		expect(row).toMatchObject({ html: "<p>Hi</p>", folder: "", channel: null, language: null });
	});
});

describe("values", () => {
	test("of a conversation: its customer, whoever writes, its inbox", async () => {
		const { conversationId } = await mailArrives({ from: "Giulia Rinaldi <giulia@example.it>", subject: "Order 4417" });
		const [conversation] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
		await db()
			.update(customers)
			.set({ company: "Rinaldi srl", fields: { Pedido: "4417" } })
			.where(eq(customers.id, conversation?.customerId ?? 0));
		expect(await templateValues({ conversationId }, actor.user.id)).toMatchObject({
			"customer.firstName": "Giulia",
			"customer.name": "Giulia Rinaldi",
			"customer.email": "giulia@example.it",
			"customer.phone": "",
			"customer.company": "Rinaldi srl",
			"customer.fields.Pedido": "4417",
			"operator.firstName": "Lucía",
			"conversation.subject": "Order 4417",
			"conversation.number": String(conversationId),
			"inbox.address": "support@shop.example",
		});
		expect(await templateValues({ conversationId: 999_999 }, actor.user.id)).toBeNull();
		expect(await templateValues({ customerId: 999_999 }, actor.user.id)).toBeNull();
	});

	test("of somebody known by an address alone have no name", async () => {
		const { conversationId } = await mailArrives({ from: "noname@example.it" });
		expect(await templateValues({ conversationId }, actor.user.id)).toMatchObject({
			"customer.name": "",
			"customer.firstName": "",
			"customer.email": "noname@example.it",
		});
	});
});

test("the server sends nothing that a variable still stands in, in the text, the HTML or the subject", async () => {
	const { conversationId } = await mailArrives({ from: "Ana <ana@example.es>" });
	const { created } = await createCustomer({ name: "Eva", email: "eva@example.es", phone: null, language: null }, actor);
	const out = { clientKey: randomUUID(), text: "Hola", html: null, cc: [], bcc: [], replyTo: "main" as const, archive: false };
	const refused = { code: "unfilledVariables", params: { names: "{{pedido}}" } };
	const before = (await db().select().from(messages)).length;
	await expect(sendReply({ ...out, conversationId, text: "Su {{pedido}}" }, actor)).rejects.toMatchObject(refused);
	await expect(sendReply({ ...out, conversationId, html: "<p>{{<b>pedido</b>}}</p>" }, actor)).rejects.toMatchObject(refused);
	const start = { ...out, customerId: created?.id ?? 0, channel: "email" as const, subject: "Su pedido", sendAt: null, revisions: [], fromRecord: false };
	await expect(submitStart({ ...start, text: "Su {{ pedido }}" }, actor)).rejects.toMatchObject(refused);
	await expect(submitStart({ ...start, subject: "{{pedido}}" }, actor)).rejects.toMatchObject(refused);
	expect((await db().select().from(messages)).length).toBe(before);
});
