import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { attachments, conversations, customerIdentities, customers, messages, outgoing } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { sweepUploads } from "@/lib/attachments/sweep";
import { uploadFile } from "@/lib/attachments/upload";
import { createCustomer } from "@/lib/customers/create";
import { newDraftOf } from "@/lib/drafts/queries";
import { saveDraft } from "@/lib/drafts/save";
import { draftContentSchema } from "@/lib/drafts/schema";
import { cancelReply } from "@/lib/messages/cancel";
import { dispatchReply, sweepOutgoing } from "@/lib/messages/dispatch";
import { rescheduleReply, sendNow } from "@/lib/messages/reschedule";
import { type StartSubmission, submitStart } from "@/lib/messages/submit-start";
import { scheduledBy, waitedFor } from "@/lib/messages/waiting";
import { compose } from "@/lib/notifications/compose";
import { listNotifications } from "@/lib/notifications/queries";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, messageById } from "../../support/factories";
import { until } from "../../support/poll";

setupDatabase();
const { received } = await setupBackstage();
let [ada, bo]: UserActor[] = [];
const user = (actor: UserActor | undefined) => actor as UserActor;

beforeAll(async () => {
	[ada, bo] = [await makeUser("operator", "Ada"), await makeUser("operator", "Bo")];
	await makeInbox("email", "support@shop.example");
	await makeInbox("sms", "+34911000417");
});

let number = 0;
async function makeCustomer() {
	const n = ++number;
	const [email, phone] = [`wait-${n}@example.org`, `+3463000${String(1000 + n)}`];
	const { created } = await createCustomer({ name: `Wait ${n}`, email, phone, language: null }, user(ada));
	return { id: created?.id ?? 0, email, phone };
}
const first = (customerId: number, more: Partial<StartSubmission> = {}): StartSubmission => ({
	customerId,
	channel: "email",
	clientKey: randomUUID(),
	subject: "Your order",
	text: "It leaves today.",
	html: null,
	cc: [],
	bcc: [],
	replyTo: "main",
	archive: false,
	sendAt: null,
	revisions: [],
	fromRecord: false,
	...more,
});
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
async function waits(customerId: number, more: Partial<StartSubmission> = {}) {
	const done = await submitStart(first(customerId, more), user(ada));
	if (done.state !== "waiting") throw new Error(done.state);
	return done;
}
const begun = (customerId: number) => db().select().from(conversations).where(eq(conversations.customerId, customerId));
const due = (id: number) => db().update(outgoing).set({ sendAt: sql`now()` }).where(eq(outgoing.id, id));

