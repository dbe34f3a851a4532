import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, inboxes, messages, notifications, users, webhooks } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { receiveMail } from "@/lib/messages/receive-mail";
import { addNote } from "@/lib/notes/add";
import { defaultChoices } from "@/lib/notifications/choices";
import { sendTest, setChoices } from "@/lib/notifications/choose";
import { notify } from "@/lib/notifications/notify";
import { markNotificationsRead } from "@/lib/notifications/read";
import { notificationTasks } from "@/lib/notifications/tasks";
import { inviteUser } from "@/lib/users/invitations";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, rawMail } from "../../support/factories";
import { queued } from "../../support/jobs";
import { until } from "../../support/poll";

setupDatabase();
const { received } = await setupBackstage();
let eva: UserActor;
let address: string;
let message: Awaited<ReturnType<typeof mailArrives>>;

beforeAll(async () => {
	const { id } = await makeInbox("email", "support@shop.example");
	await db().update(inboxes).set({ main: true }).where(eq(inboxes.id, id));
});
beforeEach(async () => {
	eva = await makeUser("operator", "Eva");
	const [user] = await db().update(users).set({ language: "en" }).where(eq(users.id, eva.user.id)).returning();
	address = user!.email;
	message = await mailArrives({ subject: "Order <b>4417</b>", text: "Where <i>is</i> it?" });
});
const mails = (count = 1) => until(async () => (await received(address)).length >= count && received(address));
const answered = (subject: string, id = message.id) =>
	notify({ kind: "answered", subject, userIds: [eva.user.id], conversationId: message.conversationId, messageId: id });

describe("a notification's mail", () => {
	test("is in the user's language, leads to the message with one click, and is marked as written by a machine", async () => {
		await answered("one");
		const [mail] = await mails();
		expect(mail).toMatchObject({ subject: "Giulia Rinaldi wrote to you: Order <b>4417</b>", to: [address] });
		expect(mail?.headers).toMatchObject({ "Auto-Submitted": "auto-generated" });
		expect(mail?.text).toContain(`/inbox/${message.conversationId}?at=${message.id}`);
		expect(mail?.text).toContain("/settings/profile#notifications");
		expect(mail?.text).toContain("Where <i>is</i> it?");
		expect(mail?.html).toContain("Where &lt;i&gt;is&lt;/i&gt; it?");
		expect(mail?.html).not.toContain("<i>");
	});

	test("tells several things of one conversation at once, and nothing of what was read or told already", async () => {
		const [first, second] = [await mailArrives({ text: "First" }), await mailArrives({ text: "Second" })];
		await db()
			.insert(notifications)
			.values([
				{
					userId: eva.user.id,
					kind: "answered",
					subject: "a",
					conversationId: message.conversationId,
					messageId: message.id,
					readAt: new Date(),
					mailWaiting: true,
				},
				{ userId: eva.user.id, kind: "answered", subject: "b", conversationId: message.conversationId, messageId: first.id, mailWaiting: true },
				{ userId: eva.user.id, kind: "answered", subject: "c", conversationId: message.conversationId, messageId: second.id, mailWaiting: true },
			]);
		const payload = { userId: eva.user.id, conversationId: message.conversationId };
		await notificationTasks["notification.mail"](payload);
		await notificationTasks["notification.mail"](payload);
		const [mail, ...more] = await mails();
		expect(more).toEqual([]);
		expect(mail?.subject).toContain("2 things are new");
		expect(mail?.text).toContain("First");
		expect(mail?.text).toContain("Second");
		expect(mail?.text).not.toContain("Where");
	});

	test("whose sending died before that was noted down goes no second time, however much has come meanwhile", async () => {
		const payload = { userId: eva.user.id, conversationId: message.conversationId };
		const waits = { ...payload, kind: "answered" as const, messageId: message.id, mailWaiting: true };
		const one = { ...waits, subject: "before" };
		await db().insert(notifications).values(one);
		await notificationTasks["notification.mail"](payload);
		await db().update(notifications).set({ mailWaiting: true }).where(eq(notifications.userId, eva.user.id));
		const { id } = await mailArrives({ text: "Something else" });
		await db()
			.insert(notifications)
			.values({ ...waits, subject: "after", messageId: id });
		await notificationTasks["notification.mail"](payload);
		const told = await mails(2);
		expect(told.map(({ text }) => text.includes("Something else"))).toEqual([false, true]);
		expect(told[1]?.text).not.toContain("Where");
		expect(await db().select().from(notifications).where(eq(notifications.userId, eva.user.id))).toMatchObject([
			{ mailWaiting: false },
			{ mailWaiting: false },
		]);
	});

	test("that comes late, into the quiet hours, waits for their end; what is wished no more is not sent", async () => {
		const payload = { userId: eva.user.id, conversationId: message.conversationId };
		const waits = { ...payload, kind: "answered" as const, messageId: message.id, mailWaiting: true };
		await db()
			.insert(notifications)
			.values({ ...waits, subject: "late" });
		await setChoices({ ...defaultChoices, quiet: { from: "00:00", to: "23:59" } }, eva);
		await db().update(users).set({ timeZone: noonIn() }).where(eq(users.id, eva.user.id));
		await notificationTasks["notification.mail"](payload);
		expect(await received(address)).toEqual([]);
		const again = (await queued("notification.mail")).filter((job) => job.payload.userId === eva.user.id);
		expect(again).toHaveLength(1);
		expect(again[0]?.runAt.getTime()).toBeGreaterThan(Date.now() + 3600_000);

		await setChoices({ ...defaultChoices, kinds: { ...defaultChoices.kinds, answered: { email: false, push: true } } }, eva);
		await notificationTasks["notification.mail"](payload);
		await setChoices(defaultChoices, eva);
		await db()
			.insert(notifications)
			.values({ ...waits, subject: "wished" });
		await notificationTasks["notification.mail"](payload);
		expect(await mails()).toHaveLength(1);
		expect(await db().select().from(notifications).where(eq(notifications.userId, eva.user.id))).toMatchObject([
			{ subject: "late", mailedAt: null, mailWaiting: false },
			{ subject: "wished", mailedAt: expect.any(Date), mailWaiting: false },
		]);
	});

	test("does not say what a note says, only that there is one", async () => {
		const author = await makeUser("operator", "Ana");
		await addNote({ conversationId: message.conversationId, clientKey: crypto.randomUUID(), text: "@Eva xyzzycanary", mentions: [eva.user.id] }, author);
		const [mail] = await mails();
		expect(mail?.subject).toContain("Ana mentioned you in a note");
		expect(JSON.stringify(mail)).not.toContain("xyzzycanary");
	});

	test("never becomes a conversation: not by its receipts, nor where the user's address is an inbox of ours", async () => {
		await makeInbox("email", address, "resend", eva.user.id);
		const before = await counts();
		await answered("ours");
		await mails();
		await until(async () => {
			const all = await db().select().from(webhooks);
			return all.length > 0 && all.every(({ state }) => state === "processed");
		});
		expect(await counts()).toEqual(before);
		await markNotificationsRead({}, eva);
	});

	test("can be tried, where there is an inbox to send from", async () => {
		const { id } = (await db().select().from(inboxes).where(eq(inboxes.main, true)))[0]!;
		await db().update(inboxes).set({ enabled: false }).where(eq(inboxes.id, id));
		await expect(sendTest("email", eva)).rejects.toMatchObject({ code: "noSystemMail" });
		await db().update(inboxes).set({ enabled: true }).where(eq(inboxes.id, id));
		await notificationTasks["notification.test"]({ userId: eva.user.id, by: "email" });
		expect((await mails())[0]?.subject).toBe("Notifications work");
	});
});

