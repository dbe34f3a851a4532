import { eq, lt } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, events, messages } from "@/db/schema";
import { assignConversation } from "@/lib/assignments/assign";
import { parseListFilter } from "@/lib/conversations/filter";
import { setFlag } from "@/lib/conversations/flag";
import { markAllRead, undoMarkAllRead } from "@/lib/conversations/mark-all-read";
import { listConversations, listCounts } from "@/lib/conversations/queries";
import { markRead, markUnread } from "@/lib/conversations/read";
import { setStatus } from "@/lib/conversations/status";
import { addNote } from "@/lib/notes/add";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, textArrives } from "../../support/factories";

setupDatabase();
beforeAll(() => makeInbox("sms", "+34911000417"));

const everything = parseListFilter(new URLSearchParams());
const unreadOnly = parseListFilter(new URLSearchParams("unread=1"));
let phone = 600_000_100;
const begin = (body = "Hello") => textArrives(body, `+34${phone++}`);
const row = async (userId: number, id: number) => (await listConversations(userId, everything)).find((found) => found.id === id);
const history = async (id: number) =>
	(await db().select().from(events).where(eq(events.conversationId, id)).orderBy(events.id)).map(({ type, data }) => ({ type, data }));

describe("flag and status", () => {
	test("write one event a change, none for saying it again, and hide nothing from a customer's view", async () => {
		const actor = await makeUser();
		const { conversationId } = await begin();
		await Promise.all([setFlag(conversationId, true, actor), setFlag(conversationId, true, actor)]);
		await setStatus(conversationId, "archived", actor);
		await setStatus(conversationId, "archived", actor);
		expect((await history(conversationId)).map((event) => event.type)).toEqual(["flagged", "archived"]);
		expect(await row(actor.user.id, conversationId)).toBeUndefined();
	});

	test("are refused where there is nothing, and to customers", async () => {
		const actor = await makeUser();
		const { conversationId } = await begin();
		await expect(setFlag(999_999, true, actor)).rejects.toMatchObject({ code: "notFound" });
		await expect(setFlag(conversationId, true, { type: "customer", id: 1 })).rejects.toMatchObject({ code: "notFound" });
	});
});

describe("unread", () => {
	test("is each operator's own: what one reads stays unread for the other", async () => {
		const [a, b] = [await makeUser(), await makeUser()];
		const message = await begin();
		expect((await row(a.user.id, message.conversationId))?.unread).toBe(1);
		await markRead(message.conversationId, message.id, a);
		expect((await row(a.user.id, message.conversationId))?.unread).toBe(0);
		expect((await row(b.user.id, message.conversationId))?.unread).toBe(1);
	});

	test("covers only what was seen: a message that arrives meanwhile stays unread, and a cursor never goes back", async () => {
		const actor = await makeUser();
		const first = await textArrives("one", "+34699000001");
		const second = await textArrives("two", "+34699000001");
		await markRead(first.conversationId, first.id, actor);
		expect((await row(actor.user.id, first.conversationId))?.unread).toBe(1);
		await markRead(first.conversationId, second.id, actor);
		await markRead(first.conversationId, first.id, actor);
		expect((await row(actor.user.id, first.conversationId))?.unread).toBe(0);
	});

	test("does not come from a note or a colleague", async () => {
		const [a, b] = [await makeUser(), await makeUser()];
		const message = await begin();
		await markRead(message.conversationId, message.id, a);
		await addNote({ conversationId: message.conversationId, clientKey: crypto.randomUUID(), text: "internal" }, b);
		await assignConversation(message.conversationId, [b.user.id], b);
		expect((await row(a.user.id, message.conversationId))?.unread).toBe(0);
	});

	test("marking all reads everything, old pins too, and can be undone exactly", async () => {
		const actor = await makeUser();
		const [pinned, fresh] = [await begin(), await begin()];
		await markRead(pinned.conversationId, pinned.id, actor);
		await markUnread(pinned.conversationId, actor);
		const before = await listConversations(actor.user.id, unreadOnly);
		expect(before.map((found) => found.id)).toEqual(expect.arrayContaining([pinned.conversationId, fresh.conversationId]));
		const marked = await markAllRead(actor);
		expect(await listConversations(actor.user.id, unreadOnly)).toEqual([]);
		expect((await listCounts(actor.user.id)).unread).toBe(0);
		await undoMarkAllRead(marked, actor);
		expect(await listConversations(actor.user.id, unreadOnly)).toEqual(before);
	});

	test("marking all does not swallow what arrives after it, nor what is pinned after it", async () => {
		const actor = await makeUser();
		const pinned = await begin();
		await markAllRead(actor);
		const later = await begin();
		await markUnread(pinned.conversationId, actor);
		const ids = (await listConversations(actor.user.id, unreadOnly)).map((found) => found.id);
		expect(ids.sort()).toEqual([pinned.conversationId, later.conversationId].sort());
	});

	test("marking all while messages arrive: none below the watermark turns up afterwards", async () => {
		const actor = await makeUser();
		const below = async (upto: number) => (await db().select({ id: messages.id }).from(messages).where(lt(messages.id, upto))).length;
		const arriving = Array.from({ length: 40 }, () => begin());
		const seen: { upto: number; count: number }[] = [];
		for (let i = 0; i < 8; i++) {
			const { upto } = await markAllRead(actor);
			seen.push({ upto, count: await below(upto) });
		}
		await Promise.all(arriving);
		for (const { upto, count } of seen) expect(await below(upto)).toBe(count);
	});
});

