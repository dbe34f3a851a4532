import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, customers } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { assignConversation } from "@/lib/assignments/assign";
import { changesSince, forgetChanges, parseAsOf } from "@/lib/conversations/changes";
import { setFlag } from "@/lib/conversations/flag";
import { markAllRead } from "@/lib/conversations/mark-all-read";
import { listCounts } from "@/lib/conversations/queries";
import { markRead } from "@/lib/conversations/read";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, textArrives } from "../../support/factories";
import { until } from "../../support/poll";

const { url } = setupDatabase();
let [ana, ben]: UserActor[] = [];
let first: Awaited<ReturnType<typeof textArrives>>;
let second: typeof first;

beforeAll(async () => {
	await makeInbox("sms", "+34911000417");
	[ana, ben] = [await makeUser(), await makeUser()];
	first = await textArrives("one", "+34600000001");
	second = await textArrives("two", "+34600000002");
});

function held() {
	let resolve = () => {};
	const promise = new Promise<void>((done) => {
		resolve = done;
	});
	return { promise, resolve: () => resolve() };
}

const mark = async () => {
	const asOf = parseAsOf((await listCounts(ana?.user.id ?? 0)).asOf);
	if (!asOf) throw new Error("no mark");
	return asOf;
};
type Mark = Awaited<ReturnType<typeof mark>>;
const since = (asOf: Mark, who = ana) => changesSince(who?.user.id ?? 0, asOf);
/** A mark after all that has happened: an open transaction of another database of this server would keep it back. */
const now = (): Promise<Mark> =>
	until<Mark>(
		async () => {
			const asOf = await mark();
			const { conversationIds, customerIds, everything } = await since(asOf);
			return !everything && conversationIds.length + customerIds.length === 0 && asOf;
		},
		{ timeout: 18_000 },
	);

test("nothing happened: nothing is told", async () => {
	expect(await since(await now())).toMatchObject({ customerIds: [], everything: false });
});

test.each([
	["a message", () => textArrives("more", "+34600000001")],
	["a flag", () => setFlag(first.conversationId, true, ben as UserActor)],
	["an assignment", () => assignConversation(first.conversationId, [ben?.user.id ?? 0], ben as UserActor)],
])("%s is told, and soon not any more", async (_, happens) => {
	const before = await now();
	await happens();
	expect(await since(before)).toMatchObject({ conversationIds: [first.conversationId], everything: false });
	await now();
});

test("what a user reads is told to that user", async () => {
	const before = await now();
	await markRead(second.conversationId, second.id, ana as UserActor);
	expect((await since(before)).conversationIds).toEqual([second.conversationId]);
	expect((await since(before, ben)).conversationIds).toEqual([]);
	await markAllRead(ana as UserActor);
	expect(await since(before)).toMatchObject({ everything: true });
	expect(await since(before, ben)).toMatchObject({ everything: false });
});

test("a renamed customer and a deleted conversation are told", async () => {
	const before = await now();
	await db().update(customers).set({ name: "Another Name" }).where(eq(customers.id, 1));
	await db().delete(conversations).where(eq(conversations.id, second.conversationId));
	expect(await since(before)).toMatchObject({ customerIds: [1], conversationIds: [second.conversationId] });
});

test("what began before the mark and is committed after it is not missed", async () => {
	await now();
	const other = postgres(url, { max: 1, onnotice: () => {} });
	const started = held();
	const go = held();
	const slow = other.begin(async (tx) => {
		await tx`UPDATE conversations SET flagged = NOT flagged WHERE id = ${first.conversationId}`;
		started.resolve();
		await go.promise;
	});
	await started.promise;
	await db().update(customers).set({ name: "Later, and sooner done" }).where(eq(customers.id, 2));
	const before = await mark();
	go.resolve();
	await slow;
	await other.end();
	expect((await since(before)).conversationIds).toEqual([first.conversationId]);
});

test("too much, or too long ago: everything", async () => {
	const before = await now();
	expect(await since({ ...before, second: before.second - 24 * 3600 })).toMatchObject({ everything: true });
	await db().execute(sql`INSERT INTO conversation_changes (conversation_id) SELECT generate_series(1, 501)`);
	expect(await since(before)).toMatchObject({ everything: true, conversationIds: [] });
});

test("old changes are forgotten", async () => {
	await db().execute(sql`UPDATE conversation_changes SET at = now() - interval '25 hours'`);
	await forgetChanges();
	const [left] = await db().execute<{ count: number }>(sql`SELECT count(*)::int AS count FROM conversation_changes`);
	expect(left?.count).toBe(0);
});

test.each([null, "", "12", "abc-1", "-1-1", "99999999999999999999-1", "1-1; DROP"])("%s is no mark", (text) => expect(parseAsOf(text)).toBeNull());
