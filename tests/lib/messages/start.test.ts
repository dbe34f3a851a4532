import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, deliveries, events, type Inbox, inboxes, messages, settings, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { uploadFile } from "@/lib/attachments/upload";
import { setStatus } from "@/lib/conversations/status";
import { createCustomer } from "@/lib/customers/create";
import type { Start } from "@/lib/messages/start";
import { startOptions } from "@/lib/messages/start-options";
import { submitStart } from "@/lib/messages/submit-start";
import { setWriting } from "@/lib/users/writing";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById, textArrives } from "../../support/factories";
import { until } from "../../support/poll";

setupDatabase();
const { received, source } = await setupBackstage();
let actor: UserActor;
let personal: Inbox;

beforeAll(async () => {
	actor = await makeUser("operator", "Lucía");
	personal = await makeInbox("email", "lucia@shop.example", "resend", actor.user.id);
	await makeInbox("email", "info@shop.example");
	const main = await makeInbox("email", "support@shop.example");
	await db().update(inboxes).set({ main: true }).where(eq(inboxes.id, main.id));
	await makeInbox("sms", "+34911000417");
	await makeInbox("whatsapp", "+34911000418", "none");
	await setWriting({ signature: "", undoSeconds: 0 }, actor);
});

/** At once, without a time to undo it. */
async function startConversation(input: Start, writer: UserActor) {
	const started = await submitStart({ ...input, sendAt: null, revisions: [], fromRecord: false }, writer);
	if (started.state !== "sent") throw new Error(started.state);
	return started;
}

let number = 0;
async function makeCustomer(kinds: ("email" | "phone")[] = ["email", "phone"]) {
	const n = ++number;
	const [email, phone] = [`new-${n}@example.org`, `+3462000${String(1000 + n)}`];
	const { created } = await createCustomer(
		{ name: `New ${n}`, email: kinds.includes("email") ? email : null, phone: kinds.includes("phone") ? phone : null, language: null },
		actor,
	);
	return { id: created?.id ?? 0, email, phone };
}
const first = (customerId: number, more: Partial<Start> = {}): Start => ({
	customerId,
	channel: "email",
	clientKey: randomUUID(),
	subject: "Your order",
	text: "It leaves today.",
	html: null,
	cc: [],
	bcc: [],
	replyTo: "main",
	archive: false,
	...more,
});
const conversation = async (id: number) => (await db().select().from(conversations).where(eq(conversations.id, id)))[0];
const eventsOf = (id: number) => db().select().from(events).where(eq(events.conversationId, id)).orderBy(asc(events.id));
const delivered = (id: number) => until(async () => (await messageById(id)).status === "delivered");

describe("by mail", () => {
	test("the customer gets it from the main inbox, and their answer comes into the conversation", async () => {
		const ana = await makeCustomer();
		const started = await startConversation(
			first(ana.id, { html: "<p>It <b>leaves</b> today.</p>", cc: ["store@outside.example"], bcc: ["boss@outside.example"] }),
			actor,
		);
		await delivered(started.messageId);
		const [mail, ...others] = await received(ana.email);
		expect(others).toEqual([]);
		expect(mail).toMatchObject({
			subject: "Your order",
			text: "It leaves today.",
			cc: ["store@outside.example"],
			in_reply_to: null,
			references: [expect.stringMatching(/^<thread\+c\d+-\w{16}@shop\.example>$/)],
		});
		expect(mail?.html).toContain("<b>leaves</b>");
		expect(mail?.from).toContain("support@shop.example");
		expect(JSON.stringify(mail)).not.toContain("boss@outside.example");
		expect(await received("boss@outside.example")).toHaveLength(1);
		expect(await conversation(started.conversationId)).toMatchObject({
			customerId: ana.id,
			channel: "email",
			subject: "Your order",
			source: "operator",
			lastAuthor: "operator",
			status: "active",
			messageCount: 1,
			lastSnippet: "It leaves today.",
		});
		expect(await eventsOf(started.conversationId)).toMatchObject([
			{ type: "started", actorType: "user", actorId: actor.user.id, data: { source: "operator", sourceName: null } },
		]);
		expect((await mailArrives({ from: ana.email, to: mail?.reply_to[0] })).conversationId).toBe(started.conversationId);
	});

	test("files go along, and the writer's signature ends it", async () => {
		const ana = await makeCustomer();
		await db().update(users).set({ signature: "Lucía, La Tienda" }).where(eq(users.id, actor.user.id));
		const file = { key: randomUUID(), filename: "factura.pdf", contentType: "application/pdf", content: Buffer.from("%PDF-1.4\n%%EOF") };
		const { id } = await uploadFile(file, actor);
		const started = await startConversation(first(ana.id, { text: "", signature: true, attachmentIds: [id] }), actor);
		await delivered(started.messageId);
		const [mail] = await received(ana.email);
		expect(mail?.text).toContain("-- \nLucía, La Tienda");
		expect(await source(mail?.id ?? "")).toContain("filename=factura.pdf");
		const other = await makeUser("operator", "Marcos");
		const stranger = startConversation(first(ana.id, { attachmentIds: [(await uploadFile({ ...file, key: randomUUID() }, actor)).id] }), other);
		await expect(stranger).rejects.toThrow("fileGone");
	});

	test("an answer to the personal inbox comes into the conversation too", async () => {
		const ana = await makeCustomer();
		const started = await startConversation(first(ana.id, { replyTo: "personal" }), actor);
		await delivered(started.messageId);
		const [mail] = await received(ana.email);
		expect(mail?.reply_to[0]).toMatch(/^lucia\+c\d+-.*@shop\.example$/);
		expect(personal.address).toBe("lucia@shop.example");
		expect((await mailArrives({ from: ana.email, to: mail?.reply_to[0] })).conversationId).toBe(started.conversationId);
	});

	test("each is a conversation of its own", async () => {
		const ana = await makeCustomer();
		const [a, b] = [await startConversation(first(ana.id), actor), await startConversation(first(ana.id), actor)];
		expect(a.conversationId).not.toBe(b.conversationId);
	});
});

