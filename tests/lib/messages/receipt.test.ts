import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, type DeliveryStatus, deliveries, messages } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { applyReceipt, UnknownMessage } from "@/lib/messages/receipt";
import { retryMessage } from "@/lib/messages/retry";
import { sendReply } from "@/lib/messages/send";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, messageById, textArrives } from "../../support/factories";

setupDatabase();
let actor: UserActor;
let phone = 620_000_100;
beforeAll(async () => {
	await makeInbox("sms", "+34911000417");
	actor = await makeUser();
});

/** A message whose sending was accepted under this provider id; null: still queued. */
async function sent(providerId: string | null) {
	const { conversationId } = await textArrives("Hi", `+34${++phone}`);
	const { messageId } = await sendReply({ conversationId, clientKey: randomUUID(), text: "Yes", html: null, cc: [], replyTo: "main", archive: false }, actor);
	if (providerId) {
		await db().update(messages).set({ providerId, status: "sent" }).where(eq(messages.id, messageId));
		await db().update(deliveries).set({ state: "accepted" }).where(eq(deliveries.messageId, messageId));
	}
	const [delivery] = await db().select().from(deliveries).where(eq(deliveries.messageId, messageId));
	return { messageId, conversationId, key: delivery?.idempotencyKey ?? "" };
}

const receipt = (providerId: string, status: DeliveryStatus, idempotencyKey: string | null = null) =>
	applyReceipt("twilio", {
		kind: "receipt",
		providerId,
		status,
		idempotencyKey,
		rfcMessageId: null,
		errorCode: status === "failed" ? "unreachable" : null,
		errorDetail: null,
	});

describe("a message's status", () => {
	const orders: [DeliveryStatus[], DeliveryStatus][] = [
		[["sending", "sent", "delivered"], "delivered"],
		[["delivered", "sent", "sending"], "delivered"],
		[["read", "delivered"], "read"],
		[["delivered", "failed"], "delivered"],
		[["failed", "sent"], "failed"],
		[["failed", "delivered"], "delivered"],
		[["delivered", "delivered", "delivered"], "delivered"],
	];
	for (const [arriving, end] of orders) {
		test(`is ${end} after ${arriving.join(", ")}`, async () => {
			const sid = randomUUID();
			const { messageId } = await sent(sid);
			for (const status of arriving) await receipt(sid, status);
			expect((await messageById(messageId)).status).toBe(end);
		});
	}

	test("that failed marks the row and keeps the reason; a later delivery takes both away", async () => {
		const sid = randomUUID();
		const { messageId, conversationId } = await sent(sid);
		const failed = async () => (await db().select().from(conversations).where(eq(conversations.id, conversationId)))[0]?.lastFailed;
		await receipt(sid, "failed");
		expect(await messageById(messageId)).toMatchObject({ errorCode: "unreachable" });
		expect(await failed()).toBe(true);
		await receipt(sid, "delivered");
		expect(await messageById(messageId)).toMatchObject({ errorCode: null });
		expect(await failed()).toBe(false);
	});
});

describe("a receipt", () => {
	test("ahead of the answer to our own request is known by the key that travelled along, and ends the sending", async () => {
		const { messageId, key } = await sent(null);
		await receipt("SM-early", "delivered", key);
		expect(await messageById(messageId)).toMatchObject({ status: "delivered", providerId: "SM-early" });
		const [delivery] = await db().select().from(deliveries).where(eq(deliveries.messageId, messageId));
		expect(delivery?.state).toBe("accepted");
	});

	test("of an earlier sending does not touch the one that Retry began", async () => {
		const sid = randomUUID();
		const { messageId, key } = await sent(sid);
		await receipt(sid, "failed", key);
		await retryMessage(messageId, actor);
		await expect(receipt(sid, "delivered", key)).rejects.toBeInstanceOf(UnknownMessage);
		expect(await messageById(messageId)).toMatchObject({ status: "queued", providerId: null });
	});

	test("from another provider, or for nobody's message, finds nothing", async () => {
		const sid = randomUUID();
		await sent(sid);
		await expect(
			applyReceipt("resend", {
				kind: "receipt",
				providerId: sid,
				status: "delivered",
				idempotencyKey: null,
				rfcMessageId: null,
				errorCode: null,
				errorDetail: null,
			}),
		).rejects.toBeInstanceOf(UnknownMessage);
	});

	test("never changes what a customer wrote", async () => {
		const { id, providerId } = await textArrives("Hi", `+34${++phone}`);
		await receipt(providerId ?? "", "failed");
		expect(await messageById(id)).toMatchObject({ status: "received", errorCode: null });
	});
});
