import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, customers, type Inbox, messages, notifications, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { assignConversation } from "@/lib/assignments/assign";
import { assignMany } from "@/lib/assignments/bulk";
import { recordEvent } from "@/lib/conversations/record-event";
import { deleteConversation } from "@/lib/messages/delete-conversation";
import { purgeConversation } from "@/lib/messages/purge";
import { applyReceipt } from "@/lib/messages/receipt";
import { sendReply } from "@/lib/messages/send";
import { addNote } from "@/lib/notes/add";
import { type Choices, defaultChoices } from "@/lib/notifications/choices";
import { setChoices } from "@/lib/notifications/choose";
import { listNotifications, unreadNotifications } from "@/lib/notifications/queries";
import { markNotificationsRead } from "@/lib/notifications/read";
import { notificationTasks } from "@/lib/notifications/tasks";
import { conversationChannel, userChannel } from "@/lib/realtime/events";
import { deactivateUser } from "@/lib/users/deactivate";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser } from "../../support/factories";
import { emptyQueue, queued } from "../../support/jobs";
import { app, collect, type Server, startServer, subscribed } from "../../support/realtime";

setupDatabase();
let server: Server;
let inbox: Inbox;
let ana: UserActor;
let eva: UserActor;
let conversationId: number;

beforeAll(async () => {
	server = await startServer();
	Object.assign(process.env, { PUSHER_APP_ID: app.appId, PUSHER_KEY: app.key, PUSHER_SECRET: app.secret, PUSHER_PORT: String(server.port) });
	inbox = await makeInbox("email", "support@shop.example");
});
afterAll(() => server.stop());
beforeEach(async () => {
	await db().delete(notifications);
	[ana, eva] = [await makeUser("admin", "Ana"), await makeUser("operator", "Eva")];
	({ conversationId } = await mailArrives({ subject: "Order 4417" }));
	await emptyQueue();
});

/** Does what the worker would with what waits, once and then once more: a job may run twice. */
async function work() {
	const names = ["notify.assigned", "notify.answered", "notify.mentioned", "notify.failed", "notify.unsnoozed"] as const;
	for (const name of names) {
		for (const { payload } of await queued(name)) {
			await (notificationTasks[name] as (payload: unknown) => Promise<void>)(payload);
			await (notificationTasks[name] as (payload: unknown) => Promise<void>)(payload);
		}
	}
}
const kinds = async (actor: UserActor) => (await listNotifications(actor.user.id)).map(({ kind }) => kind);
const choose = (part: Partial<Choices>, actor: UserActor) => setChoices({ ...defaultChoices, ...part }, actor);