describe("a first message", () => {
	test("begins nothing until the time to undo it is over, and then one conversation, whatever runs twice", async () => {
		const ana = await makeCustomer();
		const { id, sendAt, scheduled } = await waits(ana.id);
		expect(scheduled).toBe(false);
		expect(Date.parse(sendAt) - Date.now()).toBeGreaterThan(8_000);
		await dispatchReply(id);
		expect(await begun(ana.id)).toEqual([]);
		await due(id);
		await Promise.all([dispatchReply(id), dispatchReply(id), dispatchReply(id)]);
		const [conversation, ...others] = await begun(ana.id);
		expect(others).toEqual([]);
		expect(await waitedFor(id, user(ada).user.id)).toEqual({ state: "sent", conversationId: conversation?.id, errorCode: null });
		expect(await waitedFor(id, user(bo).user.id)).toBeNull();
		await until(async () => (await received(ana.email)).length === 1);
	});

	test("undone, nothing is begun, and all of it is a draft again, under a new key", async () => {
		const ana = await makeCustomer();
		const file = { key: randomUUID(), filename: "a.pdf", contentType: "application/pdf", content: Buffer.from("%PDF-1.4\n%%EOF") };
		const { id: fileId } = await uploadFile(file, user(ada));
		const input = first(ana.id, { cc: ["x@example.com"], bcc: ["y@example.com"], html: "<p>It leaves <b>today</b>.</p>", attachmentIds: [fileId] });
		const done = await submitStart(input, user(ada));
		if (done.state !== "waiting") throw new Error(done.state);
		await db().update(attachments).set({ createdAt: sql`now() - interval '2 days'` }).where(eq(attachments.id, fileId));
		await sweepUploads();
		const restored = await cancelReply(done.id, true, user(ada));
		expect(restored?.place).toEqual({ conversationId: null, mode: "new" });
		const kept = await newDraftOf(user(ada).user.id, null);
		const { cc, bcc, html, text, subject } = input;
		expect(kept?.content).toMatchObject({ cc, bcc, html, text, subject, customerId: ana.id, channel: "email", attachmentIds: [fileId] });
		expect(kept?.content.clientKey).not.toBe(input.clientKey);
		await due(done.id);
		await dispatchReply(done.id);
		expect(await submitStart(input, user(ada))).toMatchObject({ state: "cancelled", id: done.id });
		expect(await begun(ana.id)).toEqual([]);
		await sweepUploads();
		expect(await db().select().from(attachments).where(eq(attachments.id, fileId))).toHaveLength(1);
	});

	test("undone while another one is written, it goes to its customer's own place, and the two recipients stay apart", async () => {
		const [ana, eva] = [await makeCustomer(), await makeCustomer()];
		const { id } = await waits(ana.id, { text: "For Ana" });
		const place = { conversationId: null, mode: "new" as const };
		const before = await newDraftOf(user(ada).user.id, null);
		const written = draftContentSchema.parse({ text: "For Eva", customerId: eva.id });
		await saveDraft({ ...place, revision: randomUUID(), base: before?.revision ?? null, content: written }, user(ada));
		const restored = await cancelReply(id, true, user(ada));
		expect(restored?.place).toEqual({ ...place, customerId: ana.id });
		expect((await newDraftOf(user(ada).user.id, null))?.content.text).toBe("For Eva");
		expect((await newDraftOf(user(ada).user.id, ana.id))?.content).toMatchObject({ text: "For Ana", customerId: ana.id });
		expect(await newDraftOf(user(bo).user.id, ana.id)).toBeNull();
	});

	test("takes the draft that it was written as, unless another window has written on", async () => {
		const ana = await makeCustomer();
		const place = { conversationId: null, mode: "new" as const, customerId: ana.id };
		const [one, two] = [randomUUID(), randomUUID()];
		const save = (revision: string, base: string | null) =>
			saveDraft({ ...place, revision, base, content: draftContentSchema.parse({ text: "It leaves" }) }, user(ada));
		await save(one, null);
		await waits(ana.id, { revisions: [one], fromRecord: true });
		expect(await newDraftOf(user(ada).user.id, ana.id)).toBeNull();
		await save(one, null);
		await save(two, one);
		await waits(ana.id, { revisions: [one], fromRecord: true });
		expect((await newDraftOf(user(ada).user.id, ana.id))?.revision).toBe(two);
	});

	test("the same press again finds the first one, waiting or sent; other words under its key are refused", async () => {
		const ana = await makeCustomer();
		const input = first(ana.id);
		const answers = await Promise.all(Array.from({ length: 8 }, () => submitStart(input, user(ada))));
		const ids = new Set(answers.map((answer) => (answer.state === "waiting" ? answer.id : answer.state)));
		expect(ids.size).toBe(1);
		await expect(submitStart({ ...input, text: "Other words" }, user(ada))).rejects.toMatchObject({ code: "alreadySent" });
		const [id] = ids;
		await due(Number(id));
		await dispatchReply(Number(id));
		expect(await submitStart(input, user(ada))).toMatchObject({ state: "sent" });
		await expect(submitStart({ ...input, text: "Other words" }, user(ada))).rejects.toMatchObject({ code: "alreadySent" });
		expect(await begun(ana.id)).toHaveLength(1);
	});

	test("undo and the worker cannot both have it", async () => {
		for (let i = 0; i < 8; i++) {
			const ana = await makeCustomer();
			const { id } = await waits(ana.id);
			await due(id);
			const undone = cancelReply(id, false, user(ada)).then(
				() => true,
				() => false,
			);
			const [won] = await Promise.all([undone, dispatchReply(id)]);
			expect((await begun(ana.id)).length).toBe(won ? 0 : 1);
		}
	});

	test("is refused at once for what would keep it from being sent, and then nothing waits", async () => {
		const ana = await makeCustomer();
		for (const [more, code] of [
			[{ text: " " }, "emptyMessage"],
			[{ subject: "" }, "subjectMissing"],
			[{ text: "Dear {{name}}" }, "unfilledVariables"],
			[{ channel: "whatsapp" }, "channelNotConnected"],
			[{ attachmentIds: [999_999] }, "fileGone"],
			[{ sendAt: new Date(Date.now() - 1000).toISOString() }, "timeNotAhead"],
		] as const)
			await expect(waits(ana.id, more as Partial<StartSubmission>), code).rejects.toMatchObject({ code });
		expect(await db().select().from(outgoing).where(eq(outgoing.customerId, ana.id))).toEqual([]);
	});
});

