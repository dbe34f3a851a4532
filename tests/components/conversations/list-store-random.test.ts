import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { flagged, readUpto, unread, withStatus } from "@/components/conversations/edits";
import { ListStore } from "@/components/conversations/list-store";
import type { ListFilter } from "@/lib/conversations/filter";
import { everything, FakeServer, makeRow, me, seeded, sortKey } from "./fake-server";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** Everything at once, answers late and out of order, some lost: whatever happened, in the end the screen says what the server says. */
describe("the list under random changes, delays and failures", () => {
	test.each(Array.from({ length: 40 }, (_, i) => i + 1))("seed %i", async (seed) => {
		const random = seeded(seed);
		const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
		const filters: ListFilter[] = [
			everything,
			{ ...everything, unread: true },
			{ ...everything, tab: "archived" },
			{ ...everything, flagged: true },
			{ ...everything, sort: "oldest" },
		];
		const server = new FakeServer(
			Array.from({ length: 160 }, (_, i) => makeRow(i + 1, { flagged: i % 3 === 0, unread: i % 4, status: i % 5 ? "active" : "archived" })),
		);
		const store = new ListStore(
			{ userId: me, filter: everything, selected: null, page: server.pageNow(everything, null, 50), counts: server.countsNow() },
			server,
		);
		const later = (most: number) => new Promise<void>((resolve) => setTimeout(resolve, random() * most));
		server.hold = () => later(300);
		let now = 1000;
		let connected = true;

		const change = (id: number, what: Parameters<FakeServer["set"]>[1]) => {
			server.set(id, what);
			if (connected) later(20).then(() => store.conversationChanged(id));
		};
		const act = async (id: number, what: Parameters<FakeServer["set"]>[1]) => {
			await later(200);
			if (random() < 0.2) return { ok: false, error: "refused" } as const;
			change(id, what);
			await later(200);
			if (random() < 0.1) throw new Error("the answer got lost");
			return { ok: true, data: undefined } as const;
		};
		const steps = [
			(id: number) => change(id, { sortKey: sortKey(++now), lastMessageId: now, unread: 1 }),
			(id: number) => change(id, { sortKey: sortKey(++now), lastMessageId: now, lastAuthor: "operator" }),
			(id: number) => change(id, { status: pick(["active", "archived"] as const) }),
			(id: number) => change(200 + now, { sortKey: sortKey(++now), unread: 1 }) as unknown as typeof id,
			(id: number) => void store.edit(id, flagged(true), () => act(id, { flagged: true })),
			(id: number) => void store.edit(id, withStatus("archived"), () => act(id, { status: "archived" })),
			(id: number) => {
				const many = [id, id + 1, id + 2];
				void store.edit(new Set(many), flagged(false), async () => {
					const answers = await Promise.all(many.map((one) => act(one, { flagged: false })));
					return answers.find((answer) => !answer.ok) ?? { ok: true, data: undefined };
				});
			},
			(id: number) => void store.edit(id, unread, () => act(id, { unread: 1 })),
			(id: number) => void store.edit(id, readUpto(now), () => act(id, { unread: 0 })),
			() => void store.loadMore(),
			() => store.setFilter(pick(filters)),
			(id: number) => store.select(id),
			() => {
				server.failing = random() < 0.2;
			},
			() => {
				if (!connected) store.connected();
				connected = seed % 2 === 0 || random() < 0.7;
				if (!connected) store.disconnected();
			},
		];
		for (let i = 0; i < 200; i++) {
			pick(steps)(1 + Math.floor(random() * 160));
			await vi.advanceTimersByTimeAsync(random() * 60);
		}
		server.failing = false;
		store.select(null);
		// Only then: whoever heard of every change must be right without it.
		if (!connected) store.connected();
		await vi.advanceTimersByTimeAsync(120_000);
		if (store.snapshot().status === "failed") store.retry();
		await vi.advanceTimersByTimeAsync(5000);
		for (let i = 0; i < 10; i++) {
			void store.loadMore();
			await vi.advanceTimersByTimeAsync(5000);
		}
		const { rows, filter, counts, status } = store.snapshot();
		expect(status).toBe("ready");
		expect(rows).toEqual(server.list(filter));
		expect(counts).toEqual(server.countsNow());
	});
});
