import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, customerIdentities, customers, events, inboxes, messageMails, messages } from "@/db/schema";
import { setStatus } from "@/lib/conversations/status";
import { replyAddress, threadMark } from "@/lib/mail/reply-token";
import { receiveMail } from "@/lib/messages/receive-mail";
import { sendReply } from "@/lib/messages/send";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, newestMessage, rawMail } from "../../support/factories";

setupDatabase();

beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	await makeInbox("email", "sales@shop.example");
});
beforeEach(() => db().execute(sql`TRUNCATE conversations, customers, messages CASCADE`));

const conversation = async (id: number) => (await db().select().from(conversations).where(eq(conversations.id, id)))[0];

describe("a first mail", () => {
	test("makes its unknown sender a customer and begins a conversation in the inbox it was sent to", async () => {
		const message = await mailArrives({ to: "sales@shop.example", subject: "Chairs", text: "How much?" });
		expect(await conversation(message.conversationId)).toMatchObject({
			subject: "Chairs",
			lastSnippet: "How much?",
			status: "active",
			lastInboundId: message.id,
			messageCount: 1,
			source: "inbound",
		});
		const [identity] = await db().select().from(customerIdentities).innerJoin(customers, eq(customers.id, customerIdentities.customerId));
		expect(identity?.customer_identities).toMatchObject({ kind: "email", value: "giulia@example.it" });
		expect(identity?.customers.name).toBe("Giulia Rinaldi");
	});

	test("previews the sender's own words, above a quote or between several", async () => {
		const previewOf = async (text: string) => (await conversation((await mailArrives({ to: "sales@shop.example", text })).conversationId))?.lastSnippet;
		expect(await previewOf("Blue.\n\nOn 3 Nov 2025, at 10:12, Shop wrote:\n> Colour?")).toBe("Blue.");
		expect(await previewOf("On 3 Nov 2025, at 10:12, Shop wrote:\n> Colour?\nBlue.\n> Size?\nLarge.")).toBe("Blue. Large.");
	});

	test("goes by the envelope before the To header", async () => {
		await receiveMail({ kind: "mail", raw: rawMail({ to: "somebody@elsewhere.example" }), envelopeTo: ["sales@shop.example"] });
		const message = await newestMessage();
		const [mail] = await db().execute<{ address: string }>(sql`SELECT i.address FROM inboxes i WHERE i.id = ${message.inboxId}`);
		expect(mail?.address).toBe("sales@shop.example");
	});

	test("without a From or Message-ID is still taken in, and only once", async () => {
		const raw = Buffer.from("Subject: lost\r\n\r\nhello\r\n");
		await receiveMail({ kind: "mail", raw, envelopeTo: [] });
		await receiveMail({ kind: "mail", raw, envelopeTo: [] });
		expect(await db().select().from(messages)).toHaveLength(1);
		expect((await newestMessage()).senderAddress).toMatch(/@sender\.invalid$/);
	});

	test("whose From is only a name is that person's", async () => {
		await receiveMail({ kind: "mail", raw: Buffer.from("From: Ana Ruiz\r\nSubject: lost\r\n\r\nhello\r\n"), envelopeTo: [] });
		expect(await db().select().from(customers)).toMatchObject([{ name: "Ana Ruiz" }]);
	});

	test("from one of our own addresses is no customer's", async () => {
		await receiveMail({ kind: "mail", raw: rawMail({ from: "sales@shop.example" }), envelopeTo: [] });
		expect(await db().select().from(messages)).toHaveLength(0);
	});
});