describe("scheduled", () => {
	test("it stands in the list of whoever wrote it, can be put off, and goes at its hour", async () => {
		const ana = await makeCustomer();
		const { id } = await waits(ana.id, { channel: "sms", subject: "", sendAt: inAnHour() });
		const listed = async (actor: UserActor | undefined) => (await scheduledBy(user(actor).user.id)).find((item) => item.id === id);
		expect(await listed(ada)).toMatchObject({ conversationId: null, customerId: ana.id, channel: "sms", subject: null, text: "It leaves today." });
		expect(await listed(bo)).toBeUndefined();
		const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
		await rescheduleReply(id, tomorrow, user(ada));
		expect((await listed(ada))?.sendAt).toBe(tomorrow);
		await expect(rescheduleReply(id, inAnHour(), user(bo))).rejects.toMatchObject({ code: "notAllowed" });
		await expect(rescheduleReply(id, "2020-01-01T00:00:00Z", user(ada))).rejects.toMatchObject({ code: "timeNotAhead" });
		await sendNow(id, user(ada));
		await until(async () => (await received(ana.phone)).length === 1);
		expect(await begun(ana.id)).toMatchObject([{ channel: "sms", source: "operator" }]);
		await expect(rescheduleReply(id, inAnHour(), user(ada))).rejects.toMatchObject({ code: "alreadySent" });
		expect(await listed(ada)).toBeUndefined();
	});

	test("what cannot be sent any more when its hour has come says why, and goes once that is mended", async () => {
		const ana = await makeCustomer();
		const { id } = await waits(ana.id, { sendAt: inAnHour() });
		await db().delete(customerIdentities).where(eq(customerIdentities.customerId, ana.id));
		await due(id);
		await dispatchReply(id);
		expect(await waitedFor(id, user(ada).user.id)).toMatchObject({ state: "failed", errorCode: "customerHasNoAddress" });
		expect((await scheduledBy(user(ada).user.id)).find((item) => item.id === id)?.errorCode).toBe("customerHasNoAddress");
		// Wherever they are by now: there is no conversation to find it in.
		const name = `Wait ${number}`;
		const told = await until(async () => (await listNotifications(user(ada).user.id)).find(({ kind }) => kind === "failed"));
		expect(told).toMatchObject({ conversation: null, recipient: name, read: false });
		expect(await compose(told, "en")).toMatchObject({
			title: `Your first message to ${name} did not go out`,
			url: expect.stringMatching(/[^/]\/scheduled$/),
		});
		expect(await listNotifications(user(bo).user.id)).toEqual([]);
		await db().insert(customerIdentities).values({ customerId: ana.id, kind: "email", value: ana.email });
		await sendNow(id, user(ada));
		await until(async () => (await received(ana.email)).length === 1);
	});

	test("one whose job was lost is found, and a customer who is erased takes what waited with them", async () => {
		const [ana, eva] = [await makeCustomer(), await makeCustomer()];
		const lost = await waits(ana.id, { sendAt: inAnHour() });
		await db().execute(sql`SELECT graphile_worker.remove_job(${`outgoing:${lost.id}`})`);
		await db().update(outgoing).set({ sendAt: sql`now() - interval '2 minutes'` }).where(eq(outgoing.id, lost.id));
		await sweepOutgoing();
		await until(async () => (await begun(ana.id)).length === 1);
		const { id } = await waits(eva.id, { sendAt: inAnHour() });
		await db().delete(customers).where(eq(customers.id, eva.id));
		expect(await db().select().from(outgoing).where(eq(outgoing.id, id))).toEqual([]);
		await dispatchReply(id);
	});

	test("on a number that the customer has a thread with, it goes on there; whoever archives along with it finds it archived", async () => {
		const ana = await makeCustomer();
		const one = await waits(ana.id, { channel: "sms" });
		await sendNow(one.id, user(ada));
		await until(async () => (await begun(ana.id)).length === 1);
		const two = await waits(ana.id, { channel: "sms", archive: true, text: "And one more" });
		await sendNow(two.id, user(ada));
		await until(async () => (await waitedFor(two.id, user(ada).user.id))?.state === "sent");
		expect(await begun(ana.id)).toMatchObject([{ status: "archived", messageCount: 2 }]);
		const all = await db().select().from(messages).where(eq(messages.body, "And one more"));
		await until(async () => (await messageById(all[0]?.id ?? 0)).status === "delivered");
	});
});
