import { randomUUID } from "node:crypto";
import { eq, isNotNull, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db, transaction } from "@/db";
import { conversations, customerIdentities, messageMails, messages } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { threadMark } from "@/lib/mail/reply-token";
import { applyReceipt } from "@/lib/messages/receipt";
import { receiveMail } from "@/lib/messages/receive-mail";
import { sendReply } from "@/lib/messages/send";
import { queueSpoken } from "@/lib/messages/speak";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById } from "../../support/factories";

setupDatabase();
let actor: UserActor;
beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	actor = await makeUser();
});
beforeEach(() => db().execute(sql`TRUNCATE conversations, customers, messages CASCADE`));

/** An answer to Giulia that the provider took as `id` and sent as this Message-ID. */
async function sent(id: string) {
	const { conversationId } = await mailArrives();
	const { messageId } = await sendReply({ conversationId, clientKey: randomUUID(), text: "Yes", html: null, cc: [], replyTo: "main", archive: false }, actor);
	await db().update(messages).set({ providerId: id, status: "sent" }).where(eq(messages.id, messageId));
	await db()
		.update(messageMails)
		.set({ rfcMessageId: `${id}@mail.example` })
		.where(eq(messageMails.messageId, messageId));
	return { messageId, conversationId };
}

const report = (status: string, returned: string[], recipient = "giulia@example.it", action = "failed") =>
	receiveMail({
		kind: "mail",
		envelopeTo: ["support@shop.example"],
		raw: Buffer.from(
			[
				"From: MAILER-DAEMON@mx.example",
				"Subject: Undelivered Mail Returned to Sender",
				`Message-ID: <${randomUUID()}@mx.example>`,
				"MIME-Version: 1.0",
				'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
				"",
				"--b",
				"Content-Type: text/plain",
				"",
				"I'm sorry to have to inform you.",
				"--b",
				"Content-Type: message/delivery-status",
				"",
				"Reporting-MTA: dns; mx.example",
				"",
				`Final-Recipient: rfc822; ${recipient}`,
				`Action: ${action}`,
				`Status: ${status}`,
				"Diagnostic-Code: smtp; 550 no such user",
				"--b",
				"Content-Type: text/rfc822-headers",
				"",
				...returned,
				"--b--",
			].join("\r\n"),
		),
	});

const isDead = async () => (await db().select().from(customerIdentities))[0]?.undeliverableAt !== null;
const receipt = (providerId: string, status: "delivered" | "failed", errorCode: string | null) =>
	applyReceipt("resend", { kind: "receipt", providerId, idempotencyKey: null, status, rfcMessageId: null, errorCode, errorDetail: null });

describe("a returned mail", () => {
	test.each([
		["5.1.1", "unknownMailbox", true],
		["5.1.2", "unknownDomain", true],
		["5.2.2", "mailboxFull", false],
		["5.3.4", "tooLarge", false],
		["5.7.1", "refusedByPolicy", false],
		["4.4.7", "notInTime", false],
		["5.0.0", "bounced", true],
	])("with status %s is %s; the address is dead: %s", async (status, errorCode, dead) => {
		const { messageId, conversationId } = await sent("one");
		await report(status, ["Message-ID: <one@mail.example>"]);
		expect(await messageById(messageId)).toMatchObject({ status: "failed", errorCode, errorDetail: "550 no such user" });
		expect(await isDead()).toBe(dead);
		expect((await db().select().from(conversations).where(eq(conversations.id, conversationId)))[0]?.lastFailed).toBe(true);
		expect(await db().$count(messages)).toBe(2);
	});

	test("finds its mail by the mark in References, when the provider gave it another Message-ID", async () => {
		const { messageId, conversationId } = await sent("two");
		await report("5.1.1", ["Message-ID: <other@provider.example>", `References: <${threadMark(conversationId, "support@shop.example")}> <x@y.example>`]);
		expect(await messageById(messageId)).toMatchObject({ status: "failed" });
	});

	test("calls every address dead that it did not reach", async () => {
		await mailArrives({ from: "Ana <ana@example.com>" });
		const { messageId } = await sent("both");
		await db()
			.update(messageMails)
			.set({ cc: [{ name: "Ana", address: "Ana@example.com" }] })
			.where(eq(messageMails.messageId, messageId));
		const both = ["giulia@example.it", "Action: failed", "Status: 5.1.1", "", "Final-Recipient: rfc822; ana@example.com"].join("\r\n");
		await report("5.1.1", ["Message-ID: <both@mail.example>"], both);
		const dead = await db().select().from(customerIdentities).where(isNotNull(customerIdentities.undeliverableAt));
		expect(dead.map(({ value }) => value).sort()).toEqual(["ana@example.com", "giulia@example.it"]);
	});

	test("says nothing of an address that we never wrote to", async () => {
		await sent("three");
		await mailArrives({ from: "Ana <ana@example.com>" });
		await report("5.1.1", ["Message-ID: <three@mail.example>"], "ana@example.com");
		expect((await db().select().from(customerIdentities)).every((identity) => identity.undeliverableAt === null)).toBe(true);
	});

	test("of somebody else's mail is a message like others, and automatic", async () => {
		await report("5.1.1", ["Message-ID: <unknown@elsewhere.example>"]);
		expect(await db().select().from(messages)).toMatchObject([{ automatic: true, direction: "in" }]);
	});

	test("counts after it was called delivered, and stays", async () => {
		const { messageId } = await sent("four");
		await receipt("four", "delivered", null);
		await report("5.1.1", ["Message-ID: <four@mail.example>"]);
		await receipt("four", "delivered", null);
		expect(await messageById(messageId)).toMatchObject({ status: "failed", errorCode: "unknownMailbox" });
	});
});

