import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db";
import { notifications, pushSubscriptions, sessions, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { createSession, endSession, listSessions } from "@/lib/auth/session-store";
import { defaultChoices } from "@/lib/notifications/choices";
import { sendTest, setChoices } from "@/lib/notifications/choose";
import { isPushEndpoint } from "@/lib/notifications/endpoint";
import { notify } from "@/lib/notifications/notify";
import { vapidPublicKey } from "@/lib/notifications/push";
import { markNotificationsRead } from "@/lib/notifications/read";
import { subscribePush, unsubscribePush } from "@/lib/notifications/subscriptions";
import { notificationTasks } from "@/lib/notifications/tasks";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser } from "../../support/factories";
import { emptyQueue, queued } from "../../support/jobs";
import { pushCertificate, startPushService } from "../../support/push-service";

setupDatabase();
process.env.PUSH_LOOPBACK_CA = pushCertificate;
let service: Awaited<ReturnType<typeof startPushService>>;
let eva: UserActor;
let session: string;
let handle: string;
let message: Awaited<ReturnType<typeof mailArrives>>;

beforeAll(async () => {
	service = await startPushService();
	await makeInbox("email", "support@shop.example");
});
afterAll(() => service.stop());
beforeEach(async () => {
	await db().delete(notifications);
	eva = await makeUser("operator", "Eva");
	session = await createSession(eva.user.id, "test");
	handle = (await listSessions(eva.user.id))[0]!.handle;
	message = await mailArrives({ subject: "Order 4417", text: "Where is it?" });
	await emptyQueue();
});

async function subscribedBrowser(actor = eva) {
	const browser = service.subscribe();
	await subscribePush(browser.subscription, handle, actor);
	return browser;
}
const tell = (subject = "message") =>
	notify({ kind: "answered", subject, userIds: [eva.user.id], conversationId: message.conversationId, messageId: message.id });
async function push() {
	for (const { payload } of await queued("notification.push")) await notificationTasks["notification.push"](payload);
}
const subscriptions = () => db().select().from(pushSubscriptions).where(eq(pushSubscriptions.userId, eva.user.id));

