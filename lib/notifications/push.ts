import "server-only";
import { createECDH } from "node:crypto";
import fs from "node:fs";
import { Agent } from "node:https";
import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import webpush, { WebPushError } from "web-push";
import { db, transaction } from "@/db";
import { notifications, type PushSubscription, pushSubscriptions, sessions, users } from "@/db/schema";
import { describeError } from "@/lib/describe-error";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { log } from "@/lib/log";
import { viewersOf } from "@/lib/realtime/publish";
import { userLanguage } from "@/lib/users/queries";
import { compose } from "./compose";
import { isPushEndpoint } from "./endpoint";
import { notificationsById } from "./queries";
import { pushAt, wishesOf } from "./when";

/** What the service worker (public/push-worker.js) reads. `tag`: a second one under it takes the place of the first. */
type Payload = { title: string; body: string; url: string; tag: string };

/** Characters: with four bytes each, and what stands around them, still under the 3 KB that every push service takes. */
const maxBody = 300;
/** Seconds that a push service keeps it for a browser that is away. */
const timeToLive = 12 * 3600;

/** The key that browsers check our pushes with (RFC 8292), as `applicationServerKey` takes it. */
export function vapidPublicKey(): string {
	const pair = createECDH("prime256v1");
	pair.setPrivateKey(Buffer.from(env().VAPID_PRIVATE_KEY, "base64url"));
	return pair.getPublicKey("base64url");
}

/** Pushes a notification to one browser, outside of quiet hours, unless it was read, is being looked at, or is wished no more. Throws what another try may mend. */
export async function pushNotification(notificationId: number, subscriptionId: number): Promise<void> {
	const [subscription] = await livingSubscriptions(eq(pushSubscriptions.id, subscriptionId));
	const [row] = await db()
		.select({
			userId: notifications.userId,
			kind: notifications.kind,
			conversationId: notifications.conversationId,
			language: users.language,
			timeZone: users.timeZone,
			preferences: users.preferences,
		})
		.from(notifications)
		.innerJoin(users, eq(users.id, notifications.userId))
		.where(and(eq(notifications.id, notificationId), isNull(notifications.readAt), isNull(users.deactivatedAt)));
	if (!row || subscription?.userId !== row.userId) return;
	const { kinds, quiet } = wishesOf(row);
	if (!kinds[row.kind].push) return;
	if (quiet) return transaction((tx) => pushAt(tx, { notificationId, subscriptionId }, quiet));
	if (row.conversationId !== null && (await viewersOf(row.conversationId)).includes(row.userId)) return;
	const [found] = await notificationsById([notificationId]);
	if (!found) return;
	const { title, about, said, url } = await compose(found, row.language);
	await send(subscription, { title, body: (said ?? about ?? "").slice(0, maxBody).toWellFormed(), url, tag: `conversation-${row.conversationId}` });
}

/** Pushes a word to all browsers of a user, to see that it arrives; one that cannot be reached keeps it from no other. */
export async function pushTest(userId: number): Promise<void> {
	const t = await translator(await userLanguage(userId), "letters");
	const payload = { title: t("test.title"), body: t("test.text"), url: `${env().APP_URL}/inbox`, tag: "test" };
	const found = await livingSubscriptions(eq(pushSubscriptions.userId, userId));
	for (const subscription of found)
		await send(subscription, payload).catch((error) => log().warn({ subscriptionId: subscription.id, ...describeError(error) }, "push not sent"));
}

/** Those of sessions that last. */
export async function livingSubscriptions(condition: SQL): Promise<PushSubscription[]> {
	const found = await db()
		.select({ subscription: pushSubscriptions })
		.from(pushSubscriptions)
		.innerJoin(sessions, eq(sessions.id, pushSubscriptions.sessionId))
		.where(and(condition, gt(sessions.expiresAt, sql`now()`)));
	return found.map(({ subscription }) => subscription);
}

async function send({ id, endpoint, p256dh, auth }: PushSubscription, payload: Payload): Promise<void> {
	// Checked when it was kept; the list may be another one by now.
	if (!isPushEndpoint(endpoint)) return forget(id, "not a push service");
	try {
		await webpush.sendNotification({ endpoint, keys: { p256dh, auth } }, JSON.stringify(payload), {
			TTL: timeToLive,
			urgency: "high",
			topic: payload.tag.slice(0, 32),
			timeout: 15_000,
			contentEncoding: "aes128gcm",
			vapidDetails: { subject: contact(), publicKey: vapidPublicKey(), privateKey: env().VAPID_PRIVATE_KEY },
			agent: loopbackAgent(),
		});
	} catch (error) {
		// Gone, or made for another key than ours: it will never work again.
		if (error instanceof WebPushError && [403, 404, 410].includes(error.statusCode)) return forget(id, String(error.statusCode));
		throw error;
	}
}

async function forget(id: number, reason: string): Promise<void> {
	log().info({ subscriptionId: id, reason }, "push subscription dropped");
	await db().delete(pushSubscriptions).where(eq(pushSubscriptions.id, id));
}

/** Whom a push service writes to about us (RFC 8292 §2.1). */
function contact(): string {
	const { APP_URL } = env();
	return APP_URL.startsWith("https:") ? APP_URL : "mailto:nobody@example.com";
}

/** A push service on this machine signs for itself: tests say who by. */
function loopbackAgent(): Agent | undefined {
	const { PUSH_LOOPBACK_CA: file } = env();
	return file ? new Agent({ ca: fs.readFileSync(file) }) : undefined;
}
