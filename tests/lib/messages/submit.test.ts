import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, events, inboxes, messages, outgoing } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { draftsOf } from "@/lib/drafts/queries";
import { saveDraft } from "@/lib/drafts/save";
import { draftContentSchema } from "@/lib/drafts/schema";
import { cancelReply } from "@/lib/messages/cancel";
import { dispatchReply, sweepOutgoing } from "@/lib/messages/dispatch";
import { rescheduleReply, sendNow } from "@/lib/messages/reschedule";
import { sendReply } from "@/lib/messages/send";
import { type Submission, submitReply } from "@/lib/messages/submit";
import { scheduledBy, waitingIn } from "@/lib/messages/waiting";
import { listNotifications } from "@/lib/notifications/queries";
import { setWriting } from "@/lib/users/writing";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById, textArrives } from "../../support/factories";
import { until } from "../../support/poll";

setupDatabase();
const { received } = await setupBackstage();
let [ada, bo, admin]: UserActor[] = [];

beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	await makeInbox("sms", "+34911000417");
	[ada, bo, admin] = [await makeUser("operator", "Ada"), await makeUser("operator", "Bo"), await makeUser("admin", "Root")];
});

const user = (actor: UserActor | undefined) => actor as UserActor;
let phone = 630_000_100;
const arrives = async () => ({ ...(await textArrives("Hi", `+34${++phone}`)), number: `+34${phone}` });
const submission = (conversationId: number, text: string, more: Partial<Submission> = {}): Submission => ({
	conversationId,
	text,
	clientKey: randomUUID(),
	html: null,
	cc: [],
	replyTo: "main",
	archive: false,
	sendAt: null,
	seen: null,
	revisions: [],
	...more,
});
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
async function submit(conversationId: number, text: string, more: Partial<Submission> = {}, actor = ada) {
	const result = await submitReply(submission(conversationId, text, more), user(actor));
	if (result.state === "answered") throw new Error("answered");
	return result;
}
async function waits(conversationId: number, text: string, more: Partial<Submission> = {}, actor = ada) {
	const result = await submit(conversationId, text, more, actor);
	if (result.state !== "waiting") throw new Error(result.state);
	return result;
}
const sentIn = async (conversationId: number) =>
	(await db().select().from(messages).where(eq(messages.conversationId, conversationId))).filter((message) => message.direction === "out");
const stateOf = async (id: number) => (await db().select().from(outgoing).where(eq(outgoing.id, id)))[0]?.state;

