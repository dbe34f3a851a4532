import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { notifications, users } from "@/db/schema";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { sendSystemMail } from "@/lib/inboxes/system-mail";
import { writeLetter } from "@/lib/mail/letter";
import { viewersOf } from "@/lib/realtime/publish";
import { compose } from "./compose";
import { notificationsById } from "./queries";
import { mailAt, wishesOf } from "./when";

/**
 * Mails a user what waits to be told of a conversation, all of it at once, outside of their quiet hours. What they have read meanwhile, or
 * look at, or wish no more, is not mailed. A mail passes through the hands of others: what notes say is not in it.
 */
export async function mailNotifications(userId: number, conversationId: number | null): Promise<void> {
	const [user] = await db()
		.select({ email: users.email, language: users.language, timeZone: users.timeZone, preferences: users.preferences })
		.from(users)
		.where(and(eq(users.id, userId), isNull(users.deactivatedAt)));
	const wishes = user && wishesOf(user);
	const { quiet } = wishes ?? {};
	if (quiet) return transaction((tx) => mailAt(tx, { userId, conversationId }, quiet));
	const here = conversationId === null ? isNull(notifications.conversationId) : eq(notifications.conversationId, conversationId);
	const waiting = and(eq(notifications.userId, userId), here, notifications.mailWaiting);
	const rows = await db()
		.select({ id: notifications.id, kind: notifications.kind, readAt: notifications.readAt, mailedAt: notifications.mailedAt })
		.from(notifications)
		.where(waiting)
		.orderBy(asc(notifications.id));
	if (rows.length === 0) return;
	// A try that died may have mailed these: they go again as they went, under the same name; what came after them follows.
	const begun = rows.filter(({ mailedAt }) => mailedAt !== null);
	const part = begun.length > 0 ? begun : rows;
	const news = part.filter(({ kind, readAt }) => readAt === null && wishes?.kinds[kind].email);
	const looks = conversationId !== null && (await viewersOf(conversationId)).includes(userId);
	if (user && !looks && news.length > 0) {
		const told = idsOf(begun.length > 0 ? begun : news);
		await db().update(notifications).set({ mailedAt: sql`clock_timestamp()` }).where(inArray(notifications.id, told));
		await send(user, told);
	}
	await db()
		.update(notifications)
		.set({ mailWaiting: false })
		.where(inArray(notifications.id, idsOf(part)));
	if (part.length < rows.length) await mailNotifications(userId, conversationId);
}

const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id);

async function send({ email, language }: Pick<typeof users.$inferSelect, "email" | "language">, ids: number[]): Promise<void> {
	const t = await translator(language, "letters");
	const found = await notificationsById(ids);
	const told = await Promise.all(found.map(async (one) => ({ one, ...(await compose(one, language)) })));
	const newest = told.at(-1);
	if (!newest) return;
	const many = told.length > 1;
	const quotes = told.flatMap(({ one, said }) => (said && one.kind === "answered" ? [{ who: one.conversation?.customer.name ?? "", text: said }] : []));
	const others = told.filter(({ one }) => one.kind !== "answered").map(({ title }) => title);
	const letter = writeLetter({
		heading: many ? t("many", { count: told.length }) : newest.title,
		paragraphs: [...(newest.about ? [newest.about] : []), ...(many ? [...new Set(others)] : [])],
		quotes,
		// At the first of them: what came after it lies below.
		button: { label: t("open"), url: told[0]?.url ?? newest.url },
		footer: t("footer"),
		footerLink: { label: t("choose"), url: `${env().APP_URL}/settings/profile#notifications` },
	});
	const subject = many ? [t("many", { count: told.length }), newest.about].filter(Boolean).join(": ") : newest.headline;
	await sendSystemMail({ to: email, language, subject, ...letter, key: `notification-${ids[0]}-${ids.at(-1)}` });
}

/** A mail that says only that mail arrives. */
export async function mailTest(userId: number): Promise<void> {
	const [user] = await db().select({ email: users.email, language: users.language }).from(users).where(eq(users.id, userId));
	if (!user) return;
	const t = await translator(user.language, "letters");
	const letter = writeLetter({
		heading: t("test.title"),
		paragraphs: [t("test.text")],
		button: { label: t("test.button"), url: `${env().APP_URL}/inbox` },
		footer: t("footer"),
		footerLink: { label: t("choose"), url: `${env().APP_URL}/settings/profile#notifications` },
	});
	await sendSystemMail({ to: user.email, language: user.language, subject: t("test.title"), ...letter, key: `test-${userId}-${Date.now()}` });
}
