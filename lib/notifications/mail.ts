import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db";
import { notifications, users } from "@/db/schema";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { sendSystemMail } from "@/lib/inboxes/system-mail";
import { writeLetter } from "@/lib/mail/letter";
import { viewersOf } from "@/lib/realtime/publish";
import { compose } from "./compose";
import { notificationsById } from "./queries";

/**
 * Mails a user what waits to be told of a conversation, all of it at once. What they have read meanwhile, or look at, is not mailed. A
 * mail passes through the hands of others: what notes say is not in it.
 */
export async function mailNotifications(userId: number, conversationId: number | null): Promise<void> {
	const here = conversationId === null ? isNull(notifications.conversationId) : eq(notifications.conversationId, conversationId);
	const waiting = and(eq(notifications.userId, userId), here, notifications.mailWaiting);
	const rows = await db().select({ id: notifications.id, readAt: notifications.readAt }).from(notifications).where(waiting).orderBy(asc(notifications.id));
	const last = rows.at(-1);
	if (!last) return;
	const ids = rows.filter(({ readAt }) => readAt === null).map(({ id }) => id);
	const looks = conversationId !== null && (await viewersOf(conversationId)).includes(userId);
	const [user] = await db()
		.select({ email: users.email, language: users.language })
		.from(users)
		.where(and(eq(users.id, userId), isNull(users.deactivatedAt)));
	const tells = user && !looks && ids.length > 0;
	if (tells) await send(user, ids);
	await db()
		.update(notifications)
		.set({ mailWaiting: false, ...(tells && { mailedAt: sql`clock_timestamp()` }) })
		.where(and(waiting, sql`${notifications.id} <= ${last.id}`));
}

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
	const subject = [many ? t("many", { count: told.length }) : newest.title, newest.about].filter(Boolean).join(": ");
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