describe("who is told", () => {
	test("each new assignee, once, with who did it; not who did it", async () => {
		await assignConversation(conversationId, [ana.user.id, eva.user.id], ana);
		await work();
		expect(await kinds(ana)).toEqual([]);
		const [told, ...more] = await listNotifications(eva.user.id);
		expect(more).toEqual([]);
		expect(told).toMatchObject({
			kind: "assigned",
			read: false,
			count: 1,
			actor: { name: "Ana" },
			conversation: { id: conversationId, subject: "Order 4417" },
		});
		// Saying again what is so tells nobody; assigned anew after being taken off is something new.
		await assignConversation(conversationId, [ana.user.id, eva.user.id], ana);
		await assignConversation(conversationId, [ana.user.id], ana);
		await assignConversation(conversationId, [ana.user.id, eva.user.id], ana);
		await work();
		expect(await kinds(eva)).toEqual(["assigned", "assigned"]);
	});

	test("of many conversations at once, in one sentence", async () => {
		const ids = [conversationId];
		for (let i = 0; i < 5; i++) ids.push((await mailArrives({ from: `c${i}@example.it` })).conversationId);
		await emptyQueue();
		await assignMany(ids, eva.user.id, true, ana);
		await work();
		expect(await listNotifications(eva.user.id)).toMatchObject([{ kind: "assigned", count: 6, conversation: null }]);
		await assignMany(ids.slice(0, 2), ana.user.id, true, eva);
		await work();
		expect(await listNotifications(ana.user.id)).toMatchObject([{ count: 1 }, { count: 1 }]);
	});

	test("those who take care of it, when the customer writes; nobody of what writes by itself, of who is blocked, of spam", async () => {
		await assignConversation(conversationId, [eva.user.id], ana);
		await emptyQueue();
		await db().delete(notifications);
		const message = await mailArrives({ subject: "Order 4417", text: "Any news?", from: "Giulia Rinaldi <giulia@example.it>", headers: await replyTo() });
		expect(message.conversationId).toBe(conversationId);
		await work();
		expect(await listNotifications(eva.user.id)).toMatchObject([{ kind: "answered", itemId: message.id, snippet: "Any news?" }]);
		expect(await kinds(ana)).toEqual([]);

		await db().delete(notifications);
		await emptyQueue();
		await mailArrives({ text: "Out of office", headers: [...(await replyTo()), "Auto-Submitted: auto-replied"] });
		expect(await queued("notify.answered")).toEqual([]);
		const { customerId } = (await db().select().from(conversations).where(eq(conversations.id, conversationId)))[0]!;
		await db().update(customers).set({ blockedAt: new Date() }).where(eq(customers.id, customerId));
		await mailArrives({ text: "Me again", headers: await replyTo() });
		await work();
		expect(await kinds(eva)).toEqual([]);
		await db().update(customers).set({ blockedAt: null }).where(eq(customers.id, customerId));
		await db().update(conversations).set({ spam: true }).where(eq(conversations.id, conversationId));
		await work();
		expect(await kinds(eva)).toEqual([]);
		await db().update(conversations).set({ spam: false }).where(eq(conversations.id, conversationId));
	});

	test("whoever of us wrote last, when the customer writes and nobody is assigned; nobody where none of us did", async () => {
		await mailArrives({ subject: "Order 4417", text: "Hello?", from: "Giulia Rinaldi <giulia@example.it>", headers: await replyTo() });
		expect(await queued("notify.answered")).toEqual([]);
		const write = (actor: UserActor) => {
			const written = { text: "It is on its way.", html: null, cc: [], replyTo: "main" as const, archive: false };
			return sendReply({ conversationId, clientKey: crypto.randomUUID(), ...written }, actor);
		};
		await write(ana);
		await write(eva);
		await emptyQueue();
		const message = await mailArrives({ subject: "Order 4417", text: "Thanks!", from: "Giulia Rinaldi <giulia@example.it>", headers: await replyTo() });
		await work();
		expect(await listNotifications(eva.user.id)).toMatchObject([{ kind: "answered", itemId: message.id }]);
		expect(await kinds(ana)).toEqual([]);
		await assignConversation(conversationId, [ana.user.id], ana);
		await emptyQueue();
		await db().delete(notifications);
		await mailArrives({ subject: "Order 4417", text: "And?", from: "Giulia Rinaldi <giulia@example.it>", headers: await replyTo() });
		await work();
		expect([await kinds(ana), await kinds(eva)]).toEqual([["answered"], []]);
	});

	test("who is named in a note, not who wrote it", async () => {
		await addNote({ conversationId, clientKey: crypto.randomUUID(), text: "@Eva look, and I too", mentions: [eva.user.id, ana.user.id] }, ana);
		await work();
		expect(await kinds(ana)).toEqual([]);
		expect(await listNotifications(eva.user.id)).toMatchObject([{ kind: "mentioned", actor: { name: "Ana" }, snippet: "@Eva look, and I too" }]);
	});

	test("the author, when it was not delivered; once for each sending", async () => {
		const { messageId } = await sendReply(
			{ conversationId, clientKey: crypto.randomUUID(), text: "Hi", html: null, cc: [], replyTo: "main", archive: false },
			eva,
		);
		await db()
			.update(messages)
			.set({ providerId: `re-${messageId}` })
			.where(eq(messages.id, messageId));
		await emptyQueue();
		const bounced = {
			kind: "receipt",
			providerId: `re-${messageId}`,
			idempotencyKey: null,
			status: "failed",
			rfcMessageId: null,
			errorCode: "bounced",
			errorDetail: "no such user",
		} as const;
		await applyReceipt("resend", bounced);
		await applyReceipt("resend", bounced);
		await work();
		expect(await listNotifications(eva.user.id)).toMatchObject([{ kind: "failed", itemId: messageId }]);
		expect(await kinds(ana)).toEqual([]);
	});

	test("who put it off and who takes care of it, when it is back", async () => {
		await assignConversation(conversationId, [eva.user.id], ana);
		await db().delete(notifications);
		await emptyQueue();
		const eventId = await db().transaction(async (tx) => {
			await recordEvent(tx, conversationId, ana, "snoozed");
			return recordEvent(tx, conversationId, { type: "system", job: "test" }, "unsnoozed");
		});
		await notificationTasks["notify.unsnoozed"]({ eventId });
		await notificationTasks["notify.unsnoozed"]({ eventId });
		expect([await kinds(ana), await kinds(eva)]).toEqual([["unsnoozed"], ["unsnoozed"]]);
	});

	test("nobody who works here no more", async () => {
		await assignConversation(conversationId, [eva.user.id], ana);
		await deactivateUser({ userId: eva.user.id, handOverTo: null }, ana);
		await work();
		expect(await db().select().from(notifications)).toEqual([]);
	});
});

