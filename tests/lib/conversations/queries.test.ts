import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countFilters } from "@/lib/conversations/count-filters";
import type { Cursor } from "@/lib/conversations/cursor";
import { assignedFilters, channelFilters, type ListFilter, lastFilters, parseListFilter, sorts, tabs } from "@/lib/conversations/filter";
import { type ListRow, listConversations, listCounts, listRows } from "@/lib/conversations/queries";
import { setupDatabase } from "../../support/database";
import { at, expected, insertInbox, type Reader, randomInbox, unreadOf } from "./random-inbox";

const { url } = setupDatabase();
const inbox = randomInbox(400);
const sql = postgres(url, { max: 1, onnotice: () => {} });
beforeAll(() => insertInbox(url, inbox));
afterAll(() => sql.end());

const everything = parseListFilter(new URLSearchParams());
const everyFilter: ListFilter[] = tabs.flatMap((tab) =>
	[false, true].flatMap((unread) =>
		[false, true].flatMap((flagged) =>
			[null, ...channelFilters].flatMap((channel) =>
				[null, ...lastFilters].flatMap((last) =>
					[null, ...assignedFilters].map((assigned) => ({ ...everything, tab, unread, flagged, channel, last, assigned })),
				),
			),
		),
	),
);
/** Those with an index of their own, in every combination with each other and with the dates. */
const narrowed: ListFilter[] = sorts.flatMap((sort) =>
	[null, "me", 2, 99].flatMap((assigned) =>
		[null, 1, 99].flatMap((inbox) =>
			([null, "inbound", "form"] as const).flatMap((source) =>
				[
					{ from: null, to: null },
					{ from: "2026-01-03", to: null },
					{ from: null, to: "2026-01-06" },
					{ from: "2026-01-03", to: "2026-01-06" },
					{ from: "2026-01-07", to: "2026-01-02" },
				].flatMap((dates) =>
					[{}, { unread: true }, { tab: "archived", flagged: true }].map(
						(rest) => ({ ...everything, sort, assigned, inbox, source, ...dates, ...rest }) as ListFilter,
					),
				),
			),
		),
	),
);
const reader = (index: number) => inbox.readers[index] as Reader;
const cursorOf = (row: ListRow | undefined): Cursor | undefined => row && { sortKey: row.sortKey, id: row.id };

/** All pages, one after the other; `between` may change what is listed. */
async function allPages(userId: number, filter: ListFilter, limit: number, between?: (page: ListRow[]) => Promise<void>) {
	const rows: ListRow[] = [];
	for (
		let page = await listConversations(userId, filter, undefined, limit);
		page.length > 0;
		page = await listConversations(userId, filter, cursorOf(rows.at(-1)), limit)
	) {
		rows.push(...page);
		await between?.(page);
	}
	return rows;
}