describe("a push", () => {
	test("reaches the browser, which alone can read it, signed by our key, and leads to the message", async () => {
		const browser = await subscribedBrowser();
		await tell();
		await push();
		const [pushed, ...more] = browser.pushed;
		expect(more).toEqual([]);
		expect(pushed?.payload).toEqual({
			title: "Giulia Rinaldi te ha escrito",
			body: "Where is it?",
			url: `http://localhost:3999/inbox/${message.conversationId}?at=${message.id}`,
			tag: `conversation-${message.conversationId}`,
		});
		expect(pushed?.key).toBe(vapidPublicKey());
		expect(pushed?.claims).toMatchObject({ aud: service.origin, sub: expect.stringMatching(/^(mailto:|https:)/) });
		expect((pushed?.claims.exp ?? 0) * 1000 - Date.now()).toBeLessThanOrEqual(24 * 3600_000);
		expect(pushed?.headers).toMatchObject({ urgency: "high", ttl: "43200", "content-encoding": "aes128gcm" });
	});

	test("stays small, whatever the customer wrote", async () => {
		const browser = await subscribedBrowser();
		message = await mailArrives({ from: `${"😀".repeat(300)} <smile@example.it>`, subject: "ñ".repeat(900), text: "😀".repeat(3000) });
		await tell("long");
		await push();
		expect(browser.pushed[0]?.bytes).toBeLessThan(3072);
	});

	test("goes to every browser of theirs, and to none that was signed out, unsubscribed, or taken over by a colleague", async () => {
		const [here, there, gone] = [await subscribedBrowser(), await subscribedBrowser(), await subscribedBrowser()];
		await unsubscribePush(gone.subscription.endpoint, eva);
		await tell();
		await push();
		expect([here.pushed.length, there.pushed.length, gone.pushed.length]).toEqual([1, 1, 0]);
		const other = await makeUser();
		await createSession(other.user.id, "test");
		await subscribePush(there.subscription, (await listSessions(other.user.id))[0]!.handle, other);
		expect(await subscriptions()).toHaveLength(1);
		await endSession(session);
		expect(await subscriptions()).toEqual([]);
	});

	test("does not come for what was read meanwhile, nor twice for one thing", async () => {
		const browser = await subscribedBrowser();
		await tell();
		await tell();
		expect(await queued("notification.push")).toHaveLength(1);
		await markNotificationsRead({}, eva);
		await push();
		expect(browser.pushed).toEqual([]);
	});

	test("that comes late, into the quiet hours, waits for their end; what is wished no more is not sent", async () => {
		const browser = await subscribedBrowser();
		await tell();
		const [job] = await queued("notification.push");
		await emptyQueue();
		const hour = (ahead: number) => `${String((new Date().getUTCHours() + 24 + ahead) % 24).padStart(2, "0")}:30`;
		await db().update(users).set({ timeZone: "UTC" }).where(eq(users.id, eva.user.id));
		await setChoices({ ...defaultChoices, quiet: { from: hour(-3), to: hour(3) } }, eva);
		await notificationTasks["notification.push"](job!.payload);
		expect(browser.pushed).toEqual([]);
		const [again, ...more] = await queued("notification.push");
		expect(more).toEqual([]);
		expect(again).toMatchObject({ payload: job!.payload });
		expect(again!.runAt.getTime()).toBeGreaterThan(Date.now() + 3600_000);

		await setChoices({ ...defaultChoices, kinds: { ...defaultChoices.kinds, answered: { email: true, push: false } } }, eva);
		await push();
		expect(browser.pushed).toEqual([]);
		await setChoices(defaultChoices, eva);
		await push();
		expect(browser.pushed).toHaveLength(1);
	});

	test.each([404, 410, 403])("lets go of a browser whose service answers %d", async (status) => {
		const browser = await subscribedBrowser();
		browser.answer(status);
		await tell();
		await push();
		expect(await subscriptions()).toEqual([]);
	});

	test.each([429, 500])("is tried again when the service answers %d", async (status) => {
		const browser = await subscribedBrowser();
		browser.answer(status);
		await tell();
		await expect(push()).rejects.toThrow();
		browser.answer(201);
		await push();
		expect(browser.pushed).toHaveLength(1);
	});

	test("can be tried, in every browser that can be reached; where none is, that is said", async () => {
		await expect(sendTest("push", eva)).rejects.toMatchObject({ code: "notSubscribed" });
		const [broken, browser] = [await subscribedBrowser(), await subscribedBrowser()];
		broken.answer(500);
		await sendTest("push", eva);
		const [job] = await queued("notification.test");
		await notificationTasks["notification.test"](job!.payload);
		expect(browser.pushed.map(({ payload }) => payload.title)).toEqual(["Los avisos funcionan"]);
		await db().update(sessions).set({ expiresAt: new Date() }).where(eq(sessions.id, session));
		await expect(sendTest("push", eva)).rejects.toMatchObject({ code: "notSubscribed" });
	});
});

describe("a subscription", () => {
	test.each([
		"https://fcm.googleapis.com/fcm/send/abc",
		"https://updates.push.services.mozilla.com/wpush/v2/abc",
		"https://wns2-par02p.notify.windows.com/w/?token=abc",
		"https://web.push.apple.com/abc",
	])("may name %s", (endpoint) => expect(isPushEndpoint(endpoint)).toBe(true));

	test.each([
		"http://fcm.googleapis.com/fcm/send/abc",
		"https://fcm.googleapis.com:8443/abc",
		"https://fcm.googleapis.com.evil.example/abc",
		"https://evil.example/#fcm.googleapis.com",
		"https://user@fcm.googleapis.com/abc",
		"https://push.apple.com.evil.example/",
		"https://10.0.0.1/",
		"https://169.254.169.254/latest/meta-data",
		"https://[::1]/",
		"file:///etc/passwd",
		"nonsense",
	])("may not name %s", async (endpoint) => {
		expect(isPushEndpoint(endpoint)).toBe(false);
		await expect(subscribePush({ endpoint, keys: { p256dh: "a", auth: "b" } }, handle, eva)).rejects.toMatchObject({ code: "notAPushService" });
	});

	test("belongs to a session of one's own", async () => {
		const other = await makeUser();
		const { subscription } = service.subscribe();
		await expect(subscribePush(subscription, handle, other)).rejects.toMatchObject({ code: "notSignedIn" });
	});
});
