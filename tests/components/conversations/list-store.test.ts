import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { flagged, readUpto, withStatus } from "@/components/conversations/edits";
import { ListStore } from "@/components/conversations/list-store";
import type { ActionResult } from "@/lib/action";
import type { ListFilter } from "@/lib/conversations/filter";
import { everything, FakeServer, makeRow, me, sortKey } from "./fake-server";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(3000);

function open(server: FakeServer, filter: ListFilter = everything, selected: number | null = null) {
	return new ListStore({ userId: me, filter, selected, page: server.pageNow(filter, null, 50), counts: server.countsNow() }, server);
}
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const serverOf = (count: number, change = {}) => new FakeServer(numbers(1, count).map((id) => makeRow(id, change)));
const ids = (store: ListStore) => store.snapshot().rows.map((row) => row.id);
const row = (store: ListStore, id: number) => store.snapshot().rows.find((row) => row.id === id);

/** A promise to be answered by hand. */
function held<T>() {
	let answer: (value: T) => void = () => {};
	const promise = new Promise<T>((resolve) => {
		answer = resolve;
	});
	return { promise, answer };
}
const done: ActionResult = { ok: true, data: undefined };

describe("paging", () => {
	test("pages join without gap or double, and the end is known", async () => {
		const store = open(serverOf(120));
		expect(ids(store)).toEqual(numbers(71, 120).reverse());
		await store.loadMore();
		await store.loadMore();
		expect(ids(store)).toEqual(numbers(1, 120).reverse());
		expect(store.snapshot().more).toBe("end");
	});

	test("a page that fails says so, and can be asked again", async () => {
		const server = serverOf(60);
		const store = open(server);
		server.failing = true;
		await store.loadMore();
		expect(store.snapshot().more).toBe("failed");
		server.failing = false;
		await store.retry();
		expect(store.snapshot()).toMatchObject({ more: "end", status: "ready" });
		expect(ids(store)).toHaveLength(60);
	});

	test("a row that changes below the loaded part waits for its page", async () => {
		const server = serverOf(120, { flagged: true });
		const store = open(server, { ...everything, flagged: true });
		store.conversationChanged(20);
		await settle();
		expect(ids(store)).toEqual(numbers(71, 120).reverse());
		await store.loadMore();
		await store.loadMore();
		expect(ids(store)).toEqual(numbers(1, 120).reverse());
	});
});

describe("following changes", () => {
	test("a page from before a lost connection is asked for again after it", async () => {
		const server = serverOf(200);
		const store = open(server);
		const late = held<void>();
		server.hold = () => late.promise;
		const page = store.loadMore();
		server.hold = () => Promise.resolve();
		server.set(110, { snippet: "changed, and nobody heard of it" });
		store.resync();
		await settle();
		late.answer();
		await page;
		await store.loadMore();
		expect(row(store, 110)?.snippet).toBe("changed, and nobody heard of it");
		expect(ids(store)).toEqual(numbers(81, 200).reverse());
	});

	test("a conversation that gets a message goes to the top; one that no longer fits leaves", async () => {
		const server = serverOf(5);
		const store = open(server);
		server.set(2, { sortKey: sortKey(100), snippet: "new" });
		server.set(4, { status: "archived" });
		store.conversationChanged(2);
		store.conversationChanged(4);
		await settle();
		expect(ids(store)).toEqual([2, 5, 3, 1]);
		expect(row(store, 2)?.snippet).toBe("new");
	});

	test("a burst of changes is one request, and the counts another", async () => {
		const server = serverOf(5);
		const store = open(server);
		for (let i = 0; i < 40; i++) store.conversationChanged(1 + (i % 4));
		await settle();
		expect(server.asked).toEqual(["rows 1,2,3,4", "counts"]);
	});

	test("a refetch that fails is tried again", async () => {
		const server = serverOf(3);
		const store = open(server);
		server.failing = true;
		server.set(1, { sortKey: sortKey(100) });
		store.conversationChanged(1);
		await settle();
		expect(ids(store)).toEqual([3, 2, 1]);
		server.failing = false;
		await vi.advanceTimersByTimeAsync(30_000);
		expect(ids(store)).toEqual([1, 3, 2]);
	});

	test("an answer asked for earlier does not undo a later one", async () => {
		const server = serverOf(60);
		const store = open(server);
		const late = held<void>();
		server.hold = () => late.promise;
		const page = store.loadMore();
		server.hold = () => Promise.resolve();
		server.set(5, { sortKey: sortKey(100), snippet: "moved up" });
		store.conversationChanged(5);
		await settle();
		late.answer();
		await page;
		expect(ids(store)[0]).toBe(5);
		expect(ids(store).filter((id) => id === 5)).toHaveLength(1);
		expect(row(store, 5)?.snippet).toBe("moved up");
	});

	test("after a lost connection only what changed is asked for", async () => {
		const server = serverOf(300);
		const store = open(server);
		store.connected();
		await store.loadMore();
		await settle();
		store.disconnected();
		for (const id of numbers(400, 410)) server.set(id, {});
		server.set(260, { status: "archived" });
		server.remove(261);
		server.set(5, { sortKey: sortKey(500) });
		server.set(262, { snippet: "changed" });
		server.asked = [];
		store.connected();
		await settle();
		expect(ids(store)).toEqual(
			server
				.list(everything)
				.map((row) => row.id)
				.filter((id) => id > 200 || id === 5),
		);
		expect(row(store, 262)?.snippet).toBe("changed");
		expect(store.snapshot().counts).toEqual(server.countsNow());
		expect(server.asked.filter((question) => question.startsWith("page"))).toEqual([]);
		expect(server.asked.filter((question) => question.startsWith("rows"))).toHaveLength(1);
	});

	test("what comes between the page's making and the first listening is not missed", async () => {
		const server = serverOf(3);
		const store = open(server);
		server.set(4, {});
		store.connected();
		await settle();
		expect(ids(store)).toEqual([4, 3, 2, 1]);
	});

	test("a reload makes the list whole, as deep as it was", async () => {
		const server = serverOf(120);
		const store = open(server);
		await store.loadMore();
		for (const id of numbers(200, 210)) server.set(id, {});
		server.set(60, { status: "archived" });
		server.rowsById.delete(61);
		server.set(62, { snippet: "changed" });
		store.resync();
		await settle();
		expect(ids(store).slice(0, 100)).toEqual(
			server
				.list(everything)
				.slice(0, 100)
				.map((row) => row.id),
		);
		expect(row(store, 62)?.snippet).toBe("changed");
		expect(store.snapshot().counts.active).toBe(129);
	});
});