describe("the same mail again", () => {
	test("changes nothing, be it one after the other or sixteen at once", async () => {
		const mail = { kind: "mail" as const, raw: rawMail({ id: "same@example.it" }), envelopeTo: [] };
		await Promise.all(Array.from({ length: 16 }, () => receiveMail(mail)));
		await receiveMail(mail);
		expect(await db().select().from(messages)).toHaveLength(1);
		expect(await db().select().from(conversations)).toMatchObject([{ messageCount: 1 }]);
		expect(await db().select().from(customers)).toHaveLength(1);
	});

	test("at several of our addresses is one message in one conversation, in whichever order and however raced", async () => {
		const raw = rawMail({ id: "twice@example.it", to: "support@shop.example, sales@shop.example" });
		const support = { kind: "mail" as const, raw, envelopeTo: ["support@shop.example"] };
		const sales = { kind: "mail" as const, raw: Buffer.concat([Buffer.from("Delivered-To: sales@shop.example\r\n"), raw]), envelopeTo: ["sales@shop.example"] };
		await Promise.all([support, sales, support, sales, support, sales].map((mail) => receiveMail(mail)));
		expect(await db().select().from(messages)).toHaveLength(1);
		expect(await db().select().from(conversations)).toHaveLength(1);
	});

	test("is not every mail with its Message-ID: some devices know only one", async () => {
		await mailArrives({ id: "scanner@device", subject: "Scan 1" });
		await mailArrives({ id: "scanner@device", subject: "Scan 2" });
		await mailArrives({ id: "scanner@device", subject: "Scan 2" });
		expect((await db().select().from(messageMails)).map((mail) => mail.subject).sort()).toEqual(["Scan 1", "Scan 2"]);
	});

	test("with other words under the same Message-ID and subject is another mail; what a list or a gateway put around it makes none", async () => {
		const id = "form@device";
		for (const text of ["A table, please.", "Two chairs, please.", "A lamp, please.", "Two chairs, please."]) await mailArrives({ id, subject: "Order", text });
		for (const text of ["A table, please.\n\n____\nThe list", "CAUTION: from outside.\n\nA lamp, please."]) await mailArrives({ id, subject: "Order", text });
		expect((await db().select().from(messages)).map((message) => message.body.trim()).sort()).toEqual([
			"A lamp, please.",
			"A table, please.",
			"Two chairs, please.",
		]);
	});
});

test("sixteen first mails of one new sender at once make one customer", async () => {
	await Promise.all(Array.from({ length: 16 }, (_, i) => receiveMail({ kind: "mail", raw: rawMail({ id: `${i}@example.it` }), envelopeTo: [] })));
	expect(await db().select().from(customers)).toHaveLength(1);
	expect(await db().select().from(messages)).toHaveLength(16);
});

describe("an answer", () => {
	test("to our signed address lands in its conversation, whoever writes and whatever the headers say", async () => {
		const first = await mailArrives();
		const to = replyAddress(first.conversationId, "support@shop.example");
		const answer = await mailArrives({ from: "Colleague <other@example.it>", to, subject: "Something else" });
		expect(answer.conversationId).toBe(first.conversationId);
		expect(answer.senderAddress).toBe("other@example.it");
	});

	test("with a forged token begins a conversation of its own", async () => {
		const first = await mailArrives();
		const forged = replyAddress(first.conversationId + 1, "support@shop.example").replace(/\+c\d+/, `+c${first.conversationId}`);
		expect((await mailArrives({ from: "mallory@example.net", to: forged })).conversationId).not.toBe(first.conversationId);
	});

	test("by References threads, when its sender takes part", async () => {
		const first = await mailArrives({ id: "first@example.it" });
		const answer = await mailArrives({ headers: ["References: <unknown@x.example> <first@example.it>"] });
		expect(answer.conversationId).toBe(first.conversationId);
		const stranger = await mailArrives({ from: "mallory@example.net", headers: ["In-Reply-To: <first@example.it>"] });
		expect(stranger.conversationId).not.toBe(first.conversationId);
	});

	test("by References never threads across inboxes", async () => {
		const first = await mailArrives({ id: "first@example.it", to: "support@shop.example" });
		const answer = await mailArrives({ to: "sales@shop.example", headers: ["In-Reply-To: <first@example.it>"] });
		expect(answer.conversationId).not.toBe(first.conversationId);
	});

	test("never threads by subject alone", async () => {
		const first = await mailArrives({ subject: "Order" });
		expect((await mailArrives({ subject: "Re: Order" })).conversationId).not.toBe(first.conversationId);
	});

	test("to an archived conversation brings it back; an automatic one does not, and makes nothing unread", async () => {
		const actor = await makeUser();
		const first = await mailArrives();
		await setStatus(first.conversationId, "archived", actor);
		const to = replyAddress(first.conversationId, "support@shop.example");
		const automatic = await mailArrives({ to, text: "I am away.", headers: ["Auto-Submitted: auto-replied"] });
		expect(await conversation(first.conversationId)).toMatchObject({ status: "archived", lastInboundId: first.id, lastMessageId: automatic.id });
		await mailArrives({ to, text: "Here I am." });
		expect(await conversation(first.conversationId)).toMatchObject({ status: "active" });
		const history = await db().select({ type: events.type }).from(events).where(eq(events.conversationId, first.conversationId)).orderBy(events.id);
		expect(history.map((event) => event.type)).toEqual(["archived", "reopened"]);
	});
});

