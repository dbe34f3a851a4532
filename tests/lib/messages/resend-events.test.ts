import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { Webhook } from "svix";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db, transaction } from "@/db";
import { conversations, customerIdentities, messages, webhooks } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { undeliverableOf } from "@/lib/customers/undeliverable";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { replyRecipients } from "@/lib/messages/recipients";
import { sendReply } from "@/lib/messages/send";
import { queueSpoken } from "@/lib/messages/speak";
import { acceptWebhook } from "@/lib/webhooks/accept";
import { processWebhook } from "@/lib/webhooks/process";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById } from "../../support/factories";

setupDatabase();
process.env.SANDBOX_URL = "http://127.0.0.1:9";
let actor: UserActor;
beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	actor = await makeUser();
});
beforeEach(() => db().execute(sql`TRUNCATE conversations, customers, messages, webhooks CASCADE`));

const address = "giulia@example.it";
const reply = (conversationId: number, cc: string[] = []) => {
	const words = { text: "Yes", html: null, cc, replyTo: "main" as const, archive: false };
	return { conversationId, clientKey: randomUUID(), ...words };
};
/** An answer to Giulia that Resend took, and calls by an id of its own. */
async function sent({ cc = [] as string[] } = {}) {
	const { conversationId } = await mailArrives();
	const { messageId } = await sendReply(reply(conversationId, cc), actor);
	const emailId = randomUUID();
	await db().update(messages).set({ providerId: emailId, status: "sent" }).where(eq(messages.id, messageId));
	return { conversationId, messageId, emailId };
}

/** Posts an event as Resend does, through its door, and lets the job behind it run. */
async function tells(emailId: string, type: string, more: Record<string, unknown> = {}) {
	const at = new Date();
	const sentMail = { created_at: at.toISOString(), email_id: emailId, from: "Shop <support@shop.example>", to: [address], subject: "Re: Order 4417" };
	const body = JSON.stringify({ type: `email.${type}`, created_at: at.toISOString(), data: { ...sentMail, ...more } });
	const id = `msg_${randomUUID()}`;
	const signature = new Webhook(env().RESEND_WEBHOOK_SECRET ?? "").sign(id, at, body);
	const headers = { "svix-id": id, "svix-timestamp": String(Math.floor(at.getTime() / 1000)), "svix-signature": signature };
	const path = "/api/webhooks/resend";
	expect((await acceptWebhook("resend", path, new Request(`http://shop.example${path}`, { method: "POST", headers, body }))).status).toBe(200);
	const [stored] = await db().select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.externalId, id));
	await processWebhook(stored?.id ?? 0, true);
}

const isDead = async () => (await db().select().from(customerIdentities).where(eq(customerIdentities.value, address)))[0]?.undeliverableAt !== null;
const isMarked = async (id: number) => (await db().select().from(conversations).where(eq(conversations.id, id)))[0]?.lastFailed;
const machineWrites = (id: number) =>
	transaction(async (tx) => {
		const [conversation] = await tx.select().from(conversations).where(eq(conversations.id, id));
		if (!conversation) throw new Error("no conversation");
		return queueSpoken(tx, conversation, "Hello again", { author: "automation", name: "Rule" }, { type: "automation", id: 1 });
	});
const languages = ["es", "en", "it"] as const;

const hard = { bounce: { type: "Permanent", subType: "General", message: "550 5.1.1 no such user" } };
const soft = { bounce: { type: "Transient", subType: "General", message: "450 4.2.0 try again later" } };
const full = { bounce: { type: "Transient", subType: "MailboxFull", message: "552 5.2.2 over quota" } };
const listed = { bounce: { type: "Permanent", subType: "Suppressed", message: "on the suppression list" } };

