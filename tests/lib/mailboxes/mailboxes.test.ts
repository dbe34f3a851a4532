import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import { createTransport } from "nodemailer";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { db, transaction } from "@/db";
import { conversations, type Inbox, inboxes, mailboxSyncs, messages, webhooks } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { listFolders, openFolder } from "@/lib/channels/imap";
import { MailboxError } from "@/lib/channels/mailbox-errors";
import { checkSmtp } from "@/lib/channels/smtp";
import { env } from "@/lib/env";
import { sendTest } from "@/lib/inboxes/send-test";
import { turnEmailSync } from "@/lib/mailboxes/turn";
import { watchMailboxes } from "@/lib/mailboxes/watch";
import { sendReply } from "@/lib/messages/send";
import { queueSpoken } from "@/lib/messages/speak";
import { seal } from "@/lib/secrets";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, messageById, rawMail } from "../../support/factories";
import { haveMailServers, type MailServers, mailboxPassword, mailboxUser, startMailServers } from "../../support/mail-servers";
import { until } from "../../support/poll";

setupDatabase();
const { control } = await setupBackstage();

describe.runIf(haveMailServers())("mailboxes on real servers", () => {
	let servers: MailServers;
	let watching: ReturnType<typeof watchMailboxes> | undefined;
	let operator: UserActor;
	beforeAll(async () => {
		servers = await startMailServers(["support", "wrong", "past", "many", "moved", "half", "off", "ana", "sender"]);
		operator = await makeUser();
	}, 60_000);
	afterEach(async () => {
		await watching?.stop();
		watching = undefined;
	});
	afterAll(() => servers?.stop());

	const account = (name: string, password = mailboxPassword) => ({
		host: servers.host,
		security: "none" as const,
		user: mailboxUser(name),
		password,
		imap: servers.imapPort,
		smtp: servers.smtpPort,
	});
	async function connect(name: string, { password = mailboxPassword, importDays = 0 } = {}): Promise<Inbox> {
		const inbox = await makeInbox("email", mailboxUser(name), "mailbox");
		const { host, security, user } = account(name);
		const server = { host, security, user };
		await db()
			.update(inboxes)
			.set({
				config: { mailbox: { imap: { ...server, port: servers.imapPort, folder: "INBOX" }, smtp: { ...server, port: servers.smtpPort }, importDays } },
				sealedSecret: seal(JSON.stringify({ imap: password, smtp: password })),
			})
			.where(eq(inboxes.id, inbox.id));
		return inbox;
	}
	const answer = (conversationId: number, text: string, cc: string[] = []) =>
		sendReply({ conversationId, clientKey: randomUUID(), text, html: `<p>${text}</p>`, cc, replyTo: "main", archive: false }, operator);
	const write = (to: string, subject: string, more: object = {}) =>
		createTransport({ host: servers.host, port: servers.smtpPort, ignoreTLS: true }).sendMail({
			from: `Ana <${mailboxUser("ana")}>`,
			to,
			subject,
			text: "Is it there?",
			...more,
		});
	const arrived = (inbox: Inbox) => db().select().from(messages).where(eq(messages.inboxId, inbox.id)).orderBy(messages.id);
	const synced = async (inbox: Inbox, subject: string) =>
		until(async () => (await arrived(inbox)).find((message) => message.direction === "in" && message.searchExtra.includes(subject)), { timeout: 15_000 });
	const state = async ({ id }: Inbox) => (await db().select().from(inboxes).where(eq(inboxes.id, id)))[0];

	it("opens folders, and says what is wrong with an account", async () => {
		const imap = { ...account("support"), port: servers.imapPort };
		expect(await listFolders(imap)).toEqual(["INBOX", "Sent"]);
		await checkSmtp({ ...account("support"), port: servers.smtpPort });
		const wrong: [() => Promise<unknown>, string][] = [
			[() => listFolders({ ...imap, password: "wrong" }), "credentials"],
			[() => listFolders({ ...imap, port: 9 }), "refused"],
			[() => listFolders({ ...imap, host: "mail.invalid" }), "host"],
			[() => listFolders({ ...imap, security: "tls" }), "security"],
			[() => listFolders({ ...imap, security: "starttls" }), "security"],
			[() => openFolder({ ...imap, folder: "Nowhere" }), "folder"],
			[() => checkSmtp({ ...account("support", "wrong"), port: servers.smtpPort }), "credentials"],
			[() => checkSmtp({ ...account("support"), port: 9 }), "refused"],
		];
		for (const [attempt, trouble] of wrong) {
			const error = await attempt().then(
				() => null,
				(thrown: unknown) => thrown,
			);
			expect(error).toBeInstanceOf(MailboxError);
			expect((error as MailboxError).trouble).toBe(trouble);
		}
	});

	it("takes in mail as the server tells of it, answers by SMTP, and threads the answer; a bounce marks the message", async () => {
		const inbox = await connect("support");
		watching = watchMailboxes();
		await until(async () => (await state(inbox))?.lastSuccessAt, { timeout: 10_000 });
		await write(mailboxUser("support"), "A first question");
		const first = await synced(inbox, "A first question");
		expect(first.senderAddress).toBe(mailboxUser("ana"));

		await answer(first.conversationId, "It is.");
		const sent = await until(async () => (await arrived(inbox)).find((message) => message.direction === "out" && message.status === "sent"), {
			timeout: 15_000,
		});
		const raw = await until(() => servers.mails("ana").at(-1), { timeout: 10_000 });
		expect(raw).toContain("It is.");
		expect(raw).toMatch(/^In-Reply-To: </m);
		const [, replyTo = ""] = /^Reply-To: (?:.*<)?([^>\s]+)>?/m.exec(raw) ?? [];
		expect(replyTo).toMatch(/^support\+c\d+-[a-z2-7]{16}@shop\.example$/);

		servers.kick();
		const [, messageId = ""] = /^Message-ID: (<[^>]+>)/im.exec(raw) ?? [];
		await write(replyTo, "Another subject", { inReplyTo: messageId });
		expect((await synced(inbox, "Another subject")).conversationId).toBe(first.conversationId);

		await write(mailboxUser("support"), "From nowhere", { from: `Nobody <${mailboxUser("nobody")}>` });
		const nowhere = await synced(inbox, "From nowhere");
		await answer(nowhere.conversationId, "Hello?");
		const lost = await until(async () => (await arrived(inbox)).find((m) => m.direction === "out" && m.conversationId === nowhere.conversationId), {
			timeout: 15_000,
		});
		const bounced = await until(async () => (await messageById(lost.id)).status === "failed" && messageById(lost.id), { timeout: 15_000 });
		expect(bounced.errorCode).toBe("unknownMailbox");
		expect(await arrived(inbox)).toHaveLength(5);
		expect(sent.providerId).toBeTruthy();
	}, 90_000);

	it("says whom the server did not take it for, and marks what no person wrote", async () => {
		const inbox = await connect("sender");
		watching = watchMailboxes();
		await until(async () => (await state(inbox))?.lastSuccessAt, { timeout: 10_000 });
		await write(mailboxUser("sender"), "Two of us");
		const first = await synced(inbox, "Two of us");
		await answer(first.conversationId, "To both.", [mailboxUser("refused")]);
		const sent = await until(async () => (await arrived(inbox)).find((message) => message.direction === "out" && message.status === "sent"), {
			timeout: 15_000,
		});
		expect(sent.errorCode).toBe("partlyRefused");
		expect(sent.errorDetail).toContain(`${mailboxUser("refused")}: 550 5.1.1`);
		const raw = await until(() => servers.mails("ana").find((mail) => mail.includes("To both.")), { timeout: 10_000 });
		expect(raw).not.toMatch(/^Auto-Submitted:/m);

		await transaction(async (tx) => {
			const [conversation] = await tx.select().from(conversations).where(eq(conversations.id, first.conversationId)).for("update");
			if (conversation) await queueSpoken(tx, conversation, "By itself.", { author: "automation", name: "Rule" }, { type: "system", job: "test" });
		});
		const automatic = await until(() => servers.mails("ana").find((mail) => mail.includes("By itself.")), { timeout: 15_000 });
		expect(automatic).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
	}, 60_000);

	it("takes one mail that comes through three doors at once as one message", async () => {
		const inbox = await connect("many");
		watching = watchMailboxes();
		await until(async () => (await state(inbox))?.lastSuccessAt, { timeout: 10_000 });
		const rounds = 15;
		const subjects = Array.from({ length: rounds }, (_, round) => `Three doors ${round}.`);
		for (const [round, subject] of subjects.entries()) {
			const mail = rawMail({ to: mailboxUser("many"), subject, from: `C${round % 3} <c${round % 3}@example.org>`, text: `body ${round}` });
			// Without a Message-ID, what tells that it is the same is its bytes.
			const raw = round % 5 === 4 ? Buffer.from(mail.toString("latin1").replace(/^Message-ID:.*\r\n/im, ""), "latin1") : mail;
			const bearer = { authorization: `Bearer ${env().MIME_WEBHOOK_SECRET}`, "x-envelope-to": mailboxUser("many") };
			await Promise.all([
				control("mail", { raw: raw.toString("base64"), envelopeTo: [mailboxUser("many")] }),
				fetch(`${env().APP_URL}/api/webhooks/mime`, { method: "POST", headers: bearer, body: new Uint8Array(raw) }).then(({ status }) =>
					expect(status).toBe(200),
				),
				servers.put("many", raw, new Date()),
			]);
		}
		const processed = async (provider: "resend" | "mime" | "imap") =>
			db().$count(webhooks, and(eq(webhooks.provider, provider), eq(webhooks.state, "processed")));
		await until(async () => (await processed("mime")) >= rounds && (await processed("resend")) >= rounds && (await processed("imap")) >= rounds, {
			timeout: 60_000,
		});
		const found = (await arrived(inbox)).map(({ body }) => body.trim()).sort();
		expect(found).toEqual(Array.from({ length: rounds }, (_, round) => `body ${round}`).sort());
	}, 120_000);

	it("tells a wrong password once, although it can send, and begins anew with the right one", async () => {
		const inbox = await connect("wrong", { password: "wrong" });
		const secret = (imap: string) =>
			db()
				.update(inboxes)
				.set({ sealedSecret: seal(JSON.stringify({ imap, smtp: mailboxPassword })) })
				.where(eq(inboxes.id, inbox.id));
		await secret("wrong");
		watching = watchMailboxes();
		expect(await until(async () => (await state(inbox))?.lastError, { timeout: 10_000 })).toMatch(/^credentials: /);
		const told = (await state(inbox))?.lastErrorAt;
		expect(await sendTest({ id: inbox.id, to: mailboxUser("ana") }, operator)).toBeNull();
		expect(await state(inbox)).toMatchObject({ lastError: expect.stringMatching(/^credentials: /), lastErrorAt: told, lastSuccessAt: null });
		await secret(mailboxPassword);
		await until(async () => (await state(inbox))?.lastError === null, { timeout: 15_000 });
	}, 40_000);

	it("takes the past in as the past: read, where its date says, only as far back as asked", async () => {
		const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
		for (const days of [40, 9, 2])
			servers.put("past", rawMail({ to: mailboxUser("past"), subject: `${days} days ago`, from: `C${days} <c${days}@example.org>` }), daysAgo(days));
		const inbox = await connect("past", { importDays: 30 });
		watching = watchMailboxes();
		await until(async () => (await arrived(inbox)).length === 2, { timeout: 15_000 });
		await write(mailboxUser("past"), "Now");
		await synced(inbox, "Now");
		const found = await db().select().from(conversations).where(eq(conversations.inboxId, inbox.id)).orderBy(conversations.sortAt);
		expect(found.map(({ subject, lastInboundId }) => [subject, lastInboundId > 0])).toEqual([
			["9 days ago", false],
			["2 days ago", false],
			["Now", true],
		]);
		expect(Math.abs((found[0]?.sortAt.getTime() ?? 0) - daysAgo(9).getTime())).toBeLessThan(60_000);
		const [sync] = await db().select().from(mailboxSyncs).where(eq(mailboxSyncs.inboxId, inbox.id));
		expect(sync).toMatchObject({ importTotal: 2, importDone: 2 });
	}, 40_000);

	it("takes nothing twice when the server renumbers its mail", async () => {
		const inbox = await connect("moved");
		watching = watchMailboxes();
		await until(async () => (await state(inbox))?.lastSuccessAt, { timeout: 10_000 });
		await write(mailboxUser("moved"), "Before");
		await synced(inbox, "Before");
		await watching.stop();
		// Dovecot numbers mailboxes by the second.
		await pause(1_100);
		servers.renumber("moved");
		await write(mailboxUser("moved"), "After");
		watching = watchMailboxes();
		await synced(inbox, "After");
		expect(await arrived(inbox)).toHaveLength(2);
	}, 60_000);

	it("goes on with a first import in which the server renumbers its mail", async () => {
		const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
		for (const days of [25, 20, 12])
			servers.put("half", rawMail({ to: mailboxUser("half"), subject: `${days} days ago`, from: `H${days} <h${days}@example.org>` }), daysAgo(days));
		const inbox = await connect("half", { importDays: 30 });
		const begun = { folder: "INBOX", uidValidity: "1", lastUid: 1, historyBefore: new Date(), importTotal: 3, importDone: 1 };
		await db()
			.insert(mailboxSyncs)
			.values({ inboxId: inbox.id, ...begun });
		watching = watchMailboxes();
		await until(async () => (await state(inbox))?.lastSuccessAt, { timeout: 10_000 });
		await until(async () => (await arrived(inbox)).length === 3, { timeout: 10_000 });
		const [sync] = await db().select().from(mailboxSyncs).where(eq(mailboxSyncs.inboxId, inbox.id));
		expect(sync).toMatchObject({ importTotal: 3, importDone: 3 });
	}, 40_000);

	it("takes in nothing while email sync is off, and everything once it is on again", async () => {
		const inbox = await connect("off");
		watching = watchMailboxes();
		await until(async () => (await state(inbox))?.lastSuccessAt, { timeout: 10_000 });
		await turnEmailSync(false, operator);
		await pause(4_000);
		await write(mailboxUser("off"), "Meanwhile");
		await until(() => servers.mails("off").length === 1, { timeout: 10_000 });
		await pause(1_000);
		expect(await arrived(inbox)).toHaveLength(0);
		await turnEmailSync(true, operator);
		await synced(inbox, "Meanwhile");
	}, 60_000);
});