describe("the time to undo", () => {
	test("holds the answer back, shows it as waiting, and then it goes once, in its place", async () => {
		const { conversationId, number } = await arrives();
		await setWriting({ signature: "", undoSeconds: 2 }, user(ada));
		const { id } = await waits(conversationId, "On its way");
		expect(await waitingIn(conversationId)).toMatchObject([{ id, text: "On its way", scheduled: false, errorCode: null }]);
		expect(await sentIn(conversationId)).toEqual([]);
		await until(async () => (await received(number)).length === 1, { timeout: 15_000 });
		await dispatchReply(id);
		expect(await sentIn(conversationId)).toHaveLength(1);
		expect(await waitingIn(conversationId)).toEqual([]);
		await setWriting({ signature: "", undoSeconds: 10 }, user(ada));
	});

	test("of zero seconds sends at once", async () => {
		const { conversationId } = await arrives();
		await setWriting({ signature: "", undoSeconds: 0 }, user(bo));
		const result = await submit(conversationId, "Now", {}, bo);
		expect(result.state).toBe("sent");
	});

	test("undone, nothing goes, and all that was written is a draft again, above what was written since", async () => {
		const { conversationId } = await arrives();
		const { id } = await waits(conversationId, "First", { cc: ["x@example.com"], bcc: ["y@example.com"] });
		const since = { conversationId, mode: "reply" as const, revision: randomUUID(), base: null, content: draftContentSchema.parse({ text: "Second" }) };
		await saveDraft(since, user(ada));
		const restored = await cancelReply(id, true, user(ada));
		expect(restored?.draft.content).toMatchObject({ text: "First\nSecond", cc: ["x@example.com"], bcc: ["y@example.com"] });
		expect((await draftsOf(user(ada).user.id, conversationId)).map((kept) => kept.content.text)).toEqual(["First\nSecond"]);
		await dispatchReply(id);
		await expect(sendNow(id, user(ada))).rejects.toMatchObject({ code: "alreadySent" });
		expect(await sentIn(conversationId)).toEqual([]);
	});

	test("can be put off to another time, by its writer alone, until it is gone", async () => {
		const { conversationId } = await arrives();
		const { id } = await waits(conversationId, "Later");
		const at = new Date(Date.now() + 7_200_000).toISOString();
		await expect(rescheduleReply(id, at, user(bo))).rejects.toMatchObject({ code: "notAllowed" });
		await rescheduleReply(id, at, user(ada));
		expect(await waitingIn(conversationId)).toMatchObject([{ id, sendAt: at, scheduled: true }]);
		await dispatchReply(id);
		expect(await sentIn(conversationId)).toEqual([]);
		await cancelReply(id, false, user(ada));
		await expect(rescheduleReply(id, at, user(ada))).rejects.toMatchObject({ code: "alreadySent" });
	});

	test("undone, a request of the same press that comes late sends nothing", async () => {
		const { conversationId } = await arrives();
		const input = submission(conversationId, "Late");
		const first = await submitReply(input, user(ada));
		if (first.state !== "waiting") throw new Error(first.state);
		await cancelReply(first.id, false, user(ada));
		expect(await submitReply(input, user(ada))).toMatchObject({ state: "cancelled", id: first.id });
		expect(await waitingIn(conversationId)).toEqual([]);
	});

	test("undo and the worker cannot both have it, whoever is first", async () => {
		const { conversationId } = await arrives();
		const results = [];
		for (let i = 0; i < 12; i++) {
			const { id } = await waits(conversationId, `race ${i}`);
			await db().update(outgoing).set({ sendAt: sql`clock_timestamp()` }).where(eq(outgoing.id, id));
			const [, undone] = await Promise.all([
				dispatchReply(id),
				cancelReply(id, false, user(ada)).then(
					() => true,
					() => false,
				),
			]);
			results.push({ undone, state: await stateOf(id) });
		}
		for (const { undone, state } of results) expect(state).toBe(undone ? "cancelled" : "sent");
		expect(await sentIn(conversationId)).toHaveLength(results.filter(({ undone }) => !undone).length);
	});

	test("the same press, sixteen times at once, waits once", async () => {
		const { conversationId } = await arrives();
		const input = submission(conversationId, "Once");
		const results = await Promise.all(Array.from({ length: 16 }, () => submitReply(input, user(ada))));
		expect(new Set(results.map((result) => (result.state === "waiting" ? result.id : 0))).size).toBe(1);
		expect(await waitingIn(conversationId)).toHaveLength(1);
		await expect(submitReply({ ...input, text: "Other words" }, user(ada))).rejects.toMatchObject({ code: "alreadySent" });
	});

	test("send and archive archives at once; undoing brings it back; going, it is told after the message", async () => {
		const { conversationId } = await arrives();
		const status = async () => (await db().select().from(conversations).where(eq(conversations.id, conversationId)))[0]?.status;
		const first = await waits(conversationId, "Bye", { archive: true });
		expect(await status()).toBe("archived");
		await cancelReply(first.id, false, user(ada));
		expect(await status()).toBe("active");
		const second = await waits(conversationId, "Bye then", { archive: true });
		await sendNow(second.id, user(ada));
		const [message] = await until(async () => ((await sentIn(conversationId)).length > 0 ? sentIn(conversationId) : null));
		const told = await db().select().from(events).where(eq(events.conversationId, conversationId));
		expect(told.map(({ type }) => type)).toEqual(["archived"]);
		expect(told[0]?.id).toBeGreaterThan(message?.id ?? 0);
	});
});

describe("scheduling", () => {
	test("waits for its hour, is listed, and goes", async () => {
		const { conversationId, number } = await arrives();
		const later = await waits(conversationId, "In a moment", { sendAt: inSeconds(2) });
		const listed = (await scheduledBy(user(ada).user.id)).find((item) => item.id === later.id);
		expect(listed).toMatchObject({ conversationId, text: "In a moment", scheduled: true });
		expect((await scheduledBy(user(bo).user.id)).map((item) => item.id)).not.toContain(later.id);
		await until(async () => (await received(number)).length === 1, { timeout: 15_000 });
	});

	test("is sent now, or dropped, by its writer or an admin, and by no one else", async () => {
		const { conversationId } = await arrives();
		const { id } = await waits(conversationId, "Tomorrow", { sendAt: inSeconds(86_400) });
		await expect(cancelReply(id, false, user(bo))).rejects.toMatchObject({ code: "notAllowed" });
		await expect(sendNow(id, user(bo))).rejects.toMatchObject({ code: "notAllowed" });
		await expect(sendNow(999_999, user(ada))).rejects.toMatchObject({ code: "notFound" });
		await dispatchReply(id);
		expect(await stateOf(id)).toBe("waiting");
		await cancelReply(id, false, user(admin));
		expect(await stateOf(id)).toBe("cancelled");
	});

	test("is for a moment ahead, within a year", async () => {
		const { conversationId } = await arrives();
		for (const sendAt of [inSeconds(-60), inSeconds(400 * 86_400)])
			await expect(submit(conversationId, "When", { sendAt })).rejects.toMatchObject({ code: "timeNotAhead" });
	});

	test("what cannot be sent at its hour says why, keeps its words, and can be sent again", async () => {
		const { conversationId } = await arrives();
		const { id } = await waits(conversationId, "Later", { sendAt: inSeconds(3600) });
		await db().update(inboxes).set({ enabled: false }).where(eq(inboxes.channel, "sms"));
		await sendNow(id, user(ada));
		await until(async () => (await stateOf(id)) === "failed");
		expect(await waitingIn(conversationId)).toMatchObject([{ id, errorCode: "channelNotConnected" }]);
		const told = async (actor: UserActor | undefined) =>
			(await listNotifications(user(actor).user.id)).filter(({ conversation }) => conversation?.id === conversationId);
		await until(async () => (await told(ada)).length === 1);
		expect([(await told(ada))[0]?.kind, (await told(bo)).length]).toEqual(["failed", 0]);
		await expect(submit(conversationId, "Refused at once")).rejects.toMatchObject({ code: "channelNotConnected" });
		await db().update(inboxes).set({ enabled: true }).where(eq(inboxes.channel, "sms"));
		await sendNow(id, user(ada));
		await until(async () => (await sentIn(conversationId)).length === 1);
	});

	test("what lost its job is found again; what is long over is forgotten", async () => {
		const { conversationId } = await arrives();
		const { id } = await waits(conversationId, "Lost", { sendAt: inSeconds(3600) });
		await db().execute(sql`SELECT graphile_worker.remove_job(${`outgoing:${id}`})`);
		await db().update(outgoing).set({ sendAt: sql`now() - interval '2 minutes'` }).where(eq(outgoing.id, id));
		await sweepOutgoing();
		await until(async () => (await sentIn(conversationId)).length === 1);
		await db().update(outgoing).set({ sendAt: sql`now() - interval '2 days'` }).where(eq(outgoing.id, id));
		await sweepOutgoing();
		expect(await stateOf(id)).toBeUndefined();
	});
});

