import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db";
import { inboxes, mailboxSyncs } from "@/db/schema";
import { checkMailbox } from "@/lib/inboxes/check";
import { replyInboxes, startInbox } from "@/lib/inboxes/queries";
import { saveInbox } from "@/lib/inboxes/save";
import { inboxSchema } from "@/lib/inboxes/schema";
import { sendTest } from "@/lib/inboxes/send-test";
import { editableInbox, emailSyncState, listInboxStates, noteSuccess, noteTrouble } from "@/lib/inboxes/state";
import { turnEmailSync } from "@/lib/mailboxes/turn";
import { sendReply } from "@/lib/messages/send";
import { seal, unseal } from "@/lib/secrets";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeUser } from "../../support/factories";
import { until } from "../../support/poll";

setupDatabase();
const { received } = await setupBackstage();
const admin = { get: () => makeUser("admin") };

const server = { host: "mail.example.com", port: 993, security: "tls" as const, user: "help@example.com" };
const mailbox = (password: string | null = "secret one") => ({
	imap: { ...server, password, folder: "INBOX" },
	smtp: { ...server, port: 465, password: null },
	importDays: 30,
});
const named = { id: null, name: "Help", main: false, enabled: true, userId: null };
const given = (more: object = {}) =>
	inboxSchema.parse({ ...named, provider: "mailbox", channel: "email", address: "Help@Example.com ", mailbox: mailbox(), ...more });
const row = async (id: number) => (await db().select().from(inboxes).where(eq(inboxes.id, id)))[0];

describe("an inbox", () => {
	it("is added with its passwords sealed, which its form never shows, and keeps them when none is given", async () => {
		const actor = await admin.get();
		const { id } = await saveInbox(given(), actor);
		const saved = await row(id);
		expect(saved).toMatchObject({ address: "help@example.com", provider: "mailbox", channel: "email" });
		expect(JSON.stringify(saved)).not.toContain("secret one");
		expect(JSON.parse(unseal(saved?.sealedSecret ?? ""))).toEqual({ imap: "secret one", smtp: "secret one" });
		expect(JSON.stringify([await editableInbox(id), await listInboxStates()])).not.toMatch(/secret one|sealed/i);

		await db().insert(mailboxSyncs).values({ inboxId: id, folder: "INBOX", uidValidity: "1", lastUid: 9, historyBefore: new Date() });
		await saveInbox(given({ id, name: "Helpdesk", mailbox: mailbox(null) }), actor);
		expect(JSON.parse(unseal((await row(id))?.sealedSecret ?? ""))).toEqual({ imap: "secret one", smtp: "secret one" });
		expect(await db().select().from(mailboxSyncs)).toHaveLength(1);
		await saveInbox(given({ id, mailbox: { ...mailbox(null), imap: { ...mailbox(null).imap, user: "other@example.com" } } }), actor);
		expect(await db().select().from(mailboxSyncs)).toHaveLength(0);
	});

	it("has an address of its own, and a channel has one main inbox", async () => {
		const actor = await admin.get();
		const first = await saveInbox(given({ address: "one@example.com", main: true }), actor);
		await expect(saveInbox(given({ address: "ONE@example.com" }), actor)).rejects.toMatchObject({ code: "addressTaken" });
		const second = await saveInbox(given({ address: "two@example.com", main: true }), actor);
		expect([(await row(first.id))?.main, (await row(second.id))?.main]).toEqual([false, true]);
		await expect(saveInbox(given({ address: "three@example.com", mailbox: mailbox(null) }), actor)).rejects.toMatchObject({ code: "passwordMissing" });
		await expect(saveInbox(given({ id: 99_999, address: "four@example.com" }), actor)).rejects.toMatchObject({ code: "notFound" });
		await expect(saveInbox(given({ address: "five@example.com", userId: 99_999 }), actor)).rejects.toMatchObject({ code: "userNotActive" });
	});

	it("refuses beside the field what is no address, number or server", () => {
		const wrong = (value: object) => inboxSchema.safeParse({ ...named, ...value }).error?.issues.map((issue) => issue.path.join("."));
		expect(wrong({ provider: "resend", channel: "email", address: "help@" })).toEqual(["address"]);
		expect(wrong({ provider: "twilio", channel: "sms", address: "12" })).toEqual(["address"]);
		expect(wrong({ provider: "twilio", channel: "email", address: "+34911000417" })).toEqual(["channel"]);
		const bad = { ...mailbox(), imap: { ...mailbox().imap, host: "https://mail.example.com/", port: 0 } };
		expect(wrong({ provider: "mailbox", channel: "email", address: "a@example.com", mailbox: bad })).toEqual(["mailbox.imap.host", "mailbox.imap.port"]);
	});
});