describe("what became of a mail, as Resend tells it", () => {
	test.each([
		[
			"suppressed",
			{ suppressed: { message: "On the list", type: "OnAccountSuppressionList" } },
			{ errorCode: "suppressed", detail: "On the list", dead: true },
		],
		["bounced", hard, { errorCode: "bounced", detail: "550 5.1.1 no such user", dead: true }],
		["bounced", listed, { errorCode: "suppressed", detail: "on the suppression list", dead: true }],
		["bounced", soft, { errorCode: "notInTime", detail: "450 4.2.0 try again later", dead: false }],
		["bounced", full, { errorCode: "mailboxFull", detail: "552 5.2.2 over quota", dead: false }],
		["failed", { failed: { reason: "reached_daily_quota" } }, { errorCode: "provider", detail: "reached_daily_quota", dead: false }],
	])("%s %j: it has failed, and why is said in plain words", async (type, more, { errorCode, detail, dead }) => {
		const { messageId, conversationId, emailId } = await sent();
		await tells(emailId, type, more);
		await tells(emailId, "sent");
		expect(await messageById(messageId)).toMatchObject({ status: "failed", errorCode, errorDetail: detail });
		for (const language of languages) {
			const t = await translator(language, "delivery");
			expect(t(`error.${errorCode as "bounced"}`)).toMatch(/^\p{Lu}.{15,}\.$/u);
		}
		expect(await isMarked(conversationId)).toBe(true);
		expect(await isDead()).toBe(dead);
		expect((await replyRecipients(conversationId, actor.user.id))?.undeliverable).toEqual(dead ? [address] : []);
		const [conversation] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
		expect(await undeliverableOf(conversation?.customerId ?? 0)).toEqual(dead ? [address] : []);
		if (dead) await expect(machineWrites(conversationId)).rejects.toMatchObject({ code: "addressUndeliverable" });
		else expect(await machineWrites(conversationId)).toBeGreaterThan(0);
	});

	test("complained: it was delivered, says so, and no machine writes there any more; opening it later takes nothing back", async () => {
		const { messageId, conversationId, emailId } = await sent();
		await tells(emailId, "delivered");
		await tells(emailId, "complained");
		await tells(emailId, "opened");
		expect(await messageById(messageId)).toMatchObject({ status: "read", errorCode: "complained" });
		expect((await translator("es", "timeline"))("notice.complained")).toContain("spam");
		expect(await isMarked(conversationId)).toBe(false);
		expect((await replyRecipients(conversationId, actor.user.id))?.undeliverable).toEqual([address]);
		await expect(machineWrites(conversationId)).rejects.toMatchObject({ code: "addressUndeliverable" });
	});

	test("delivery_delayed: it is on its way, says that it is late, and no more once it has arrived", async () => {
		const { messageId, conversationId, emailId } = await sent();
		await tells(emailId, "delivery_delayed");
		expect(await messageById(messageId)).toMatchObject({ status: "sent", errorCode: "delayed" });
		for (const language of languages) expect((await translator(language, "timeline"))("notice.delayed")).toMatch(/\.$/);
		expect([await isMarked(conversationId), await isDead()]).toEqual([false, false]);
		await tells(emailId, "delivered");
		expect(await messageById(messageId)).toMatchObject({ status: "delivered", errorCode: null });
		await tells(emailId, "delivery_delayed");
		expect(await messageById(messageId)).toMatchObject({ status: "delivered", errorCode: null });
	});

	test("of several recipients nobody knows which one it was: the message says so, and nobody's address is called dead", async () => {
		const { messageId, emailId } = await sent({ cc: ["boss@example.it"] });
		await tells(emailId, "bounced", hard);
		expect(await messageById(messageId)).toMatchObject({ status: "failed", errorCode: "bounced" });
		expect(await isDead()).toBe(false);
	});

	test("an address lives again once something arrives there; not one whose owner complained", async () => {
		const again = async (conversationId: number) => {
			const { messageId } = await sendReply(reply(conversationId), actor);
			const emailId = randomUUID();
			await db().update(messages).set({ providerId: emailId, status: "sent" }).where(eq(messages.id, messageId));
			return emailId;
		};
		const { conversationId, emailId } = await sent();
		await tells(emailId, "bounced", hard);
		await tells(emailId, "delivered");
		expect(await isDead()).toBe(true);
		await tells(await again(conversationId), "delivered");
		expect(await isDead()).toBe(false);
		const unwanted = await again(conversationId);
		await tells(unwanted, "delivered");
		await tells(unwanted, "complained");
		await tells(await again(conversationId), "delivered");
		expect(await isDead()).toBe(true);
	});

	test("a person may write all the same", async () => {
		const { conversationId, emailId } = await sent();
		await tells(emailId, "suppressed");
		await sendReply(reply(conversationId), actor);
		const all = await db().select({ status: messages.status }).from(messages).where(eq(messages.conversationId, conversationId)).orderBy(asc(messages.id));
		expect(all.map(({ status }) => status)).toEqual(["received", "failed", "queued"]);
	});
});
