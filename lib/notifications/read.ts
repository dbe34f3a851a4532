import "server-only";
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { notifications } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { userChannel } from "@/lib/realtime/events";
import { publish } from "@/lib/realtime/publish";

/** Marks a user's own notifications as read: one, those of a conversation, or all of them. */
export async function markNotificationsRead(which: { notificationId?: number; conversationId?: number }, actor: UserActor): Promise<void> {
	const { id: userId } = actor.user;
	const read = await db()
		.update(notifications)
		.set({ readAt: sql`clock_timestamp()` })
		.where(
			and(
				eq(notifications.userId, userId),
				isNull(notifications.readAt),
				which.notificationId === undefined ? undefined : eq(notifications.id, which.notificationId),
				which.conversationId === undefined ? undefined : eq(notifications.conversationId, which.conversationId),
			),
		)
		.returning({ id: notifications.id });
	if (read.length > 0) await publish("notifications.changed", { userId }, { channel: userChannel(userId) });
}

/** Lets go of what was told more than three months ago. */
export async function forgetOldNotifications(): Promise<void> {
	await db().delete(notifications).where(lt(notifications.createdAt, sql`now() - interval '90 days'`));
}