/** A zone in which it is about noon, and midnight far away. */
function noonIn(): string {
	const ahead = 12 - new Date().getUTCHours();
	return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

async function counts() {
	return [(await db().select().from(conversations)).length, (await db().select().from(messages)).length];
}

describe("what machines answer to mails to the team", () => {
	const absent = (mail: Parameters<typeof rawMail>[0], envelopeTo: string[] = []) =>
		receiveMail({ kind: "mail", raw: rawMail({ subject: "On holiday", headers: ["Auto-Submitted: auto-replied"], ...mail }), envelopeTo });
	const count = () => db().$count(conversations);

	test("opens no conversation: not an absence note to its address, whoever signs it, nor a colleague's to the inbox", async () => {
		await answered("away");
		const [mail] = await mails();
		const replyTo = /^support\+c0-[a-z2-7]{16}@shop\.example$/;
		expect(mail?.reply_to?.[0]).toMatch(replyTo);
		const before = await count();
		await absent({ from: "Eva <eva@elsewhere.example>", to: mail?.reply_to?.[0] });
		await absent({ from: `Eva <${address.toUpperCase()}>` });
		expect(await count()).toBe(before);
		await absent({ from: "A customer <away@customer.example>" });
		expect(await count()).toBe(before + 1);
	});

	test("is told from what a colleague writes, or sends by a list", async () => {
		const before = await count();
		await receiveMail({ kind: "mail", raw: rawMail({ from: address }), envelopeTo: [] });
		expect(await count()).toBe(before + 1);
		await receiveMail({ kind: "mail", raw: rawMail({ from: (await makeAddress()).address, headers: ["List-Id: <team.example>"] }), envelopeTo: [] });
		expect(await count()).toBe(before + 2);
	});

	test("opens none when it bounces, be it from a colleague's server or an invited person's", async () => {
		await inviteUser({ email: "invited@gone.example", role: "operator", language: "es" }, await makeUser("admin", "Ana"));
		const before = await count();
		for (const recipient of [address, "invited@gone.example"]) await bounces(recipient);
		expect(await count()).toBe(before);
		await bounces("customer@gone.example");
		expect(await count()).toBe(before + 1);
	});

	const makeAddress = async () => {
		const { user } = await makeUser("operator", "Leo");
		const [found] = await db().select().from(users).where(eq(users.id, user.id));
		return { address: found!.email };
	};
	const bounces = (recipient: string) =>
		receiveMail({
			kind: "mail",
			raw: rawMail({
				from: "Mail Delivery <mailer-daemon@mx.example>",
				subject: "Undelivered",
				headers: [`X-Failed-Recipients: ${recipient}`],
				text: "550 5.1.1 no such user",
			}),
			envelopeTo: [],
		});
});
