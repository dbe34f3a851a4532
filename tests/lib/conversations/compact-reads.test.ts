import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { compactReads } from "@/lib/conversations/compact-reads";
import { parseListFilter } from "@/lib/conversations/filter";
import { undoMarkAllRead } from "@/lib/conversations/mark-all-read";
import { listConversations } from "@/lib/conversations/queries";
import { markRead } from "@/lib/conversations/read";
import { setupDatabase } from "../../support/database";
import { expected, insertInbox, randomInbox } from "./random-inbox";

const { url } = setupDatabase();
const inbox = randomInbox(150);
const filters = ["unread=1", "unread=1&tab=archived", "", "tab=archived"].map((query) => parseListFilter(new URLSearchParams(query)));

beforeAll(async () => {
	await insertInbox(url, inbox);
	await db().execute(sql`SELECT setval('timeline_id', 100000)`);
	// The order keys of these conversations are rounded down to the hour.
	await db().execute(sql`UPDATE users SET read_all_at = read_all_at - interval '1 hour'`);
});

const shown = async (userId: number) =>
	Promise.all(filters.map(async (filter) => (await listConversations(userId, filter, undefined, 200)).map(({ id, unread }) => ({ id, unread }))));
const watermark = async (userId: number) => {
	const [user] = await db().execute<{ upto: string }>(sql`SELECT read_all_upto AS upto FROM users WHERE id = ${userId}`);
	return Number(user?.upto);
};

test("nothing looks different, for nobody, and everybody's watermark is at the newest message", async () => {
	const before = await Promise.all(inbox.readers.map(({ id }) => shown(id)));
	expect(before[0]?.[0]).toHaveLength(expected(inbox, inbox.readers[0] as never, filters[0] as never).length);
	expect(await compactReads()).toBe(3);
	expect(await Promise.all(inbox.readers.map(({ id }) => shown(id)))).toEqual(before);
	for (const { id } of inbox.readers) expect(await watermark(id)).toBeGreaterThan(100_000);
	expect(await compactReads(), "once a day is enough").toBe(0);
});

test("what was left unread is read by opening it, and a new message makes it unread as before", async () => {
	const [left] = await listConversations(1, filters[0] as never);
	if (!left) throw new Error("nothing unread");
	await markRead(left.id, left.lastMessageId, { type: "user", user: { id: 1, name: "", role: "operator" } });
	const after = await listConversations(1, filters[0] as never, undefined, 200);
	expect(after.map(({ id }) => id)).not.toContain(left.id);
});

test("an old « mark all » can no longer be taken back", async () => {
	const before = await watermark(2);
	await undoMarkAllRead(
		{ upto: inbox.readers[1]?.readAllUpto ?? 0, previousUpto: 0, previousAt: new Date().toISOString() },
		{ type: "user", user: { id: 2, name: "", role: "operator" } },
	);
	expect(await watermark(2)).toBe(before);
});

test("cursors that a watermark has passed are forgotten, marks are not", async () => {
	const before = await shown(3);
	await db().execute(sql`UPDATE users SET read_all_at = now() - interval '2 hours'`);
	await compactReads();
	const [left] = await db().execute<{ useless: number; marks: number }>(sql`
		SELECT count(*) FILTER (WHERE r.marked_unread_at IS NULL AND r.read_upto <= u.read_all_upto)::int AS useless, count(r.marked_unread_at)::int AS marks
		FROM conversation_reads r JOIN users u ON u.id = r.user_id WHERE u.id = 3`);
	expect(left?.useless).toBe(0);
	expect(left?.marks).toBeGreaterThan(10);
	expect((await shown(3)).map((rows) => rows.map(({ id }) => id))).toEqual(before.map((rows) => rows.map(({ id }) => id)));
});
