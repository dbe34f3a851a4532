import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import type { UserActor } from "@/lib/actor";
import { chatbotsOf } from "@/lib/chatbots/queries";
import { changesSince, parseAsOf } from "@/lib/conversations/changes";
import { countFilters } from "@/lib/conversations/count-filters";
import type { Cursor } from "@/lib/conversations/cursor";
import { conversationDetails } from "@/lib/conversations/details";
import { parseListFilter } from "@/lib/conversations/filter";
import { foldCounts } from "@/lib/conversations/fold-counts";
import { markAllRead, undoMarkAllRead } from "@/lib/conversations/mark-all-read";
import { listCounts, listRows, listSql } from "@/lib/conversations/queries";
import { markRead } from "@/lib/conversations/read";
import { sharedFiles } from "@/lib/conversations/shared-files";
import { timelinePage } from "@/lib/timeline/queries";
import { touched } from "../../support/buffers";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser } from "../../support/factories";

setupDatabase();
// For touched().
process.env.DATABASE_POOL = "1";

const size = 40_000;
let userId: number;

beforeAll(async () => {
	// As the conversations below: one for each channel.
	for (const channel of ["sms", "whatsapp", "chat", "email"] as const) await makeInbox(channel, `${channel}@shop.example`);
	userId = (await makeUser()).user.id;
	await db().execute(sql`INSERT INTO customers (name) SELECT 'Customer ' || i FROM generate_series(1, 2000) i`);
	await db().execute(sql`
		INSERT INTO conversations (customer_id, inbox_id, source, channel, status, flagged, last_author, sort_at, last_message_at, last_inbound_id, last_message_id)
		SELECT 1 + i % 2000, CASE i % 4 WHEN 0 THEN 4 ELSE i % 4 END, CASE WHEN i % 5 = 0 THEN 'form' ELSE 'inbound' END, (ARRAY['email','sms','whatsapp','chat']::channel[])[1 + i % 4], CASE WHEN i % 20 = 0 THEN 'active' ELSE 'archived' END::conversation_status, i % 50 = 0,
			(ARRAY['customer','operator','chatbot']::author[])[1 + i % 3], now() - make_interval(mins => i), now() - make_interval(mins => i), ${size} - i, ${size} - i
		FROM generate_series(1, ${size}) i`);
	await db().execute(sql`INSERT INTO conversation_assignees (conversation_id, user_id) SELECT id, ${userId} FROM conversations WHERE id % 10 = 0`);
	// "Mark all" was pressed 1,500 conversations ago; a third of the newer ones were read since, and a few old ones marked unread.
	await db().execute(sql`UPDATE users SET read_all_at = now() - interval '1500 minutes', read_all_upto = ${size - 1500}`);
	await db().execute(sql`INSERT INTO conversation_reads (conversation_id, user_id, read_upto, marked_unread_at)
		SELECT id, ${userId}, last_message_id, CASE WHEN id > 1500 THEN ${size}::bigint END FROM conversations WHERE (id <= 1500 AND id % 3 = 0) OR id % 1000 = 0`);
	await db().execute(sql`VACUUM ANALYZE`);
});

/** Pages of 8 kB that a query touches: repeatable, whatever else the machine does. */
async function buffersOf(query: SQL): Promise<number> {
	const [row] = await db().execute<{ "QUERY PLAN": [{ Plan: Record<string, number> }] }>(sql`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${query}`);
	const plan = row?.["QUERY PLAN"][0].Plan ?? {};
	return (plan["Shared Hit Blocks"] ?? Number.NaN) + (plan["Shared Read Blocks"] ?? Number.NaN);
}

/** The same once PostgreSQL has made up its mind about a prepared statement: after five times it may keep one plan for all values. */
async function buffersSettled(work: () => Promise<unknown>): Promise<number> {
	for (let i = 0; i < 6; i++) await work();
	return (await touched(work)).buffers;
}

/** Planning a page takes as long as reading it: PostgreSQL does it five times, and no more where it trusts the one plan for all values. */
async function isPlannedForAny(query: SQL): Promise<boolean> {
	const { sql: text } = new PgDialect().sqlToQuery(query);
	const [plans] = await db().execute<{ generic: string }>(sql`SELECT generic_plans AS generic FROM pg_prepared_statements WHERE statement = ${text}`);
	return Number(plans?.generic) > 0;
}

