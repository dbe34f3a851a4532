import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { parseSearch } from "@/lib/search/parse";
import { searchMessages } from "@/lib/search/queries";
import { refreshSearchWords } from "@/lib/search/refresh-words";
import { setupDatabase } from "../../support/database";
import { expectedIds, insertMessages } from "./random-messages";

setupDatabase();

let data: Awaited<ReturnType<typeof insertMessages>>;

beforeAll(async () => {
	data = await insertMessages(4000);
	await db().execute(sql`UPDATE users SET time_zone = 'UTC'`);
	while (await refreshSearchWords());
}, 60_000);

/** All pages of a search joined. */
async function allIds(typed: string, limit = 50, budgetMs = 10_000): Promise<number[]> {
	const ids: number[] = [];
	let beforeId: number | undefined;
	for (let page = 0; page < 1000; page++) {
		const { hits, olderId, complete } = await searchMessages(data.user.id, parseSearch(typed), { beforeId, limit, budgetMs });
		ids.push(...hits.map((hit) => hit.messageId));
		expect(hits.length).toBeLessThanOrEqual(limit);
		expect(complete).toBe(olderId === null);
		if (olderId === null) return ids;
		expect(olderId).toBeLessThan(beforeId ?? Number.POSITIVE_INFINITY);
		beforeId = olderId;
	}
	throw new Error("a search without end");
}

describe("a search finds what reading everything finds, newest first, each once", () => {
	test.each([
		"pedido ",
		"PEDIDO estado ",
		"garantia ",
		"garantía ",
		"devolucion reembolso ",
		"nandu ",
		"strasse ",
		"zanahoria ",
		"nowhere ",
		"gracias ",
		"a-77 ",
		"77 ",
		"12.5 ",
		"pe",
		"ped",
		"mi pe",
		"maria garcia factura ",
		'"mi pedido"',
		'"garantía el pedido"',
		'"MARIA garcia"',
		'"pedido pedido" -estado',
		"factura -pedido ",
		'pedido -"mi pedido" ',
		"-pedido -mi ",
		"from:giulia ",
		'from:"maría garcia" pedido ',
		"from:orsted order ",
		"from:ana ",
		"channel:sms ",
		"refund channel:whatsapp ",
		"pedido is:flagged ",
		"is:unread ",
		"mi is:unread is:flagged ",
		"assigned:me ",
		"assigned:nobody pedido ",
		"assigned:pérez estado ",
		"has:attachment ",
		"pedido has:attachment ",
		"in:archived refund ",
		"in:active zanahoria ",
		"before:2026-02-01 ",
		"after:2026-03-01 before:2026-03-03 ",
		"pedido after:2026-03-20 ",
		"mi after:2026-01-10 before:2026-01-12 -el channel:email in:active ",
	])("%s", async (typed) => {
		const expected = expectedIds(parseSearch(typed), data);
		expect(await allIds(typed, 50)).toEqual(expected);
	});

	test.each(["pedido ", '"mi pedido" ', "zanahoria ", "is:flagged refund "])(
		"%s, with no time at all for each page, and three at a time",
		{ timeout: 90_000 },
		async (typed) => {
			expect(await allIds(typed, 3, 0)).toEqual(expectedIds(parseSearch(typed), data));
		},
	);

	test("a word that was taken for rare, and takes too long in all of history at once", { timeout: 90_000 }, async () => {
		await db().execute(sql`UPDATE search_words SET messages = 1 WHERE word = 'pedido'`);
		// Looking for the phrase in this one alone takes longer than there is time for.
		const [oldest] = await db().execute<{ id: string }>(sql`SELECT min(id) AS id FROM messages`);
		const before = await db().execute<{ body: string }>(sql`SELECT body FROM messages WHERE id = ${oldest?.id}`);
		await db().execute(sql`UPDATE messages SET body = 'pedido, then mi ' || repeat('più così ', 1000000) WHERE id = ${oldest?.id}`);
		expect(await allIds('"mi pedido" ', 3, 0)).toEqual(expectedIds(parseSearch('"mi pedido" '), data).filter((id) => id !== Number(oldest?.id)));
		await db().execute(sql`UPDATE messages SET body = ${before[0]?.body} WHERE id = ${oldest?.id}`);
	});

	test("filters that leave many conversations", async () => {
		await db().transaction(async (tx) => {
			await tx.execute(sql`INSERT INTO conversations (customer_id, inbox_id, channel, flagged) SELECT 1, 1, 'chat', true FROM generate_series(1, 250)`);
			await tx.execute(
				sql`INSERT INTO conversation_assignees (conversation_id, user_id) SELECT id, ${data.user.id} FROM conversations WHERE id > ${data.places.length}`,
			);
		});
		for (const typed of ["assigned:me ", "assigned:pérez estado ", "pedido is:flagged ", "assigned:me is:flagged mi "])
			expect(await allIds(typed)).toEqual(expectedIds(parseSearch(typed), data));
	});

	test("nobody's name: nothing, and that is all", async () => {
		expect(await searchMessages(data.user.id, parseSearch("assigned:zoe pedido "))).toEqual({ hits: [], olderId: null, complete: true });
	});
});

describe("a hit", () => {
	test("shows its words in context, and whose it is", async () => {
		const { hits } = await searchMessages(data.user.id, parseSearch("zanahoria from:garcia "));
		for (const hit of hits) {
			expect(hit.customerName).toBe("María García");
			expect(hit.snippet.highlights.map(({ start, end }) => hit.snippet.text.slice(start, end))).toEqual(["zanahoria"]);
			expect(new Date(hit.at).toISOString()).toBe(hit.at);
		}
		expect(hits.length).toBeGreaterThan(0);
	});

	test("that is deleted is gone at once", async () => {
		const [first] = (await searchMessages(data.user.id, parseSearch("zanahoria "))).hits;
		await db().execute(
			first?.kind === "note" ? sql`DELETE FROM notes WHERE id = ${first.messageId}` : sql`DELETE FROM messages WHERE id = ${first?.messageId}`,
		);
		data.made = data.made.filter((one) => one.id !== first?.messageId);
		expect(await allIds("zanahoria ")).toEqual(expectedIds(parseSearch("zanahoria "), data));
	});

	test("may be a note", async () => {
		const { hits } = await searchMessages(data.user.id, parseSearch("pedido from:me "), { limit: 200 });
		expect(hits.length).toBeGreaterThan(20);
		expect(hits.every((hit) => hit.kind === "note")).toBe(true);
	});

	test("in one conversation alone", async () => {
		const { hits } = await searchMessages(data.user.id, parseSearch("pedido "), { conversationId: 5, limit: 200, budgetMs: 5000 });
		expect(hits.map((hit) => hit.messageId)).toEqual(expectedIds(parseSearch("pedido "), { ...data, made: data.made.filter((one) => one.conversation === 5) }));
	});
});