describe("by SMS", () => {
	test("the customer gets it, and their answer comes into the conversation", async () => {
		const ana = await makeCustomer(["phone"]);
		const started = await startConversation(first(ana.id, { channel: "sms", subject: "", text: "Tu pedido sale hoy." }), actor);
		await delivered(started.messageId);
		expect(await received(ana.phone)).toMatchObject([{ text: "Tu pedido sale hoy." }]);
		expect((await textArrives("Gracias", ana.phone)).conversationId).toBe(started.conversationId);
		expect(await conversation(started.conversationId)).toMatchObject({ subject: null, source: "operator", messageCount: 2 });
	});

	test("a customer who has a thread with the number is written to there, out of the archive", async () => {
		const ana = await makeCustomer(["phone"]);
		const before = await textArrives("Hola", ana.phone);
		await setStatus(before.conversationId, "archived", actor);
		const started = await startConversation(first(ana.id, { channel: "sms" }), actor);
		expect(started).toMatchObject({ conversationId: before.conversationId, continued: true });
		expect(await conversation(before.conversationId)).toMatchObject({ status: "active", source: "inbound", messageCount: 2 });
		expect((await eventsOf(before.conversationId)).map(({ type }) => type)).toEqual(["archived", "reopened"]);
	});

	test("eight operators at once write in one conversation", async () => {
		const ana = await makeCustomer(["phone"]);
		const started = await Promise.all(Array.from({ length: 8 }, () => startConversation(first(ana.id, { channel: "sms" }), actor)));
		expect(new Set(started.map(({ conversationId }) => conversationId)).size).toBe(1);
		expect(new Set(started.map(({ messageId }) => messageId)).size).toBe(8);
	});
});

test("the same press of Send, sixteen times at once, is one conversation, one message, one delivery", async () => {
	const ana = await makeCustomer();
	const input = first(ana.id);
	const started = await Promise.all(Array.from({ length: 16 }, () => startConversation(input, actor)));
	expect(new Set(started.map(({ conversationId }) => conversationId)).size).toBe(1);
	await delivered(started[0]?.messageId ?? 0);
	expect(await received(ana.email)).toHaveLength(1);
	expect(await db().select().from(conversations).where(eq(conversations.customerId, ana.id))).toHaveLength(1);
});

test("the dialog is told what is connected, where answers come back to the history, and the signature", async () => {
	const options = await startOptions(actor.user.id);
	expect(options.channels).toMatchObject([
		{ channel: "email", inbox: { address: "support@shop.example", synced: true } },
		{ channel: "sms", inbox: { address: "+34911000417" } },
		{ channel: "whatsapp", inbox: null },
	]);
	expect(options.personalInbox).toMatchObject({ address: "lucia@shop.example", synced: true });
	expect(options.writing.undoSeconds).toBe(0);
	await db().insert(settings).values({ key: "emailSync", value: false });
	expect((await startOptions(actor.user.id)).personalInbox?.synced).toBe(false);
	await db().delete(settings);
});

test("what is refused leaves nothing behind", async () => {
	const count = async () => [
		(await db().select().from(conversations)).length,
		(await db().select().from(messages)).length,
		(await db().select().from(deliveries)).length,
	];
	const ana = await makeCustomer(["phone"]);
	const both = await makeCustomer();
	const before = await count();
	for (const [input, code] of [
		[first(999_999), "notFound"],
		[first(both.id, { text: " \n" }), "emptyMessage"],
		[first(both.id, { subject: "" }), "subjectMissing"],
		[first(ana.id), "customerHasNoAddress"],
		[first(ana.id, { channel: "whatsapp" }), "channelNotConnected"],
	] as const)
		await expect(startConversation(input, actor), code).rejects.toMatchObject({ code });
	await db().execute(sql`UPDATE inboxes SET enabled = false WHERE channel = 'sms'`);
	await expect(startConversation(first(ana.id, { channel: "sms" }), actor)).rejects.toMatchObject({ code: "channelNotConnected" });
	expect(await count()).toEqual(before);
});
