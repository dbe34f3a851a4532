import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db";
import type { UserActor } from "@/lib/actor";
import { firstUnread } from "@/lib/conversations/first-unread";
import { markAllRead } from "@/lib/conversations/mark-all-read";
import { markRead, markUnread } from "@/lib/conversations/read";
import { setupDatabase } from "@/tests/support/database";
import { makeInbox, makeUser, textArrives } from "@/tests/support/factories";

setupDatabase();

let me: UserActor;
let somebody: UserActor;
beforeAll(async () => {
	[me, somebody] = [await makeUser(), await makeUser()];
	await makeInbox("sms", "+34911000417");
});

let count = 0;
const arrive = (from: string, text = `message ${count++}`) => textArrives(text, from);

describe("firstUnread", () => {
	it("is the first message of the customer's that this user has not read", async () => {
		const [first, second, third] = [await arrive("+34600000001"), await arrive("+34600000001"), await arrive("+34600000001")];
		const { conversationId } = first;
		expect(await firstUnread(me.user.id, conversationId)).toEqual({ id: first.id, count: 3 });
		await markRead(conversationId, second.id, me);
		expect(await firstUnread(me.user.id, conversationId)).toEqual({ id: third.id, count: 1 });
		expect(await firstUnread(somebody.user.id, conversationId)).toEqual({ id: first.id, count: 3 });
		await markAllRead(me);
		expect(await firstUnread(me.user.id, conversationId)).toBeNull();
	});

	it("is none where nothing new began it: all read, marked unread by hand, no such conversation", async () => {
		const { conversationId, id } = await arrive("+34600000002");
		await markRead(conversationId, id, me);
		expect(await firstUnread(me.user.id, conversationId)).toBeNull();
		await markUnread(conversationId, me);
		expect(await firstUnread(me.user.id, conversationId)).toBeNull();
		const { id: next } = await arrive("+34600000002");
		expect(await firstUnread(me.user.id, conversationId)).toEqual({ id: next, count: 1 });
		expect(await firstUnread(me.user.id, 999_999)).toBeNull();
	});

	it("counts up to a hundred", async () => {
		const first = await arrive("+34600000003");
		await db().execute(sql`INSERT INTO messages (conversation_id, inbox_id, direction, author, channel, status, body)
			SELECT conversation_id, inbox_id, direction, author, channel, status, body FROM messages, generate_series(1, 104) WHERE id = ${first.id}`);
		expect(await firstUnread(me.user.id, first.conversationId)).toEqual({ id: first.id, count: 100 });
	});
});