describe("somebody answered since", () => {
	test("asks first, with the name; what one has seen, one's own, and the customer's do not count", async () => {
		const first = await arrives();
		const { conversationId } = first;
		await waits(conversationId, "Mine", { seen: first.id });
		const { messageId } = await sendReply(submission(conversationId, "From Bo"), user(bo));
		const late = await submitReply(submission(conversationId, "Too late?", { seen: first.id }), user(ada));
		expect(late).toEqual({ state: "answered", by: ["Bo"] });
		await textArrives("And another thing", first.number);
		expect((await submitReply(submission(conversationId, "Seen", { seen: messageId }), user(ada))).state).toBe("waiting");
		expect((await submitReply(submission(conversationId, "All the same"), user(ada))).state).toBe("waiting");
	});

	test("also while the other's can still be undone; of two at once the second is asked", async () => {
		const first = await arrives();
		await setWriting({ signature: "", undoSeconds: 10 }, user(bo));
		const both = await Promise.all([ada, bo].map((actor) => submitReply(submission(first.conversationId, "Me first", { seen: first.id }), user(actor))));
		expect(both.map(({ state }) => state).sort()).toEqual(["answered", "waiting"]);
	});
});

describe("the draft that was sent", () => {
	test("goes with it; one that another window has written on stays", async () => {
		const { conversationId } = await arrives();
		const place = { conversationId, mode: "reply" as const };
		const revision = randomUUID();
		const content = draftContentSchema.parse({ text: "Sent" });
		await saveDraft({ ...place, revision, base: null, content }, user(ada));
		await waits(conversationId, "Sent", { revisions: [randomUUID()] });
		expect(await draftsOf(user(ada).user.id, conversationId)).toHaveLength(1);
		await waits(conversationId, "Sent", { revisions: [revision] });
		expect(await draftsOf(user(ada).user.id, conversationId)).toEqual([]);
	});

	test("goes however far the saves of it had got: one of them may come after the message, which is then sent again", async () => {
		const { conversationId } = await arrives();
		const [seen, unanswered] = [randomUUID(), randomUUID()];
		const save = (revision: string, base: string | null) =>
			saveDraft({ conversationId, mode: "reply", revision, base, content: draftContentSchema.parse({ text: "Half of" }) }, user(ada));
		await save(seen, null);
		await save(unanswered, seen);
		const press = submission(conversationId, "Half of it was saved", { revisions: [seen, unanswered] });
		await submitReply(press, user(ada));
		expect(await draftsOf(user(ada).user.id, conversationId)).toEqual([]);
		await save(unanswered, seen);
		await submitReply(press, user(ada));
		expect(await draftsOf(user(ada).user.id, conversationId)).toEqual([]);
	});
});

test("a signature ends the mail in both forms, below what is new; a text message has none", async () => {
	await setWriting({ signature: "Ada <Support>\nShop", undoSeconds: 0 }, user(ada));
	const mail = await mailArrives({ from: "sign@example.org" });
	const sent = await submit(mail.conversationId, "Hello", { html: "<p>Hello</p>", signature: true });
	const [got] = await until(async () => ((await received("sign@example.org")).length > 0 ? received("sign@example.org") : null));
	expect(got?.text).toBe("Hello\n\n-- \nAda <Support>\nShop");
	expect(got?.html).toContain("Ada &lt;Support&gt;<br");
	if (sent.state !== "sent") throw new Error(sent.state);
	expect(await messageById(sent.messageId)).toMatchObject({ visibleLength: 5 });
	const text = await arrives();
	await submit(text.conversationId, "Hello", { signature: true });
	await until(async () => (await received(text.number)).length === 1);
	expect((await received(text.number))[0]?.text).toBe("Hello");
});