describe("how they are told", () => {
	test("live, on a channel of their own, and to what they read in one window the others agree", async () => {
		const heard = collect(await subscribed(server.connect("x").subscribe(userChannel(eva.user.id))), "notifications.changed");
		await assignConversation(conversationId, [eva.user.id], ana);
		await work();
		expect(await unreadNotifications(eva.user.id)).toEqual({ count: 1, conversationIds: [conversationId] });
		await markNotificationsRead({ conversationId }, ana);
		expect((await unreadNotifications(eva.user.id)).count).toBe(1);
		await markNotificationsRead({ conversationId }, eva);
		expect(await unreadNotifications(eva.user.id)).toEqual({ count: 0, conversationIds: [] });
		await expect.poll(() => heard).toEqual([{ userId: eva.user.id }, { userId: eva.user.id }]);
	});

	test("in the application alone while they look at the conversation", async () => {
		await subscribed(server.connect(String(eva.user.id)).subscribe(conversationChannel(conversationId)));
		await assignConversation(conversationId, [eva.user.id], ana);
		await work();
		expect(await listNotifications(eva.user.id)).toMatchObject([{ read: true }]);
		expect(await queued("notification.mail")).toEqual([]);
	});

	test("by the ways that they chose, and by none within their quiet hours", async () => {
		await assignConversation(conversationId, [eva.user.id], ana);
		await work();
		expect(await queued("notification.mail")).toMatchObject([{ payload: { userId: eva.user.id, conversationId } }]);
		await emptyQueue();

		await choose({ kinds: { ...defaultChoices.kinds, assigned: { email: false, push: false } } }, eva);
		await assignConversation(conversationId, [], ana);
		await assignConversation(conversationId, [eva.user.id], ana);
		await work();
		expect(await queued("notification.mail")).toEqual([]);
		expect(await kinds(eva)).toHaveLength(2);

		const clock = (minutes: number) =>
			new Date(Date.now() + minutes * 60_000).toLocaleTimeString("en-GB", { timeZone: "Asia/Tokyo", hour: "2-digit", minute: "2-digit" });
		await db().update(users).set({ timeZone: "Asia/Tokyo" }).where(eq(users.id, eva.user.id));
		await choose({ quiet: { from: clock(-60), to: clock(180) } }, eva);
		await assignConversation(conversationId, [], ana);
		await assignConversation(conversationId, [eva.user.id], ana);
		await work();
		const [mail] = await queued("notification.mail");
		expect(mail!.runAt.getTime() - Date.now()).toBeGreaterThan(175 * 60_000);
		expect(mail!.runAt.getTime() - Date.now()).toBeLessThanOrEqual(180 * 60_000);
	});

	test("at once the first time, then together with what follows within ten minutes", async () => {
		await assignConversation(conversationId, [eva.user.id], ana);
		await work();
		const [first] = await queued("notification.mail");
		expect(first!.runAt.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
		const mailedAt = new Date(Date.now() - 60_000);
		await db().update(notifications).set({ mailWaiting: false, mailedAt });
		await emptyQueue();
		await assignConversation(conversationId, [], ana);
		await assignConversation(conversationId, [eva.user.id], ana);
		await assignConversation(conversationId, [], ana);
		await assignConversation(conversationId, [eva.user.id], ana);
		await work();
		const mails = await queued("notification.mail");
		expect(mails).toHaveLength(1);
		expect(mails[0]!.runAt.getTime()).toBe(mailedAt.getTime() + 10 * 60_000);
	});

	test("nothing that goes with its conversation is left behind", async () => {
		await assignConversation(conversationId, [eva.user.id], ana);
		await work();
		await deleteConversation(conversationId, ana);
		expect(await db().select().from(notifications)).toEqual([]);
		await purgeConversation(conversationId);
	});
});

/** Headers by which a mail continues the conversation. */
async function replyTo(): Promise<string[]> {
	const { replyAddress } = await import("@/lib/mail/reply-token");
	return [`Delivered-To: ${replyAddress(conversationId, inbox.address)}`];
}
