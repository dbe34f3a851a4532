import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, deliveries, messageMails, messages } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { setStatus } from "@/lib/conversations/status";
import { deliverMessage } from "@/lib/messages/deliver";
import { retryMessage } from "@/lib/messages/retry";
import { type Reply, sendReply } from "@/lib/messages/send";
import { addNote } from "@/lib/notes/add";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById, textArrives } from "../../support/factories";
import { until } from "../../support/poll";

setupDatabase();
const { control, received } = await setupBackstage();
let actor: UserActor;

beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	await makeInbox("sms", "+34911000417");
	actor = await makeUser();
});

const reply = (conversationId: number, text = "On its way.", more: Partial<Reply> = {}): Reply => ({
	conversationId,
	text,
	clientKey: randomUUID(),
	html: null,
	cc: [],
	replyTo: "main",
	archive: false,
	...more,
});
const status = async (id: number) => (await messageById(id)).status;
let phone = 610_000_100;

describe("an answer by mail", () => {
	test("reaches the customer once, in their thread, with text and safe HTML; statuses follow to delivered", async () => {
		const first = await mailArrives({ from: "Ada <ada@example.org>", subject: "Order 9", id: "question@example.org" });
		const { messageId } = await sendReply(
			reply(first.conversationId, "Hello Ada", { html: "<p>Hello <b>Ada</b><script>alert(1)</script></p>", cc: ["store@example.com"] }),
			actor,
		);
		await until(async () => (await status(messageId)) === "delivered");
		const [mail, ...others] = await received("ada@example.org");
		expect(others).toEqual([]);
		expect(mail).toMatchObject({
			subject: "Re: Order 9",
			text: "Hello Ada",
			cc: ["store@example.com"],
			in_reply_to: "<question@example.org>",
			references: [expect.stringMatching(/^<thread\+c\d+-\w{16}@shop\.example>$/), "<question@example.org>"],
		});
		expect(mail?.html).toContain("<b>Ada</b>");
		expect(mail?.html).not.toContain("script");
		expect(mail?.reply_to[0]).toMatch(/support\+c\d+-[a-z2-7]+@shop\.example/);
	});

	test("is answered into the same conversation, by the signed address and by Message-ID alone", async () => {
		const first = await mailArrives({ from: "Bo <bo@example.org>" });
		const { messageId } = await sendReply(reply(first.conversationId), actor);
		const sent = await until(async () => (await db().select().from(messageMails).where(eq(messageMails.messageId, messageId)))[0]?.rfcMessageId);
		const [mail] = await received("bo@example.org");
		expect(`<${sent}>`).toBe(mail?.message_id);
		expect((await mailArrives({ from: "bo@example.org", to: mail?.reply_to[0] })).conversationId).toBe(first.conversationId);
		expect((await mailArrives({ from: "bo@example.org", to: "support@shop.example", headers: [`In-Reply-To: ${mail?.message_id}`] })).conversationId).toBe(
			first.conversationId,
		);
	});

	test("that bounces is marked failed with its reason, also on the row; Retry sends anew", async () => {
		const first = await mailArrives({ from: "bounce.carl@example.org" });
		const { messageId } = await sendReply(reply(first.conversationId), actor);
		await until(async () => (await status(messageId)) === "failed");
		expect(await messageById(messageId)).toMatchObject({ errorCode: "bounced" });
		expect((await messageById(messageId)).errorDetail).toBeTruthy();
		const [row] = await db().select().from(conversations).where(eq(conversations.id, first.conversationId));
		expect(row?.lastFailed).toBe(true);
		await retryMessage(messageId, actor);
		await until(async () => (await received("bounce.carl@example.org")).length === 2);
	});
});

