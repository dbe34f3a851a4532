import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, customerIdentities, customers, events, messageMails, messages } from "@/db/schema";
import { setStatus } from "@/lib/conversations/status";
import { replyAddress } from "@/lib/mail/reply-token";
import { receiveMail } from "@/lib/messages/receive-mail";
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

	test("at two of our inboxes is a message in each", async () => {
		const raw = rawMail({ id: "twice@example.it" });
		await receiveMail({ kind: "mail", raw, envelopeTo: ["support@shop.example"] });
		await receiveMail({ kind: "mail", raw, envelopeTo: ["sales@shop.example"] });
		expect(await db().select().from(messages)).toHaveLength(2);
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

test("what PostgreSQL cannot hold is left out, not refused", async () => {
	const message = await mailArrives({ subject: "nul\0 byte", text: "one\0two" });
	expect(message.body).toContain("onetwo");
	const [mail] = await db().select().from(messageMails).where(eq(messageMails.messageId, message.id));
	expect(mail?.subject).not.toContain("\0");
});