test("a report of a delay is said of its mail, is no message, and is over once the mail has arrived or failed", async () => {
	const { messageId } = await sent("late");
	await report("4.4.1", ["Message-ID: <late@mail.example>"], "giulia@example.it", "delayed");
	expect(await messageById(messageId)).toMatchObject({ status: "sent", errorCode: "delayed" });
	expect(await isDead()).toBe(false);
	expect(await db().$count(messages)).toBe(2);
	await report("5.4.7", ["Message-ID: <late@mail.example>"]);
	await report("4.4.1", ["Message-ID: <late@mail.example>"], "giulia@example.it", "delayed");
	expect(await messageById(messageId)).toMatchObject({ status: "failed", errorCode: "notInTime" });
	await report("4.4.1", ["Message-ID: <unknown@elsewhere.example>"], "giulia@example.it", "delayed");
	expect(await db().select({ automatic: messages.automatic }).from(messages).where(eq(messages.direction, "in")).orderBy(messages.id)).toEqual([
		{ automatic: false },
		{ automatic: true },
	]);
});

test("a complaint that comes by mail is noted where it belongs, whether or not it says who complained", async () => {
	const complain = async (id: string, lines: string[] = []) => {
		const parts = [
			"--b\r\nContent-Type: text/plain\r\n\r\nThis is an email abuse report.",
			["--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: Provider/1.0\r\nVersion: 1", ...lines, ""].join("\r\n"),
			`--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${id}@mail.example>\r\nSubject: Re: Order 4417\r\n\r\nYes\r\n--b--`,
		];
		const head = ["From: abuse@provider.example", "Subject: Fw: Re: Order 4417", `Message-ID: <${randomUUID()}@provider.example>`, "MIME-Version: 1.0"];
		const type = 'Content-Type: multipart/report; report-type=feedback-report; boundary="b"';
		await receiveMail({ kind: "mail", raw: Buffer.from([...head, type, "", ...parts].join("\r\n")), envelopeTo: ["support@shop.example"] });
	};
	const { messageId } = await sent("unwanted");
	await receipt("unwanted", "delivered", null);
	await complain("unwanted", ["Original-Rcpt-To: <somebody@elsewhere.example>"]);
	expect(await messageById(messageId)).toMatchObject({ status: "delivered", errorCode: "complained" });
	expect(await isDead()).toBe(false);
	await complain("unwanted");
	expect(await isDead()).toBe(true);
	expect(await db().$count(messages)).toBe(2);
	await complain("unknown");
	expect(await db().$count(messages)).toBe(3);
});

test("an address lives again when somebody writes from it", async () => {
	await sent("five");
	await receipt("five", "failed", "bounced");
	expect(await isDead()).toBe(true);
	await mailArrives();
	expect(await isDead()).toBe(false);
});

test("a complaint is kept with what was delivered, and no machine writes to the address any more", async () => {
	const { messageId, conversationId } = await sent("six");
	await receipt("six", "delivered", null);
	const speak = () =>
		transaction(async (tx) => {
			const [conversation] = await tx.select().from(conversations).where(eq(conversations.id, conversationId));
			if (!conversation) throw new Error("no conversation");
			return queueSpoken(tx, conversation, "Hello again", { author: "chatbot", name: "Bot" }, { type: "chatbot", id: 1 });
		});
	await speak();
	await receipt("six", "delivered", "complained");
	expect(await messageById(messageId)).toMatchObject({ status: "delivered", errorCode: "complained" });
	expect(await isDead()).toBe(true);
	await expect(speak()).rejects.toMatchObject({ code: "addressUndeliverable" });
});
