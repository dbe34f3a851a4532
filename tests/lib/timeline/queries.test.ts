import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db";
import { attachments, conversations, customers, events, messageMails, messages, notes } from "@/db/schema";
import { type TimelineItem, timelineAfter, timelineAround, timelineChanges, timelinePage, timelinePageSize } from "@/lib/timeline/queries";
import { setupDatabase } from "@/tests/support/database";
import { makeInbox, makeUser } from "@/tests/support/factories";

setupDatabase();

let userId: number;
let inboxId: number;

beforeAll(async () => {
	userId = (await makeUser()).user.id;
	inboxId = (await makeInbox("email", "support@shop.example")).id;
});

async function begin(): Promise<number> {
	const [customer] = await db().insert(customers).values({ name: "Giulia" }).returning();
	const [conversation] = await db().insert(conversations).values({ customerId: customer!.id, inboxId, channel: "email" }).returning();
	return conversation!.id;
}

async function say(conversationId: number, given: Partial<typeof messages.$inferInsert> = {}) {
	const [message] = await db()
		.insert(messages)
		.values({ conversationId, inboxId, direction: "in", author: "customer", channel: "email", status: "received", body: "Hola", ...given })
		.returning();
	return message!;
}

const addNote = (conversationId: number) => db().insert(notes).values({ conversationId, userId, body: "solo nosotros" });
const addEvent = (conversationId: number) => db().insert(events).values({ conversationId, type: "flagged", actorType: "user", actorId: userId });

async function longHistory(length: number) {
	const id = await begin();
	for (let i = 0; i < length; i++) await (i % 5 === 3 ? addNote(id) : i % 5 === 4 ? addEvent(id) : say(id, { body: `message ${i}` }));
	return id;
}

describe("timelinePage", () => {
	it("puts messages, notes and events in the order in which they came", async () => {
		const id = await begin();
		await say(id);
		await addNote(id);
		await addEvent(id);
		await say(id, { direction: "out", author: "operator", status: "queued", userId });
		const { items, older } = await timelinePage(id);
		expect(items.map((item) => item.kind)).toEqual(["message", "note", "event", "message"]);
		expect(older).toBe(false);
		expect(items[0]).toMatchObject({ text: "Hola", quoted: null, files: [] });
	});

	it("pages backwards through everything, once each, whatever the mixture", async () => {
		const id = await longHistory(timelinePageSize * 2 + 7);
		const seen: TimelineItem[] = [];
		let page = await timelinePage(id);
		for (let pages = 0; ; pages++) {
			expect(pages).toBeLessThan(4);
			seen.unshift(...page.items);
			if (!page.older) break;
			expect(page.items).toHaveLength(timelinePageSize);
			page = await timelinePage(id, page.items[0]?.id);
		}
		expect(seen).toHaveLength(timelinePageSize * 2 + 7);
		const ids = seen.map((item) => item.id);
		expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
	});

	it("says that nothing is older when the page ends exactly", async () => {
		const page = await timelinePage(await longHistory(timelinePageSize));
		expect(page.items).toHaveLength(timelinePageSize);
		expect(page.older).toBe(false);
	});

	it("folds what a mail quotes", async () => {
		const id = await begin();
		await say(id, { body: "Gracias.\n\nEl lunes escribiste:\n> Hola", visibleLength: 10 });
		await say(id, { body: "Sin más.  \n", visibleLength: 11 });
		const { items } = await timelinePage(id);
		expect(items).toMatchObject([
			{ text: "Gracias.", quoted: "El lunes escribiste:\n> Hola" },
			{ text: "Sin más.", quoted: null },
		]);
	});

	it("lists files below their message, and leaves out those inside its HTML", async () => {
		const id = await begin();
		const [first, second] = [await say(id), await say(id)];
		const file = { contentType: "image/png", size: 3, storageKey: "files/aa/aa" };
		await db()
			.insert(attachments)
			.values([
				{ ...file, messageId: first.id, filename: "b.png", position: 1 },
				{ ...file, messageId: first.id, filename: "a.png", position: 0 },
				{ ...file, messageId: first.id, filename: "logo.png", inline: true, contentId: "logo" },
				{ ...file, messageId: second.id, filename: "c.png", storageKey: null, skipped: "tooLarge" },
			]);
		const { items } = await timelinePage(id);
		expect(items.map((item) => item.kind === "message" && item.files.map((f) => f.filename))).toEqual([["a.png", "b.png"], ["c.png"]]);
	});

	it("tells what can be seen of a mail, without its HTML", async () => {
		const id = await begin();
		const message = await say(id);
		await db()
			.insert(messageMails)
			.values({
				messageId: message.id,
				inboxId,
				subject: "Pedido",
				to: [{ name: "", address: "support@shop.example" }],
				html: "<p>secret</p>",
				rawKey: "raw/aa/aa",
			});
		const { items } = await timelinePage(id);
		expect(items[0]).toMatchObject({ mail: { subject: "Pedido", hasHtml: true, hasSource: true, cc: [] } });
		expect(JSON.stringify(items)).not.toContain("secret");
	});

	it("keeps conversations apart", async () => {
		const [mine, other] = [await begin(), await begin()];
		await say(mine);
		await say(other, { body: "not here" });
		await addNote(other);
		expect((await timelinePage(mine)).items).toHaveLength(1);
		expect((await timelinePage(0)).items).toEqual([]);
	});
});

