import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db";
import { pushSubscriptions, sessions } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { ofSession } from "@/lib/auth/session-store";
import { DomainError } from "@/lib/errors";
import { isPushEndpoint } from "./endpoint";

type Subscription = { endpoint: string; keys: { p256dh: string; auth: string } };

/** Pushes to this browser from now on, for as long as its session lasts: whoever subscribed it before does no more. Throws notAPushService. */
export async function subscribePush({ endpoint, keys }: Subscription, handle: string, actor: UserActor): Promise<void> {
	if (!isPushEndpoint(endpoint)) throw new DomainError("notAPushService");
	const [session] = await db()
		.select({ id: sessions.id })
		.from(sessions)
		.where(and(eq(sessions.userId, actor.user.id), ofSession(handle)));
	if (!session) throw new DomainError("notSignedIn");
	const values = { userId: actor.user.id, sessionId: session.id, ...keys };
	await db()
		.insert(pushSubscriptions)
		.values({ endpoint, ...values })
		.onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: values });
}

export async function unsubscribePush(endpoint: string, actor: UserActor): Promise<void> {
	await db()
		.delete(pushSubscriptions)
		.where(and(eq(pushSubscriptions.userId, actor.user.id), eq(pushSubscriptions.endpoint, endpoint)));
}