describe("a page of the list touches few pages of the database, whatever the filter", () => {
	const middle: Cursor = { sortKey: new Date(Date.now() - 14 * 24 * 3_600_000).toISOString().replace("Z", "000Z"), id: 1 };
	const day = (ago: number) => new Date(Date.now() - ago * 24 * 3_600_000).toISOString().slice(0, 10);
	const dates = [
		`to=${day(20)}`,
		`to=${day(20)}&tab=archived`,
		`from=${day(3)}&sort=oldest&tab=archived`,
		`from=${day(21)}&to=${day(18)}&assigned=me&tab=archived`,
	];
	const queries = [
		"",
		"tab=archived",
		"flagged=1",
		"tab=archived&flagged=1&channel=sms&last=customer",
		"assigned=me",
		"assigned=nobody&tab=archived",
		"unread=1",
		"unread=1&tab=archived&channel=chat",
		"last=operator",
		"assigned=anyone",
		`assigned=${1}&tab=archived`,
		"inbox=2",
		"inbox=2&tab=archived&sort=oldest",
		"source=form&tab=archived",
		"source=inbound",
		"source=form&inbox=1&tab=archived",
		"assigned=me&inbox=3&source=form&tab=archived",
		"assigned=me&source=api&tab=archived",
		"inbox=1&source=api&tab=archived",
		"unread=1&inbox=3&source=api",
		"unread=1&inbox=2&sort=oldest",
		"sort=oldest",
		"sort=oldest&tab=archived",
		"unread=1&sort=oldest",
		...dates,
	];
	for (const query of queries) {
		for (const [where, after] of [
			["first", undefined],
			["middle", middle],
		] as const) {
			test(`${where} page of «${query}»`, async () => {
				const most = query.includes("source=") ? 3000 : query.includes("unread=") ? 2400 : 1600;
				const page = listSql(userId, parseListFilter(new URLSearchParams(query)), after);
				expect(await buffersOf(page), "planned for these values").toBeLessThan(most);
				expect(await buffersSettled(() => db().execute(page)), "planned for any").toBeLessThan(most);
				expect(await isPlannedForAny(page), "planned once").toBe(true);
			});
		}
	}
});

describe("what else the screen asks for at every turn", () => {
	const long = 7;
	beforeAll(async () => {
		await db().execute(sql`INSERT INTO messages (conversation_id, inbox_id, channel, direction, author, status, body)
			SELECT ${long}, 1, 'sms', 'in', 'customer', 'received', 'message ' || i FROM generate_series(1, 8000) i`);
		await db().execute(sql`INSERT INTO messages (conversation_id, inbox_id, channel, direction, author, status, body)
			SELECT 1 + i, 1, 'sms', 'in', 'customer', 'received', 'message ' || i FROM generate_series(1, 20000) i`);
		// Of all files in the archive, few are here.
		await db().execute(sql`INSERT INTO attachments (message_id, filename, content_type, size)
			SELECT id, 'file.pdf', 'application/pdf', 1000 FROM messages WHERE conversation_id <> ${long} OR id % 2000 = 0`);
		await db().execute(sql`INSERT INTO chatbots (name, channels, trigger, behaviour) SELECT 'Bot ' || i, '{chat}', '{}', '{}' FROM generate_series(1, 3) i`);
		// As they were drawn by hand above, so are the ids.
		await db().execute(sql`SELECT setval('timeline_id', 1000000)`);
		await foldCounts();
		await db().execute(sql`VACUUM ANALYZE`);
		lately = parseAsOf((await listCounts(userId)).asOf) ?? lately;
		await db().execute(sql`UPDATE conversations SET flagged = NOT flagged WHERE id BETWEEN 100 AND 200`);
	});
	const actor = (): UserActor => ({ type: "user", user: { id: userId, name: "", role: "operator" } });
	const views = ["flagged=1", "assigned=me", "unread=1", "inbox=2&tab=archived", "source=form"].map((query) => parseListFilter(new URLSearchParams(query)));
	let lately = { transaction: "0", second: 0 };
	const ids = Array.from({ length: 50 }, (_, i) => 20_000 + i * 3);

	test.each<[string, number, () => Promise<unknown>]>([
		["the counters", 1600, () => listCounts(userId)],
		["the counters of saved views", 600, () => countFilters(userId, views)],
		["rows by their ids", 600, () => listRows(userId, parseListFilter(new URLSearchParams()), ids)],
		["what changed since", 100, () => changesSince(userId, lately)],
		["mark all as read, and back", 100, async () => undoMarkAllRead(await markAllRead(actor()), actor())],
		["mark one read", 100, () => markRead(long, Number.MAX_SAFE_INTEGER, actor())],
		["a long conversation's newest page", 500, () => timelinePage(long)],
		["its details", 200, () => conversationDetails(long)],
		["its files", 100, () => sharedFiles(long)],
		["its chatbots", 200, () => chatbotsOf(long)],
	])("%s", async (_, most, work) => {
		const buffers = await buffersSettled(work);
		expect(buffers).toBeLessThan(most);
		expect(buffers, "nothing was read").toBeGreaterThan(2);
	});
});