describe("assignment", () => {
	test("keeps many with the first as lead, tells who is new, and takes away who is left out", async () => {
		const [a, b, c] = [await makeUser(), await makeUser(), await makeUser()];
		const { conversationId } = await begin();
		expect(await assignConversation(conversationId, [b.user.id, a.user.id], a)).toEqual({ added: [b.user.id, a.user.id] });
		expect((await row(a.user.id, conversationId))?.assigneeIds).toEqual([b.user.id, a.user.id]);
		expect(await assignConversation(conversationId, [a.user.id, c.user.id], a)).toEqual({ added: [c.user.id] });
		expect((await row(a.user.id, conversationId))?.assigneeIds).toEqual([a.user.id, c.user.id]);
		expect(await history(conversationId)).toEqual([
			{ type: "assigned", data: { userIds: [b.user.id, a.user.id] } },
			{ type: "unassigned", data: { userIds: [b.user.id] } },
			{ type: "assigned", data: { userIds: [c.user.id] } },
		]);
		const mine = parseListFilter(new URLSearchParams("assigned=me"));
		expect((await listConversations(c.user.id, mine)).map((found) => found.id)).toEqual([conversationId]);
		expect(await listConversations(b.user.id, mine)).toEqual([]);
		expect((await listCounts(c.user.id)).mine).toBe(1);
	});

	test("refuses who is deactivated or unknown, and changes nothing then", async () => {
		const actor = await makeUser();
		const { conversationId } = await begin();
		await expect(assignConversation(conversationId, [actor.user.id, 999_999], actor)).rejects.toMatchObject({ code: "userNotActive" });
		expect((await row(actor.user.id, conversationId))?.assigneeIds).toEqual([]);
	});

	test("by sixteen at once leaves the copy and the truth the same", async () => {
		const people = await Promise.all(Array.from({ length: 4 }, () => makeUser()));
		const { conversationId } = await begin();
		const ids = people.map((person) => person.user.id);
		await Promise.all(Array.from({ length: 16 }, (_, i) => assignConversation(conversationId, ids.slice(i % 4), { type: "system", job: "test" })));
		const [conversation] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
		const truth = await db().query.conversationAssignees.findMany({ where: (t) => eq(t.conversationId, conversationId) });
		expect([...(conversation?.assigneeIds ?? [])].sort()).toEqual(truth.map((entry) => entry.userId).sort());
	});
});

test("a note with the same key twice is one note, and does not move its conversation", async () => {
	const actor = await makeUser();
	const { conversationId } = await begin();
	const before = await row(actor.user.id, conversationId);
	const clientKey = crypto.randomUUID();
	const [first, second] = await Promise.all([
		addNote({ conversationId, clientKey, text: "x" }, actor),
		addNote({ conversationId, clientKey, text: "x" }, actor),
	]);
	expect(first).toEqual(second);
	expect(await row(actor.user.id, conversationId)).toEqual(before);
});