describe("edits", () => {
	test("show at once, survive an older answer, and end in the server's word", async () => {
		const server = serverOf(3);
		const store = open(server);
		const action = held<ActionResult>();
		const late = held<void>();
		server.hold = () => late.promise;
		store.conversationChanged(2);
		await settle();
		server.hold = () => Promise.resolve();
		const edit = store.edit(2, flagged(true), () => action.promise);
		expect(row(store, 2)?.flagged).toBe(true);
		late.answer();
		await settle();
		expect(row(store, 2)?.flagged, "the answer from before the edit").toBe(true);
		server.set(2, { flagged: true });
		action.answer(done);
		expect(await edit).toEqual(done);
		expect(row(store, 2)?.flagged, "confirmed, not yet asked again").toBe(true);
		server.set(2, { flagged: false });
		await settle();
		expect(row(store, 2)?.flagged, "a colleague took it away since").toBe(false);
	});

	test.each([
		["refused", async () => ({ ok: false, error: "no" }) as const],
		["lost", () => Promise.reject(new Error("offline"))],
	])("are taken back when %s", async (_, act) => {
		const store = open(serverOf(3));
		const edit = store.edit(2, withStatus("archived"), act);
		expect(ids(store)).toEqual([3, 1]);
		await edit;
		await settle();
		expect(ids(store)).toEqual([3, 2, 1]);
	});

	test("marking everything read leaves unread what arrived since", async () => {
		const server = serverOf(3, { unread: 2 });
		const store = open(server);
		const action = held<ActionResult>();
		const edit = store.edit("all", readUpto(3), () => action.promise);
		expect(store.snapshot().rows.map((row) => row.unread)).toEqual([0, 0, 0]);
		server.set(1, { lastMessageId: 4, unread: 3 });
		store.conversationChanged(1);
		await settle();
		expect(row(store, 1)?.unread).toBe(3);
		for (const id of [1, 2, 3]) server.set(id, { unread: id === 1 ? 1 : 0 });
		action.answer(done);
		await edit;
		await settle();
		expect(store.snapshot().rows.map((row) => row.unread)).toEqual([0, 0, 1]);
	});
});

describe("filters", () => {
	const unread = { ...everything, unread: true };

	test("the rows from before stay until the new ones are there, and late answers for the old filter are dropped", async () => {
		const server = serverOf(3);
		server.set(2, { status: "archived" });
		const store = open(server);
		const late = held<void>();
		server.hold = () => late.promise;
		store.conversationChanged(1);
		await settle();
		server.hold = () => Promise.resolve();
		store.setFilter({ ...everything, tab: "archived" });
		expect(store.snapshot()).toMatchObject({ status: "loading", filter: { tab: "archived" } });
		expect(ids(store)).toEqual([3, 1]);
		await settle();
		late.answer();
		await settle();
		expect(store.snapshot().status).toBe("ready");
		expect(ids(store)).toEqual([2]);
	});

	test("a filter that cannot be loaded says so, and Retry loads it", async () => {
		const server = serverOf(3, { flagged: true });
		const store = open(server);
		server.failing = true;
		store.setFilter({ ...everything, flagged: true });
		await settle();
		expect(store.snapshot().status).toBe("failed");
		server.failing = false;
		store.retry();
		await settle();
		expect(store.snapshot().status).toBe("ready");
		expect(ids(store)).toEqual([3, 2, 1]);
	});

	test("among unread ones the open conversation stays after it was read, until another is opened", async () => {
		const server = serverOf(3, { unread: 1 });
		const store = open(server, unread);
		store.select(2);
		server.set(2, { unread: 0 });
		server.set(3, { unread: 0 });
		store.conversationChanged(2, 3);
		await settle();
		expect(ids(store)).toEqual([2, 1]);
		store.resync();
		await settle();
		expect(ids(store), "after a reload as well").toEqual([2, 1]);
		store.select(1);
		expect(ids(store)).toEqual([1]);
	});

	test("an open conversation that was read before does not appear among unread ones", async () => {
		const server = serverOf(3, { unread: 1 });
		server.set(2, { unread: 0 });
		const store = open(server, everything, 2);
		store.setFilter(unread);
		await settle();
		store.conversationChanged(2);
		await settle();
		expect(ids(store)).toEqual([3, 1]);
	});
});