describe("routing", () => {
	test("goes by what servers noted before To, and by the inbox that the door knows before everything", async () => {
		const noted = await mailArrives({ to: "support@shop.example", headers: ["X-Original-To: sales@shop.example"] });
		const [sales] = await db().select().from(inboxes).where(eq(inboxes.address, "sales@shop.example"));
		expect(noted.inboxId).toBe(sales?.id);
		await receiveMail({ kind: "mail", raw: rawMail({ to: "support@shop.example" }), envelopeTo: ["support@shop.example"], inboxId: sales?.id });
		expect((await newestMessage()).inboxId).toBe(sales?.id);
	});

	test("a mail of ours that comes back is no customer's: by its sender, its signed sender, or its Message-ID", async () => {
		const first = await mailArrives();
		const { messageId } = await sendReply(
			{ conversationId: first.conversationId, clientKey: randomUUID(), text: "Hi", html: null, cc: [], replyTo: "main", archive: false },
			await makeUser(),
		);
		await db().update(messageMails).set({ rfcMessageId: "ours@mail.example" }).where(eq(messageMails.messageId, messageId));
		const before = await db().$count(messages);
		const raws = [
			rawMail({ from: "Shop <SALES@shop.example>" }),
			rawMail({ from: `Shop <${replyAddress(first.conversationId, "support@shop.example")}>` }),
			rawMail({ from: "list@elsewhere.example", id: "ours@mail.example" }),
		];
		for (const raw of raws) await receiveMail({ kind: "mail", raw, envelopeTo: ["support@shop.example"] });
		expect(await db().$count(messages)).toBe(before);
	});

	test("a form that sends in our name for a customer is the customer's", async () => {
		const message = await mailArrives({ from: "Web form <support@shop.example>", headers: ["Reply-To: Ana <ana@example.com>"] });
		expect(message.senderAddress).toBe("ana@example.com");
	});

	test("by the signed mark in References threads without plus-addressing, whoever writes; a forged one does not", async () => {
		const first = await mailArrives();
		const mark = threadMark(first.conversationId, "support@shop.example");
		const answer = await mailArrives({ from: "Boss <boss@example.it>", subject: "New subject", headers: [`References: <${mark}> <x@resend.example>`] });
		expect(answer.conversationId).toBe(first.conversationId);
		const forged = mark.replace(`c${first.conversationId}-`, `c${first.conversationId + 1}-`);
		expect((await mailArrives({ from: "m@example.net", headers: [`References: <${forged}>`] })).conversationId).not.toBe(first.conversationId);
	});

	test("who joins a conversation is the sender of the message, and no new customer", async () => {
		const first = await mailArrives();
		const answer = await mailArrives({ from: "Boss <boss@example.it>", to: replyAddress(first.conversationId, "support@shop.example") });
		expect(answer).toMatchObject({ conversationId: first.conversationId, senderName: "Boss", senderAddress: "boss@example.it" });
		expect(await db().select().from(customers)).toHaveLength(1);
		expect((await conversation(first.conversationId))?.subject).toBe("Order 4417");
	});
});

describe("machines", () => {
	test("that do not say so are known by how often they write, and stir nothing any more", async () => {
		const first = await mailArrives();
		const to = replyAddress(first.conversationId, "support@shop.example");
		for (let count = 1; count < 22; count++) await mailArrives({ to, text: `Ticket ${count} received` });
		const all = await db().select({ automatic: messages.automatic }).from(messages).orderBy(messages.id);
		expect(all.filter((message) => message.automatic)).toHaveLength(2);
		expect(all.at(-1)?.automatic).toBe(true);
	});
});

test("what only a key opens, and what nothing reads, is stored and says so", async () => {
	const sealed = [
		"MIME-Version: 1.0",
		'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
		"Content-Transfer-Encoding: base64",
	];
	const head = ["From: a@example.com", "Subject: Secret", "Message-ID: <s1@example.com>"];
	await receiveMail({ kind: "mail", raw: Buffer.from(`${[...head, ...sealed].join("\r\n")}\r\n\r\nMIIBBQ==\r\n`), envelopeTo: [] });
	expect(await newestMessage()).toMatchObject({ errorCode: "sealed", body: "" });
	const part = `--edge\r\nX-Big: ${"a".repeat(3_000_000)}\r\n\r\nthe words\r\n--edge--`;
	const unreadable = `${head.slice(0, 2).join("\r\n")}\r\nContent-Type: multipart/mixed; boundary=edge\r\n\r\n${part}`;
	await receiveMail({ kind: "mail", raw: Buffer.from(unreadable), envelopeTo: [] });
	expect(await newestMessage()).toMatchObject({ errorCode: "unparsed", senderAddress: "a@example.com" });
});

test("what PostgreSQL cannot hold is left out, not refused", async () => {
	const message = await mailArrives({ subject: "nul\0 byte", text: "one\0two" });
	expect(message.body).toContain("onetwo");
	const [mail] = await db().select().from(messageMails).where(eq(messageMails.messageId, message.id));
	expect(mail?.subject).not.toContain("\0");
});
