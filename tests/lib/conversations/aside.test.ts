import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, customers, events, type Inbox } from "@/db/schema";
import { listAudit } from "@/lib/audit/queries";
import { parseListFilter } from "@/lib/conversations/filter";
import { moveToInbox } from "@/lib/conversations/move";
import { listConversations } from "@/lib/conversations/queries";
import { endSnoozes, snooze } from "@/lib/conversations/snooze";
import { blockCustomers, setSpam } from "@/lib/conversations/spam";
import { setStatus } from "@/lib/conversations/status";
import { listBlocked } from "@/lib/customers/blocked";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, textArrives } from "../../support/factories";

setupDatabase();
let sales: Inbox;
let mailbox: Inbox;
beforeAll(async () => {
	await makeInbox("sms", "+34911000417");
	sales = await makeInbox("sms", "+34911000418");
	mailbox = await makeInbox("email", "support@shop.example");
});

let phone = 600_300_000;
const number = () => `+34${phone++}`;
const inTab = async (userId: number, tab: string) => (await listConversations(userId, parseListFilter(new URLSearchParams({ tab })))).map((row) => row.id);
const conversationOf = async (id: number) => (await db().select().from(conversations).where(eq(conversations.id, id)))[0];
const history = async (id: number) => (await db().select().from(events).where(eq(events.conversationId, id)).orderBy(events.id)).map(({ type }) => type);
const customer = { type: "customer", id: 1 } as const;
const later = () => new Date(Date.now() + 3600_000);
const pass = (id: number) => db().update(conversations).set({ snoozedUntil: sql`now() - interval '1 second'` }).where(eq(conversations.id, id));

describe("snoozing", () => {
	test("puts aside, says until when, and comes back by itself once its time has come, once", async () => {
		const actor = await makeUser();
		const { conversationId } = await textArrives("later", number());
		const until = later();
		expect(await snooze([conversationId, conversationId, 999_999], until, actor)).toEqual({ changed: [conversationId], missing: 1 });
		expect(await inTab(actor.user.id, "active")).not.toContain(conversationId);
		expect(await inTab(actor.user.id, "snoozed")).toContain(conversationId);
		expect(await endSnoozes()).toBe(0);
		await pass(conversationId);
		expect((await Promise.all([endSnoozes(), endSnoozes()])).reduce((a, b) => a + b)).toBe(1);
		expect((await inTab(actor.user.id, "active"))[0]).toBe(conversationId);
		expect(await history(conversationId)).toEqual(["snoozed", "unsnoozed"]);
		const told = await db().execute(sql`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'notify.unsnoozed'`);
		expect(told).toHaveLength(1);
	});

	test("ends at once when the customer writes, and can be taken back or made something else", async () => {
		const actor = await makeUser();
		const from = number();
		const { conversationId } = await textArrives("later", from);
		await snooze([conversationId], later(), actor);
		await snooze([conversationId], null, actor);
		expect(await inTab(actor.user.id, "active")).toContain(conversationId);
		await snooze([conversationId], later(), actor);
		await textArrives("now", from);
		expect(await inTab(actor.user.id, "active")).toContain(conversationId);
		await snooze([conversationId], later(), actor);
		await setStatus(conversationId, "archived", actor);
		expect(await inTab(actor.user.id, "archived")).toContain(conversationId);
		await pass(conversationId).then(() => db().update(conversations).set({ snoozedUntil: null }).where(eq(conversations.id, conversationId)));
		expect(await endSnoozes()).toBe(0);
	});

	test("is refused in the past, and to customers", async () => {
		const actor = await makeUser();
		const { conversationId } = await textArrives("later", number());
		await expect(snooze([conversationId], new Date(Date.now() - 1000), actor)).rejects.toMatchObject({ code: "snoozeInPast" });
		await expect(snooze([conversationId], later(), customer)).rejects.toMatchObject({ code: "notFound" });
		expect(await history(conversationId)).toEqual([]);
	});
});

describe("moving", () => {
	test("goes to another inbox of the same channel alone, all or none", async () => {
		const actor = await makeUser();
		const [sms, mail] = [await textArrives("move me", number()), await mailArrives()];
		await expect(moveToInbox([sms.conversationId, mail.conversationId], sales.id, actor)).rejects.toMatchObject({ code: "otherChannel" });
		await expect(moveToInbox([sms.conversationId], mailbox.id, actor)).rejects.toMatchObject({ code: "otherChannel" });
		await expect(moveToInbox([sms.conversationId], 999_999, actor)).rejects.toMatchObject({ code: "notFound" });
		await expect(moveToInbox([sms.conversationId], sales.id, customer)).rejects.toMatchObject({ code: "notFound" });
		expect(await history(sms.conversationId)).toEqual([]);
		await moveToInbox([sms.conversationId], sales.id, actor);
		await moveToInbox([sms.conversationId], sales.id, actor);
		expect((await conversationOf(sms.conversationId))?.inboxId).toBe(sales.id);
		expect(await history(sms.conversationId)).toEqual(["moved"]);
	});
});

