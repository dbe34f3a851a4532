import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setupDatabase } from "../support/database";

const { url } = setupDatabase();
const sql = postgres(url, { max: 1, onnotice: () => {} });
const users = [1, 2, 3, 4];

beforeAll(async () => {
	for (const id of users) await sql`insert into users (id, name, email) values (${id}, ${`user ${id}`}, ${`${id}@example.test`})`;
	await sql`insert into customers (id, name) values (1, 'customer')`;
	await sql`insert into inboxes (id, channel, name, address) values (1, 'email', 'mail', 'mail@example.test')`;
});
afterAll(() => sql.end());

type Row = {
	id: number;
	facet: number;
	channel: string;
	status: string;
	author: string;
	flagged: boolean;
	spam: boolean;
	snoozed: boolean;
	assignees: number[];
};

const rows = () => sql<
	Row[]
>`select id::int, facet, channel, status, last_author as author, flagged, spam, snoozed_until is not null as snoozed, assignee_ids as assignees
	from conversations order by id`;

/** The definition, written a second time: 2 bits of state, 1 flagged, 2 last author, 1 unassigned, 2 channel. */
function facetOf(row: Row): number {
	const state = row.spam ? 3 : row.snoozed ? 2 : row.status === "active" ? 1 : 0;
	const author = { customer: 0, operator: 1 }[row.author] ?? 2;
	const channel = ["email", "sms", "whatsapp", "chat"].indexOf(row.channel);
	return state + (row.flagged ? 4 : 0) + author * 8 + (row.assignees.length ? 0 : 32) + channel * 64;
}

async function insertConversation(channel = "email") {
	const [row] = await sql<{ id: number }[]>`insert into conversations (customer_id, inbox_id, channel) values (1, 1, ${channel}) returning id::int`;
	if (!row) throw new Error("nothing inserted");
	return row.id;
}
const assign = (conversation: number, user: number, lead = false) =>
	sql`insert into conversation_assignees (conversation_id, user_id, lead) values (${conversation}, ${user}, ${lead}) on conflict do nothing`;

describe("derived copies", () => {
	test("assignee_ids: the lead first, then in the order of assigning", async () => {
		const id = await insertConversation();
		await assign(id, 3);
		await assign(id, 1);
		await assign(id, 2, true);
		const ids = async () => (await rows()).find((row) => row.id === id)?.assignees;
		expect(await ids()).toEqual([2, 3, 1]);
		await sql`delete from conversation_assignees where conversation_id = ${id} and user_id = 3`;
		expect(await ids()).toEqual([2, 1]);
	});

	test("an assignee's row follows the conversation's facet and place in the list", async () => {
		const id = await insertConversation("sms");
		await assign(id, 1);
		await sql`update conversations set flagged = true, sort_at = '2030-01-01', last_author = 'operator' where id = ${id}`;
		const [copy] =
			await sql`select a.facet = c.facet as facet, a.sort_at = c.sort_at as sort from conversation_assignees a join conversations c on c.id = a.conversation_id where c.id = ${id}`;
		expect(copy).toEqual({ facet: true, sort: true });
	});

	test("facets, copies and counts are exact after a thousand random changes", async () => {
		const random = seeded(7);
		const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
		const ids: number[] = [];
		for (let i = 0; i < 40; i++) ids.push(await insertConversation(pick(["email", "sms", "whatsapp", "chat"])));
		const changes = [
			(id: number) => sql`update conversations set flagged = not flagged where id = ${id}`,
			(id: number) => sql`update conversations set spam = not spam where id = ${id}`,
			(id: number) => sql`update conversations set status = ${pick(["active", "archived"])} where id = ${id}`,
			(id: number) => sql`update conversations set last_author = ${pick(["customer", "operator", "chatbot", "automation"])}, sort_at = now() where id = ${id}`,
			(id: number) => sql`update conversations set snoozed_until = ${pick(["2030-01-01", null])} where id = ${id}`,
			(id: number) => assign(id, pick(users), random() < 0.3),
			(id: number) => sql`delete from conversation_assignees where conversation_id = ${id} and user_id = ${pick(users)}`,
		];
		for (let i = 0; i < 1000; i++) await pick(changes)(pick(ids));
		for (const id of ids.slice(0, 5)) await sql`delete from conversations where id = ${id}`;

		for (const row of await rows()) expect(row.facet, `conversation ${row.id}`).toBe(facetOf(row));
		expect(
			await sql`select 1 from conversation_assignees a join conversations c on c.id = a.conversation_id where a.facet <> c.facet or a.sort_at <> c.sort_at`,
		).toHaveLength(0);
		expect(await sql`select user_id, facet, sum(change)::int as n from conversation_counts group by 1, 2 having sum(change) <> 0 order by 1, 2`).toEqual(
			await sql`select 0 as user_id, facet, count(*)::int as n from conversations group by 2
				union all select user_id, facet, count(*)::int from conversation_assignees group by 1, 2 order by 1, 2`,
		);
	});
});

/** mulberry32: the same changes in every run. */
function seeded(seed: number) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}
