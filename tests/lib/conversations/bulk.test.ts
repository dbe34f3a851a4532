import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversationAssignees, events, users } from "@/db/schema";
import { assignConversation } from "@/lib/assignments/assign";
import { assignMany } from "@/lib/assignments/bulk";
import { markManyRead, markManyUnread, setFlags, setStatuses } from "@/lib/conversations/bulk";
import { parseListFilter } from "@/lib/conversations/filter";
import { listConversations, listCounts } from "@/lib/conversations/queries";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, textArrives } from "../../support/factories";

setupDatabase();
beforeAll(() => makeInbox("sms", "+34911000417"));

let phone = 610_000_100;
const begin = () => textArrives("Hello", `+34${phone++}`);
const several = async (count = 3) => [await begin(), await begin(), ...(count > 2 ? [await begin()] : [])];
const row = async (userId: number, id: number, query = "") =>
	(await listConversations(userId, parseListFilter(new URLSearchParams(query)), undefined, 200)).find((found) => found.id === id);
const history = async (id: number) => (await db().select().from(events).where(eq(events.conversationId, id)).orderBy(events.id)).map(({ type }) => type);
const customer = { type: "customer", id: 1 } as const;

describe("flag and status of many", () => {
	test("change those that are not so yet, once each, whatever is named twice, and say which there are no more", async () => {
		const actor = await makeUser();
		const ids = (await several()).map((message) => message.conversationId);
		await setFlags(ids.slice(0, 1), true, actor);
		expect(await setFlags([...ids, ids[1] ?? 0, 999_999], true, actor)).toEqual({ changed: ids.slice(1), missing: 1 });
		for (const id of ids) expect(await history(id)).toEqual(["flagged"]);
		expect(await setFlags(ids, false, actor)).toEqual({ changed: ids, missing: 0 });
		for (const id of ids) expect((await row(actor.user.id, id))?.flagged).toBe(false);
	});

	test("archive and reopen, and the counts go along", async () => {
		const actor = await makeUser();
		const ids = (await several()).map((message) => message.conversationId);
		const before = await listCounts(actor.user.id);
		expect(await setStatuses(ids, "archived", actor)).toEqual({ changed: ids, missing: 0 });
		expect(await listCounts(actor.user.id)).toMatchObject({ active: before.active - 3, archived: before.archived + 3 });
		expect(await setStatuses(ids, "active", actor)).toEqual({ changed: ids, missing: 0 });
		expect(await listCounts(actor.user.id)).toEqual({ ...before, asOf: expect.any(String) });
		for (const id of ids) expect(await history(id)).toEqual(["archived", "reopened"]);
	});

	test("two at once over the same conversations, in other orders, record each change once", async () => {
		const [a, b] = [await makeUser(), await makeUser()];
		const ids = (await several()).map((message) => message.conversationId);
		const results = await Promise.all([setStatuses(ids, "archived", a), setStatuses([...ids].reverse(), "archived", b)]);
		expect(results.flatMap(({ changed }) => changed).sort((x, y) => x - y)).toEqual(ids);
		for (const id of ids) expect(await history(id)).toEqual(["archived"]);
	});

	test("nothing is nothing, and customers are refused", async () => {
		const actor = await makeUser();
		const { conversationId } = await begin();
		expect(await setFlags([], true, actor)).toEqual({ changed: [], missing: 0 });
		await expect(setFlags([conversationId], true, customer)).rejects.toMatchObject({ code: "notFound" });
		await expect(setStatuses([conversationId], "archived", customer)).rejects.toMatchObject({ code: "notFound" });
		expect(await history(conversationId)).toEqual([]);
	});
});

describe("read and unread of many", () => {
	test("are one user's own, cover only what was seen, and can be taken back", async () => {
		const [a, b] = [await makeUser(), await makeUser()];
		const messages = await several();
		const ids = messages.map((message) => message.conversationId);
		const seen = messages.map(({ conversationId, id }, i) => ({ conversationId, upto: i === 0 ? id - 1 : id }));
		const result = await markManyRead([...seen, { conversationId: ids[1] ?? 0, upto: 1 }, { conversationId: 999_999, upto: 1 }], a);
		expect(result.missing).toBe(1);
		const unread = async (userId: number) => Promise.all(ids.map(async (id) => (await row(userId, id))?.unread));
		expect(await unread(a.user.id)).toEqual([1, 0, 0]);
		expect(await unread(b.user.id)).toEqual([1, 1, 1]);
		expect(await markManyUnread([...ids.slice(1), ids[1] ?? 0, 999_999], a)).toEqual({ changed: ids.slice(1), missing: 1 });
		expect(await unread(a.user.id)).toEqual([1, 1, 1]);
		expect(await markManyRead([], a)).toEqual({ changed: [], missing: 0 });
		expect(await markManyUnread([], a)).toEqual({ changed: [], missing: 0 });
	});
});

describe("assigning many", () => {
	const assignees = async (userId: number, id: number) => (await row(userId, id))?.assigneeIds;
	const leads = async (id: number) =>
		(await db().select().from(conversationAssignees).where(eq(conversationAssignees.conversationId, id)))
			.filter(({ lead }) => lead)
			.map(({ userId }) => userId);

	test("adds to who is there, leads where nobody is, and hands the lead on", async () => {
		const [a, b] = [await makeUser(), await makeUser()];
		const [x, y] = (await several(2)).map((message) => message.conversationId) as [number, number];
		await assignConversation(x, [b.user.id], a);
		expect(await assignMany([x, y, y, 999_999], a.user.id, true, a)).toEqual({ changed: [x, y], missing: 1 });
		expect(await assignees(a.user.id, x)).toEqual([b.user.id, a.user.id]);
		expect(await leads(y)).toEqual([a.user.id]);
		expect(await assignMany([x, y], b.user.id, false, a)).toEqual({ changed: [x], missing: 0 });
		expect(await assignees(a.user.id, x)).toEqual([a.user.id]);
		expect(await leads(x)).toEqual([a.user.id]);
		expect(await history(x)).toEqual(["assigned", "assigned", "unassigned"]);
	});

	test("is refused to customers and for who no longer works here, and then nothing has changed", async () => {
		const [a, gone] = [await makeUser(), await makeUser()];
		const { conversationId } = await begin();
		await db().update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, gone.user.id));
		await expect(assignMany([conversationId], gone.user.id, true, a)).rejects.toMatchObject({ code: "userNotActive" });
		await expect(assignMany([conversationId], a.user.id, true, customer)).rejects.toMatchObject({ code: "notFound" });
		expect(await assignMany([], a.user.id, true, a)).toEqual({ changed: [], missing: 0 });
		expect(await history(conversationId)).toEqual([]);
	});
});