describe("spam", () => {
	test("stays among the spam whatever the customer adds, until somebody takes it out", async () => {
		const actor = await makeUser();
		const from = number();
		const { conversationId } = await textArrives("win a prize", from);
		await setStatus(conversationId, "archived", actor);
		await setSpam([conversationId], true, actor);
		await textArrives("win two", from);
		expect(await inTab(actor.user.id, "spam")).toContain(conversationId);
		expect(await history(conversationId)).toEqual(["archived", "spam"]);
		await setSpam([conversationId], false, actor);
		expect(await inTab(actor.user.id, "archived")).toContain(conversationId);
		await expect(setSpam([conversationId], true, customer as never)).rejects.toMatchObject({ code: "notFound" });
	});

	test("of a blocked sender is kept, unseen, also in a conversation of its own; unblocked, all of it is there", async () => {
		const actor = await makeUser();
		const from = "Pest <pest@example.it>";
		const first = await mailArrives({ from });
		const customerId = (await conversationOf(first.conversationId))?.customerId ?? 0;
		await blockCustomers([customerId], true, actor);
		await blockCustomers([customerId], true, actor);
		expect(await history(first.conversationId)).toEqual(["blocked"]);
		expect((await listBlocked()).map(({ id, addresses }) => [id, addresses])).toEqual([[customerId, ["pest@example.it"]]]);
		expect(await inTab(actor.user.id, "spam")).toContain(first.conversationId);
		const next = await mailArrives({ from, subject: "Something else" });
		expect(await inTab(actor.user.id, "spam")).toContain(next.conversationId);
		expect(await inTab(actor.user.id, "active")).not.toContain(next.conversationId);
		await blockCustomers([customerId], false, actor);
		expect(await inTab(actor.user.id, "active")).toEqual(expect.arrayContaining([first.conversationId, next.conversationId]));
		expect(await listBlocked()).toEqual([]);
		expect((await listAudit()).slice(0, 2).map(({ action }) => action)).toEqual(["customer.unblocked", "customer.blocked"]);
	});

	test("does not carry off the conversation of somebody else that a blocked sender answers in", async () => {
		const actor = await makeUser();
		const mine = await mailArrives({ from: "Good <good@example.it>", id: "good@example.it", headers: ["Cc: bad@example.it"] });
		const bad = await mailArrives({ from: "Bad <bad@example.it>" });
		await blockCustomers([(await conversationOf(bad.conversationId))?.customerId ?? 0], true, actor);
		const answer = await mailArrives({ from: "Bad <bad@example.it>", headers: ["In-Reply-To: <good@example.it>"] });
		expect(answer.conversationId).not.toBe(mine.conversationId);
		expect((await conversationOf(mine.conversationId))?.spam).toBe(false);
		expect((await conversationOf(answer.conversationId))?.spam).toBe(true);
	});

	test("of several who are blocked at once goes to the spam; of whom there was no need to say it, nothing changes", async () => {
		const actor = await makeUser();
		const conversationIds: number[] = [];
		for (const i of [1, 2, 3]) conversationIds.push((await mailArrives({ from: `Many <many${i}@spam.example>`, subject: `Many ${i}` })).conversationId);
		const ids = await Promise.all(conversationIds.map(async (id) => (await conversationOf(id))?.customerId ?? 0));
		await blockCustomers([ids[0]!], true, actor);
		expect(await blockCustomers([...ids, 999_999], true, actor)).toEqual({ changed: ids.slice(1).sort((a, b) => a - b), missing: 1 });
		for (const id of conversationIds) {
			expect((await conversationOf(id))?.spam).toBe(true);
			expect(await history(id)).toEqual(["blocked"]);
		}
	});

	test("blocking is refused where there is nobody, and to customers", async () => {
		const actor = await makeUser();
		await expect(blockCustomers([999_999], true, actor)).rejects.toMatchObject({ code: "notFound" });
		await expect(blockCustomers([1], true, customer as never)).rejects.toMatchObject({ code: "notFound" });
		expect(await db().select().from(customers).where(sql`blocked_at IS NOT NULL AND id = 1`)).toEqual([]);
	});
});