describe("how an inbox does", () => {
	it("is told by its last success and its last error, and warns while mail may be missing", async () => {
		const actor = await admin.get();
		const { id } = await saveInbox(given({ address: "state@example.com" }), actor);
		expect(await emailSyncState()).toEqual({ state: "on", inboxes: [] });
		await noteTrouble(id, "credentials: no");
		expect(await emailSyncState()).toEqual({ state: "failing", inboxes: ["state@example.com"] });
		await noteSuccess(id);
		expect((await emailSyncState()).state).toBe("on");
		await turnEmailSync(false, actor);
		expect((await emailSyncState()).state).toBe("off");
		await turnEmailSync(true, actor);
		expect((await emailSyncState()).state).toBe("on");
	});

	it("out of use sends nothing, is no failure, and still loses nothing that arrives", async () => {
		const actor = await admin.get();
		const resend = (enabled: boolean, id: number | null = null) =>
			inboxSchema.parse({ ...named, id, enabled, main: true, provider: "resend", channel: "email", address: "closed@example.com" });
		const { id } = await saveInbox(resend(true), actor);
		const { conversationId } = await mailArrives({ to: "closed@example.com" });
		await noteTrouble(id, "credentials: no");
		expect((await emailSyncState()).inboxes).toEqual(["closed@example.com"]);
		expect(await replyInboxes(actor.user.id, id)).toMatchObject({ main: { address: "closed@example.com", synced: false } });
		await saveInbox(resend(false, id), actor);
		expect((await emailSyncState()).inboxes).toEqual([]);
		expect((await startInbox(db(), "email"))?.id).not.toBe(id);
		const reply = { conversationId, clientKey: randomUUID(), text: "Hi", html: null, cc: [], replyTo: "main" as const, archive: false };
		await expect(sendReply(reply, actor)).rejects.toMatchObject({ code: "channelNotConnected" });
		expect((await mailArrives({ to: "closed@example.com" })).inboxId).toBe(id);
		await saveInbox(resend(true, id), actor);
		expect((await sendReply(reply, actor)).messageId).toBeGreaterThan(0);
		expect(await replyInboxes(actor.user.id, id)).toMatchObject({ main: { synced: true } });
	});

	it("is tried with a message that is none, and with a sign-in that sends nothing", async () => {
		const actor = await admin.get();
		const { id } = await saveInbox(inboxSchema.parse({ ...named, provider: "resend", channel: "email", address: "sender@example.com" }), actor);
		expect(await sendTest({ id, to: "boss@example.org" }, actor)).toBeNull();
		const [mail] = await until(async () => ((await received("boss@example.org")).length > 0 ? received("boss@example.org") : null));
		expect(mail?.from).toContain("sender@example.com");
		await expect(sendTest({ id, to: "+34600000001" }, actor)).rejects.toMatchObject({ code: "invalidInput" });
		const nowhere = { ...mailbox(), imap: { ...mailbox().imap, host: "127.0.0.1", port: 9 }, smtp: { ...mailbox().smtp, host: "127.0.0.1", port: 9 } };
		expect(await checkMailbox({ id: null, mailbox: nowhere }, actor)).toMatchObject({ imap: { trouble: "refused" }, smtp: { trouble: "refused" } });
	});
});

it("what is sealed opens only as it was sealed", () => {
	const sealed = seal("contraseña");
	expect(unseal(sealed)).toBe("contraseña");
	expect(seal("contraseña")).not.toBe(sealed);
	const bytes = Buffer.from(sealed.slice(3), "base64url");
	bytes[15] = (bytes[15] ?? 0) ^ 1;
	expect(() => unseal(`v1.${bytes.toString("base64url")}`)).toThrow();
});