describe("sending exactly once", () => {
	test("the same press of Send, sixteen times at once, is one message and one delivery", async () => {
		const first = await textArrives("Hi", `+34${++phone}`);
		const input = reply(first.conversationId);
		const results = await Promise.all(Array.from({ length: 16 }, () => sendReply(input, actor)));
		expect(new Set(results.map((result) => result.messageId)).size).toBe(1);
		await until(async () => (await status(results[0]?.messageId ?? 0)) === "delivered");
		expect(await received(`+34${phone}`)).toHaveLength(1);
	});

	for (const channel of ["mail", "text"] as const) {
		test(`a ${channel} whose answer was lost on the way is not sent again`, async () => {
			await control("fault", { next: 1, status: "drop-after-accept", method: "POST" });
			const number = `+34${++phone}`;
			const address = channel === "mail" ? `lost-${phone}@example.org` : number;
			const first = channel === "mail" ? await mailArrives({ from: address }) : await textArrives("Hi", number);
			const { messageId } = await sendReply(reply(first.conversationId), actor);
			await until(async () => (await status(messageId)) === "delivered", { timeout: 15_000 });
			const [delivery] = await db().select().from(deliveries).where(eq(deliveries.messageId, messageId));
			expect(delivery?.state).toBe("accepted");
			await until(async () => (await db().execute(sql`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'message.send'`)).length === 0, {
				timeout: 15_000,
			});
			expect(await received(address)).toHaveLength(1);
		});
	}

	test("two texts of the same words are two, even when the answer to the second was lost", async () => {
		const first = await textArrives("Hi", `+34${++phone}`);
		const a = await sendReply(reply(first.conversationId, "Yes"), actor);
		await until(async () => (await status(a.messageId)) === "delivered");
		await control("fault", { next: 1, status: "drop-after-accept", method: "POST", provider: "twilio" });
		const b = await sendReply(reply(first.conversationId, "Yes"), actor);
		await until(async () => (await status(b.messageId)) === "delivered", { timeout: 15_000 });
		expect(await received(`+34${phone}`)).toHaveLength(2);
	});

	test("a job that runs again after the message was accepted does nothing", async () => {
		const first = await textArrives("Hi", `+34${++phone}`);
		const { messageId } = await sendReply(reply(first.conversationId), actor);
		await until(async () => (await status(messageId)) === "delivered");
		await deliverMessage(messageId, false);
		expect(await received(`+34${phone}`)).toHaveLength(1);
	});
});

describe("failing", () => {
	test("a provider that is down is tried again until it takes the message", async () => {
		const first = await textArrives("Hi", `+34${++phone}`);
		await control("fault", { next: 1, status: 500, provider: "twilio", method: "POST" });
		const { messageId } = await sendReply(reply(first.conversationId), actor);
		await until(async () => (await db().select().from(deliveries).where(eq(deliveries.messageId, messageId)))[0]?.lastError);
		await until(async () => (await status(messageId)) === "delivered", { timeout: 15_000 });
		expect(await received(`+34${phone}`)).toHaveLength(1);
	});

	test("a number that cannot exist fails at once, with the provider's reason, and is not tried again", async () => {
		const first = await textArrives("Hi", "+15005550001");
		const { messageId } = await sendReply(reply(first.conversationId), actor);
		await until(async () => (await status(messageId)) === "failed");
		expect(await messageById(messageId)).toMatchObject({ errorCode: "invalidRecipient" });
		const jobs = await db().execute(sql`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'message.send'`);
		expect(jobs).toHaveLength(0);
	});

	test("only what failed can be retried", async () => {
		const first = await textArrives("Hi", `+34${++phone}`);
		await expect(retryMessage(first.id, actor)).rejects.toMatchObject({ code: "notRetryable" });
		await expect(retryMessage(999_999, actor)).rejects.toMatchObject({ code: "notFound" });
	});
});

describe("refusals leave nothing behind", () => {
	test("an empty text, an unknown conversation, a channel without a provider, a customer without an address", async () => {
		const first = await textArrives("Hi", `+34${++phone}`);
		const count = async () => (await db().select().from(messages)).length;
		const before = await count();
		await expect(sendReply(reply(first.conversationId, " \n"), actor)).rejects.toMatchObject({ code: "emptyMessage" });
		await expect(sendReply(reply(999_999), actor)).rejects.toMatchObject({ code: "notFound" });
		await db().execute(sql`UPDATE inboxes SET provider = 'none' WHERE channel = 'sms'`);
		await expect(sendReply(reply(first.conversationId), actor)).rejects.toMatchObject({ code: "channelNotConnected" });
		await db().execute(sql`UPDATE inboxes SET provider = 'twilio' WHERE channel = 'sms'`);
		await db().execute(sql`DELETE FROM customer_identities WHERE value = ${`+34${phone}`}`);
		await expect(sendReply(reply(first.conversationId), actor)).rejects.toMatchObject({ code: "customerHasNoAddress" });
		expect(await count()).toBe(before);
	});
});

test("send and archive archives, with an event; an answer does not reopen what is archived", async () => {
	const first = await textArrives("Hi", `+34${++phone}`);
	await sendReply(reply(first.conversationId, "Bye", { archive: true }), actor);
	const state = async () => (await db().select().from(conversations).where(eq(conversations.id, first.conversationId)))[0]?.status;
	expect(await state()).toBe("archived");
	await sendReply(reply(first.conversationId, "One more thing"), actor);
	expect(await state()).toBe("archived");
	await setStatus(first.conversationId, "active", actor);
});

test("a note's words reach no customer", async () => {
	const first = await mailArrives({ from: "canary@example.org" });
	await addNote({ conversationId: first.conversationId, clientKey: randomUUID(), text: "CANARY-7431" }, actor);
	const { messageId } = await sendReply(reply(first.conversationId, "Hello", { html: "<p>Hello</p>" }), actor);
	await until(async () => (await status(messageId)) === "delivered");
	expect(JSON.stringify(await received("canary@example.org"))).not.toContain("CANARY-7431");
});