describe("timelineChanges", () => {
	it("answers what came since, and the changed messages as they are now, once each", async () => {
		const id = await begin();
		const first = await say(id, { direction: "out", author: "operator", status: "queued", userId, clientKey: randomUUID() });
		const seen = await say(id);
		await db().update(messages).set({ status: "delivered" });
		const fresh = await say(id);
		await addNote(id);
		const items = await timelineChanges(id, seen.id, [first.id, fresh.id]);
		expect(items.map((item) => item.id)).toEqual([first.id, fresh.id, fresh.id + 1]);
		expect(items[0]).toMatchObject({ status: "delivered", clientKey: first.clientKey });
	});

	it("answers no message of another conversation, even when its id is asked for", async () => {
		const [mine, other] = [await begin(), await begin()];
		const foreign = await say(other);
		expect(await timelineChanges(mine, 0, [foreign.id])).toEqual([]);
	});
});

describe("timelineAfter", () => {
	it("goes on from an item to the end, page by page, without a gap", async () => {
		const id = await longHistory(timelinePageSize * 2 + 7);
		const ids = (await timelineChanges(id, 0, [])).map((item) => item.id);
		const seen = [ids[0]!];
		let newer = true;
		while (newer) {
			const page = await timelineAfter(id, seen.at(-1)!);
			expect(page.items.length).toBeLessThanOrEqual(timelinePageSize);
			seen.push(...page.items.map((item) => item.id));
			newer = page.newer;
		}
		expect(seen).toEqual(ids);
		expect(await timelineAfter(id, ids.at(-1)!)).toEqual({ items: [], newer: false });
	});
});

describe("timelineAround", () => {
	const all = async (id: number) => (await timelineChanges(id, 0, [])).map((item) => item.id);

	it("puts an item in the middle of its 25 neighbours on each side, whatever they are", async () => {
		const id = await longHistory(120);
		const ids = await all(id);
		for (const place of [40, 43, 44, 60]) {
			const { items, older, newer } = await timelineAround(id, ids[place]!);
			expect(items.map((item) => item.id)).toEqual(ids.slice(place - 25, place + 26));
			expect([older, newer]).toEqual([true, true]);
		}
	});

	it("says where the history ends", async () => {
		const id = await longHistory(60);
		const ids = await all(id);
		const ends = async (place: number) => {
			const { items, older, newer } = await timelineAround(id, ids[place]!);
			return { first: ids.indexOf(items[0]!.id), last: ids.indexOf(items.at(-1)!.id), older, newer };
		};
		expect(await ends(0)).toEqual({ first: 0, last: 25, older: false, newer: true });
		expect(await ends(25)).toEqual({ first: 0, last: 50, older: false, newer: true });
		expect(await ends(26)).toEqual({ first: 1, last: 51, older: true, newer: true });
		expect(await ends(34)).toEqual({ first: 9, last: 59, older: true, newer: false });
		expect(await ends(59)).toEqual({ first: 34, last: 59, older: true, newer: false });
	});

	it("shows what stood around an item that is gone, and nothing of other conversations", async () => {
		const id = await longHistory(60);
		const other = await longHistory(10);
		const ids = await all(id);
		await db().delete(messages).where(eq(messages.id, ids[30]!));
		const { items } = await timelineAround(id, ids[30]!);
		expect(items.map((item) => item.id)).toEqual([...ids.slice(5, 30), ...ids.slice(31, 56)]);
		expect((await timelineAround(other, ids[30]!)).items.every((item) => !ids.includes(item.id))).toBe(true);
	});
});