describe("the list, against a slow filter", () => {
	test.each(inbox.readers.map((_, index) => index))(
		"every filter shows reader %i the right rows, in order, page by page",
		async (index) => {
			const who = reader(index);
			// A third of the many for each reader.
			for (const filter of [...everyFilter, ...narrowed.filter((_, i) => i % inbox.readers.length === index)]) {
				const rows = await allPages(who.id, filter, 23);
				const right = expected(inbox, who, filter);
				const name = JSON.stringify(filter);
				expect(
					rows.map((row) => row.id),
					name,
				).toEqual(right.map((c) => c.id));
				expect(
					rows.map((row) => row.unread),
					name,
				).toEqual(right.map((c) => unreadOf(c, who)));
			}
		},
		90_000,
	);

	test("the count of a filter is that of its rows, up to a hundred", async () => {
		const who = reader(1);
		for (const filter of [...everyFilter, ...narrowed.filter((_, i) => i % 7 === 0)]) {
			const [counted] = await countFilters(who.id, [filter]);
			const right = expected(inbox, who, filter).length;
			const name = JSON.stringify(filter);
			if (counted?.more) expect(right, name).toBeGreaterThan(counted.count);
			else expect(counted?.count, name).toBe(right);
		}
	}, 90_000);

	test("the filters are a real choice: none of them shows nothing or everything", () => {
		const sizes = [...everyFilter, ...narrowed].map((filter) => expected(inbox, reader(1), filter).length);
		expect(Math.max(...sizes)).toBeLessThan(inbox.conversations.length);
		expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(everyFilter.length / 2);
	});

	test("rows by id: those of them that the filter shows", async () => {
		const ids = inbox.conversations.map((c) => c.id).filter((id) => id % 3 === 0);
		for (const filter of [...everyFilter, ...narrowed].filter((_, i) => i % 7 === 0)) {
			const rows = await listRows(reader(1).id, filter, [...ids, 99999]);
			const right = expected(inbox, reader(1), filter).filter((c) => ids.includes(c.id));
			expect(
				rows.map((row) => row.id),
				JSON.stringify(filter),
			).toEqual(right.map((c) => c.id));
		}
		expect(await listRows(1, everything, [])).toEqual([]);
	});

	test("the numbers beside tabs and filters", async () => {
		for (const who of inbox.readers) {
			const size = (filter: Partial<ListFilter>) => expected(inbox, who, { ...everything, ...filter }).length;
			expect(await listCounts(who.id)).toEqual({
				asOf: expect.stringMatching(/^\d+-\d+$/),
				active: size({}),
				archived: size({ tab: "archived" }),
				snoozed: size({ tab: "snoozed" }),
				spam: size({ tab: "spam" }),
				flagged: size({ flagged: true }),
				unassigned: size({ assigned: "nobody" }),
				mine: size({ assigned: "me" }),
				unread: Math.min(100, size({ unread: true })),
			});
		}
	});

	test("a row says what the screen needs", async () => {
		const c = expected(inbox, reader(0), everything).find((c) => c.assignees.length === 2);
		const [row] = await listRows(1, everything, [c?.id ?? 0]);
		expect(row).toMatchObject({
			customerName: `Customer ${c?.id}`,
			channel: c?.channel,
			lastAuthor: c?.lastAuthor,
			flagged: c?.flagged,
			assigneeIds: c?.assignees,
			status: "active",
		});
		expect(row?.lastMessageAt).toBe(at(c?.messages.at(-1)?.id ?? 0).toISOString());
		expect(row?.sortKey).toBe(
			at(c?.sortAt ?? 0)
				.toISOString()
				.replace("Z", "000Z"),
		);
	});
});

// Last: they change what the ones above compare with.
describe("the list while it changes", () => {
	test("a microsecond decides, and the cursor keeps it", async () => {
		const [a, b, c] = expected(inbox, reader(0), everything).slice(-3);
		if (!a || !b || !c) throw new Error("too few rows");
		await sql`update conversations set sort_at = '2027-01-01 00:00:00.000001Z' where id = ${a.id}`;
		await sql`update conversations set sort_at = '2027-01-01 00:00:00.000003Z' where id = ${b.id}`;
		await sql`update conversations set sort_at = '2027-01-01 00:00:00.000002Z' where id = ${c.id}`;
		const rows = await allPages(1, everything, 1);
		expect(rows.slice(0, 3).map((row) => row.id)).toEqual([b.id, c.id, a.id]);
		expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
	});

	test.each(sorts)("%s first: rows that jump up or leave between two pages make no other row appear twice or never", async (sort) => {
		const filter = { ...everything, sort };
		const before = (await allPages(1, filter, 50)).map((row) => row.id);
		const moved = new Set<number>();
		let clock = 0;
		const rows = await allPages(1, filter, 20, async (page) => {
			const seen = page[3]?.id;
			const below = before[before.indexOf(page.at(-1)?.id ?? 0) + 5];
			const gone = before[before.indexOf(page.at(-1)?.id ?? 0) + 9];
			for (const id of [seen, below]) {
				if (!id) continue;
				moved.add(id);
				await sql`update conversations set sort_at = ${new Date(Date.UTC(sort === "newest" ? 2028 : 2029, 0, 1) + ++clock * 1000)} where id = ${id}`;
			}
			if (!gone) return;
			moved.add(gone);
			await sql`update conversations set status = 'archived' where id = ${gone}`;
		});
		const ids = rows.map((row) => row.id);
		// Oldest first, a row that was seen and then became the newest comes again at the end, where it now is.
		if (sort === "newest") expect(new Set(ids).size, "no row twice").toBe(ids.length);
		expect(ids.filter((id) => !moved.has(id))).toEqual(before.filter((id) => !moved.has(id)));
		expect(moved.size).toBeGreaterThan(10);
	});
});
