import "server-only";
import { createECDH } from "node:crypto";
import fs from "node:fs";
import { Agent } from "node:https";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import webpush, { WebPushError } from "web-push";
import { db } from "@/db";
import { notifications, type PushSubscription, pushSubscriptions, sessions, users } from "@/db/schema";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { log } from "@/lib/log";
import { viewersOf } from "@/lib/realtime/publish";
import { compose } from "./compose";
import { isPushEndpoint } from "./endpoint";
import { notificationsById } from "./queries";

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

/** Pushes a notification to one browser, unless it was read or is being looked at meanwhile. Throws what another try may mend. */
export async function pushNotification(notificationId: number, subscriptionId: number): Promise<void> {
	const subscription = await livingSubscription(subscriptionId);
	const [row] = await db()
		.select({ userId: notifications.userId, conversationId: notifications.conversationId, language: users.language })
		.from(notifications)
		.innerJoin(users, eq(users.id, notifications.userId))
		.where(and(eq(notifications.id, notificationId), isNull(notifications.readAt), isNull(users.deactivatedAt)));
	if (!row || subscription?.userId !== row.userId) return;
	if (row.conversationId !== null && (await viewersOf(row.conversationId)).includes(row.userId)) return;
	const [found] = await notificationsById([notificationId]);
	if (!found) return;
	const { title, about, said, url } = await compose(found, row.language);
	await send(subscription, { title, body: (said ?? about ?? "").slice(0, maxBody).toWellFormed(), url, tag: `conversation-${row.conversationId}` });
}

/** Pushes a word to all browsers of a user, to see that it arrives. */
export async function pushTest(userId: number): Promise<void> {
	const found = await db()
		.select({ subscription: pushSubscriptions, language: users.language })
		.from(pushSubscriptions)
		.innerJoin(users, eq(users.id, pushSubscriptions.userId))
		.where(eq(pushSubscriptions.userId, userId));
	for (const { subscription, language } of found) {
		const t = await translator(language, "letters");
		await send(subscription, { title: t("test.title"), body: t("test.text"), url: `${env().APP_URL}/inbox`, tag: "test" });
	}
}

async function livingSubscription(id: number): Promise<PushSubscription | undefined> {
	const [found] = await db()
		.select({ subscription: pushSubscriptions })
		.from(pushSubscriptions)
		.innerJoin(sessions, eq(sessions.id, pushSubscriptions.sessionId))
		.where(and(eq(pushSubscriptions.id, id), gt(sessions.expiresAt, sql`now()`)));
	return found?.subscription;
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
