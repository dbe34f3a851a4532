import "server-only";
import { and, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type NotificationKind, notifications, pushSubscriptions, users } from "@/db/schema";
import { userChannel } from "@/lib/realtime/events";
import { publish, viewersOf } from "@/lib/realtime/publish";
import { mailAt, pushAt, wishesOf } from "./when";

export type News = {
	kind: NotificationKind;
	/** The same however often it is told. */
	subject: string;
	userIds: number[];
	/** Null where it is about many at once. */
	conversationId: number | null;
	messageId?: number;
	noteId?: number;
	actorId?: number | null;
	count?: number;
};

/** What happens in one conversation within these milliseconds of a mail about it goes into the next one. */
export const mailWindow = 10 * 60_000;

/**
 * Tells users of something, each of them once however often it is called: in the application, and by the ways that they chose. Whoever
 * looks at the conversation sees it there. Outside of their quiet hours, or when those end.
 */
export async function notify(news: News): Promise<void> {
	if (news.userIds.length === 0) return;
	const viewers = news.conversationId === null ? [] : await viewersOf(news.conversationId);
	const told = await transaction(async (tx) => {
		const found = await tx
			.select({ id: users.id, preferences: users.preferences, timeZone: users.timeZone })
			.from(users)
			.where(and(inArray(users.id, news.userIds), isNull(users.deactivatedAt)));
		const told: number[] = [];
		for (const user of found) {
			const looks = viewers.includes(user.id);
			const { kinds, quiet } = wishesOf(user);
			const ways = looks ? { email: false, push: false } : kinds[news.kind];
			const id = await insert(tx, news, user.id, { looks, mailWaiting: ways.email });
			if (id === null) continue;
			told.push(user.id);
			const after = quiet ?? new Date();
			if (ways.push) await enqueuePushes(tx, id, user.id, after);
			if (ways.email) await enqueueMail(tx, user.id, news.conversationId, after);
		}
		return told;
	});
	for (const userId of told) await publish("notifications.changed", { userId }, { channel: userChannel(userId) });
}

async function insert(tx: Transaction, news: News, userId: number, { looks, mailWaiting }: { looks: boolean; mailWaiting: boolean }): Promise<number | null> {
	const { userIds: _, ...row } = news;
	const [added] = await tx
		.insert(notifications)
		.values({ ...row, userId, mailWaiting, readAt: looks ? new Date() : null })
		.onConflictDoNothing()
		.returning({ id: notifications.id });
	return added?.id ?? null;
}

async function enqueuePushes(tx: Transaction, notificationId: number, userId: number, runAt: Date): Promise<void> {
	const found = await tx.select({ id: pushSubscriptions.id }).from(pushSubscriptions).where(eq(pushSubscriptions.userId, userId));
	for (const { id } of found) await pushAt(tx, { notificationId, subscriptionId: id }, runAt);
}

async function enqueueMail(tx: Transaction, userId: number, conversationId: number | null, after: Date): Promise<void> {
	const last = await lastMailed(tx, userId, conversationId);
	await mailAt(tx, { userId, conversationId }, new Date(Math.max(after.getTime(), last ? last.getTime() + mailWindow : 0)));
}

async function lastMailed(tx: Transaction, userId: number, conversationId: number | null): Promise<Date | null> {
	if (conversationId === null) return null;
	const [last] = await tx
		.select({ at: notifications.mailedAt })
		.from(notifications)
		.where(and(eq(notifications.conversationId, conversationId), eq(notifications.userId, userId), isNotNull(notifications.mailedAt)))
		.orderBy(desc(notifications.mailedAt))
		.limit(1);
	return last?.at ?? null;
}
