import { describe, expect, it, vi } from "vitest";
import { oneAtATime } from "@/components/realtime/one-at-a-time";
import type { TimelineApi } from "@/components/timeline/timeline-api";
import { TimelineStore } from "@/components/timeline/timeline-store";
import type { WaitingItem } from "@/lib/messages/waiting";
import type { TimelineItem } from "@/lib/timeline/queries";
import { until } from "@/tests/support/poll";
import { event, message, note } from "./items";

/** A server that holds a conversation, and answers when it is told to. */
function server(items: TimelineItem[]) {
	const held: (() => void)[] = [];
	const state = { items, hold: false, down: false, asked: [] as string[], waiting: [] as WaitingItem[] };
	const answer = async <T>(what: string, found: () => T): Promise<T> => {
		state.asked.push(what);
		if (state.hold) await new Promise<void>((resolve) => held.push(resolve));
		if (state.down) throw new Error("down");
		return structuredClone(found());
	};
	const page = (before: number) => {
		const earlier = state.items.filter((item) => item.id < before);
		return { items: earlier.slice(-3), older: earlier.length > 3, waiting: state.waiting };
	};
	const api: TimelineApi = {
		newest: () => answer("newest", () => page(Number.POSITIVE_INFINITY)),
		from: (_, id) =>
			answer(`from ${id}`, () => {
				const later = state.items.filter((item) => item.id > id);
				return { items: later.slice(0, 3), newer: later.length > 3 };
			}),
		around: (_, id) =>
			answer(`around ${id}`, () => {
				const at = state.items.findIndex((item) => item.id === id);
				const found = state.items.slice(Math.max(0, at - 1), at + 2);
				return { items: found, older: at > 1, newer: at + 2 < state.items.length };
			}),
		before: (_, id) => answer(`before ${id}`, () => page(id)),
		changes: (_, after, changed) =>
			answer(`after ${after} changed ${changed}`, () => ({
				items: state.items.filter((item) => item.id > after || changed.includes(item.id)),
				waiting: state.waiting,
			})),
	};
	const release = () => {
		for (const go of held.splice(0)) go();
	};
	return { state, api, first: page(Number.POSITIVE_INFINITY), release };
}
const ids = (store: TimelineStore) => store.snapshot().items.map((item) => item.id);

describe("TimelineStore", () => {
	it("loads history backwards to its beginning", async () => {
		const { api, first } = server([1, 2, 3, 4, 5, 6, 7].map((id) => message(id)));
		const store = new TimelineStore(1, first, api);
		expect(ids(store)).toEqual([5, 6, 7]);
		await store.loadOlder();
		await store.loadOlder();
		expect(ids(store)).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(store.snapshot().older).toBe("none");
	});

	it("leaves for an item far back, and goes on from there to the newest, with no gap", async () => {
		const { api, first, state } = server([1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => message(id)));
		const store = new TimelineStore(1, first, api);
		expect(await store.goTo(3)).toBe(true);
		expect(ids(store)).toEqual([2, 3, 4]);
		expect(store.snapshot()).toMatchObject({ older: "some", newer: "some" });
		state.items.push(message(10));
		await store.changed();
		expect(ids(store)).toEqual([2, 3, 4]);
		await store.loadNewer();
		await store.loadNewer();
		await until(() => ids(store).length === 9);
		expect(ids(store)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
	});

	it("stays where it is when an item far back cannot be had", async () => {
		const { api, first, state } = server([1, 2, 3, 4, 5].map((id) => message(id)));
		const store = new TimelineStore(1, first, api);
		state.down = true;
		expect(await store.goTo(1)).toBe(false);
		expect(ids(store)).toEqual([3, 4, 5]);
	});

	it("asks again for a message that changed once more while it was being asked for", async () => {
		const { api, first, state, release } = server([message(1, { direction: "out", status: "sent" })]);
		const store = new TimelineStore(1, first, api);
		state.hold = true;
		const asked = [store.changed(1), store.changed(1)];
		state.hold = false;
		release();
		await Promise.all(asked);
		expect(state.asked).toEqual(["after 1 changed 1", "after 1 changed 1"]);
	});

	it("asks for one older page at a time, and again after a failure", async () => {
		const { api, first, state, release } = server([1, 2, 3, 4].map((id) => message(id)));
		const store = new TimelineStore(1, first, api);
		state.hold = true;
		const [one, two] = [store.loadOlder(), store.loadOlder()];
		state.down = true;
		release();
		await Promise.all([one, two]);
		expect(state.asked).toEqual(["before 2"]);
		expect(store.snapshot().older).toBe("failed");
		Object.assign(state, { hold: false, down: false });
		await store.loadOlder();
		expect(ids(store)).toEqual([1, 2, 3, 4]);
	});

	it("follows what comes and what changes", async () => {
		const { api, first, state } = server([message(1, { direction: "out", status: "queued" })]);
		const store = new TimelineStore(1, first, api);
		state.items = [message(1, { direction: "out", status: "delivered" }), note(2), message(3)];
		await store.changed(1);
		expect(state.asked).toEqual(["after 1 changed 1"]);
		expect(store.snapshot().items).toMatchObject([{ status: "delivered" }, { id: 2 }, { id: 3 }]);
	});

	it("forgets nothing that is told while it asks", async () => {
		const { api, first, state, release } = server([message(1), message(2)]);
		const store = new TimelineStore(1, first, api);
		state.hold = true;
		const asking = store.changed(1);
		await until(() => state.asked.length === 1);
		store.changed(2);
		store.changed();
		state.hold = false;
		release();
		await asking;
		expect(state.asked).toEqual(["after 2 changed 1", "after 2 changed 2"]);
	});

	it("asks after a lost connection for all that was not final", async () => {
		const { api, first, state } = server([message(1, { direction: "out", status: "sent" }), message(2, { direction: "out", status: "read" }), message(3)]);
		await new TimelineStore(1, first, api).resync();
		expect(state.asked).toEqual(["after 3 changed 1"]);
	});

	it("asks after a longer time for all that it shows, in parts: a note may have been written anew, a message translated", async () => {
		const { api, first, state } = server(Array.from({ length: 250 }, (_, index) => note(index + 1)));
		const store = new TimelineStore(1, { items: state.items, older: false }, api);
		state.items = [...state.items];
		state.items[2] = note(3, { text: "anew" });
		await store.resync(true);
		expect(state.asked.map((asked) => asked.split(",").length)).toEqual([200, 50]);
		expect(store.snapshot().items.find(({ id }) => id === 3)).toMatchObject({ text: "anew" });
		expect(first.items.length).toBeLessThan(250);
	});

	it("begins anew when too much happened", async () => {
		const { api, first, state } = server([message(1)]);
		const store = new TimelineStore(1, first, api);
		state.items = Array.from({ length: 600 }, (_, index) => message(index + 1));
		await store.changed();
		expect(ids(store)).toEqual([598, 599, 600]);
		expect(store.snapshot().older).toBe("some");
	});

	it("shows what is being sent until the server has it, once", async () => {
		const { api, first, state } = server([message(1)]);
		const store = new TimelineStore(1, first, api);
		const item = { kind: "pending", mode: "reply", clientKey: "k", at: "2026-01-01T00:00:00Z", text: "Hola" } as const;
		store.sending(item);
		store.sending(item);
		expect(store.snapshot().pending).toHaveLength(1);
		expect(store.has("k")).toBe(false);
		state.items.push(message(2, { direction: "out", status: "queued", clientKey: "k" }));
		await store.changed(2);
		expect(store.snapshot().pending).toEqual([]);
		expect(store.has("k")).toBe(true);
		store.sending({ ...item, clientKey: "l" });
		store.notSent("l");
		expect(store.snapshot().pending).toEqual([]);
	});

	it("tells who listens, and only when something is different", async () => {
		const { api, first } = server([message(1)]);
		const store = new TimelineStore(1, first, api);
		const listener = vi.fn();
		const stop = store.subscribe(listener);
		await store.changed();
		expect(listener).not.toHaveBeenCalled();
		store.notSent("x");
		stop();
		store.notSent("x");
		expect(listener).toHaveBeenCalledTimes(1);
	});
});

it("tries again by itself what failed, until stopped", async () => {
	let runs = 0;
	const work = oneAtATime(async () => {
		if (++runs < 3) throw new Error("down");
	}, 1);
	await work.start();
	await until(() => runs === 3);
	const stopped = oneAtATime(async () => {
		runs++;
		throw new Error("down");
	}, 1);
	await stopped.start();
	stopped.stop();
	await until(() => true);
	expect(runs).toBe(4);
});

describe("TimelineStore in the midst of a history", () => {
	const some = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => message(first + i));
	function amid(last = 12) {
		const { api, state, release } = server(some(1, last));
		return { state, release, store: new TimelineStore(1, { items: some(4, 6), older: true, newer: true }, api) };
	}

	it("loads towards the newest end without a gap, then takes what comes", async () => {
		const { store, state } = amid();
		await store.loadNewer();
		expect(ids(store)).toEqual([4, 5, 6, 7, 8, 9]);
		expect(store.snapshot().newer).toBe("some");
		await store.loadNewer();
		expect(store.snapshot()).toMatchObject({ newer: "none", loadedUpto: 12 });
		state.items.push(message(13));
		await store.changed(13);
		expect(ids(store)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
		expect(store.snapshot().loadedUpto).toBe(12);
	});

	it("leaves what comes at the end where it is, and changes what it shows", async () => {
		const { store, state } = amid();
		state.items[4] = message(5, { text: "changed" });
		state.items.push(message(13));
		await store.changed(5, 13);
		expect(ids(store)).toEqual([4, 5, 6]);
		expect(store.snapshot().items[1]).toMatchObject({ text: "changed" });
	});

	it("misses nothing that comes while the last page is on its way", async () => {
		const { store, state, release } = amid(8);
		state.hold = true;
		const loading = store.loadNewer();
		await until(() => state.asked.includes("from 6"));
		state.hold = false;
		release();
		state.items.push(message(9));
		await loading;
		await until(() => ids(store).includes(9));
		expect(ids(store)).toEqual([4, 5, 6, 7, 8, 9]);
	});

	it("goes to the newest end at once, also while a later page is on its way", async () => {
		const { store, state, release } = amid();
		state.hold = true;
		const loading = store.loadNewer();
		state.hold = false;
		expect(await store.toNewest()).toBe(true);
		release();
		await loading;
		expect(ids(store)).toEqual([10, 11, 12]);
		expect(store.snapshot()).toMatchObject({ newer: "none", older: "some" });
	});

	it("stays when the newest end cannot be had, and asks again for a page that failed", async () => {
		const { store, state } = amid();
		state.down = true;
		expect(await store.toNewest()).toBe(false);
		await store.loadNewer();
		expect(store.snapshot().newer).toBe("failed");
		expect(ids(store)).toEqual([4, 5, 6]);
		state.down = false;
		await store.loadNewer();
		expect(ids(store)).toEqual([4, 5, 6, 7, 8, 9]);
	});
});

describe("a note that is being written anew", () => {
	const gone = (id: number, noteId: number) => event(id, { type: "note_deleted", data: { noteId } });
	const deleted = (store: TimelineStore) => [...store.snapshot().deleted];

	it("stays in its place when it is deleted, until its writer is done with it", async () => {
		const { state, api, first } = server([message(1), note(2), message(3)]);
		const store = new TimelineStore(1, first, api);
		const kept = new Map<number, string | undefined>();
		store.resumeEdits([], (noteId, edit) => kept.set(noteId, edit?.text));
		store.writeEdit(note(2), "note 2, and more");
		expect([deleted(store), store.editOf(2), kept.get(2)]).toEqual([[], "note 2, and more", "note 2, and more"]);
		state.items = [message(1), message(3), gone(4, 2)];
		await store.changed();
		expect([ids(store), deleted(store)]).toEqual([[1, 2, 3, 4], [2]]);
		// As what is shown: it comes back as such, whatever else arrives.
		const shown = store.snapshot().items[1];
		state.items.push(message(5));
		await store.changed();
		expect([ids(store), deleted(store), store.snapshot().items[1]]).toEqual([[1, 2, 3, 4, 5], [2], shown]);
		store.writeEdit(shown as ReturnType<typeof note>, "note 2");
		await store.changed();
		expect([ids(store), kept.get(2)]).toEqual([[1, 2, 3, 4, 5], "note 2"]);
		store.endEdit(2);
		expect([ids(store), deleted(store), store.editOf(2), kept.get(2)]).toEqual([[1, 3, 4, 5], [], null, undefined]);
	});

	it("goes like any other when nothing was written, or what was is taken back", async () => {
		const { state, api, first } = server([message(1), note(2), message(3)]);
		const store = new TimelineStore(1, first, api);
		store.writeEdit(note(2), "other");
		store.writeEdit(note(2), "note 2");
		expect(store.editOf(2)).toBeNull();
		state.items = [message(1), message(3), gone(4, 2)];
		await store.changed();
		expect([ids(store), deleted(store)]).toEqual([[1, 3, 4], []]);
	});

	it("is found again after a reload, deleted or not, once the history is there in which it stands", async () => {
		const { state, api, first } = server([message(1), message(3), message(4), message(5), note(6)]);
		const store = new TimelineStore(1, first, api);
		const edits = [2, 6].map((id) => ({ note: note(id), text: `edit ${id}` }));
		store.resumeEdits(edits, () => {});
		expect([ids(store), deleted(store), store.editOf(6)]).toEqual([[4, 5, 6], [], "edit 6"]);
		await store.loadOlder();
		expect([ids(store), deleted(store)]).toEqual([[1, 2, 3, 4, 5, 6], [2]]);
		state.items = [...state.items.filter(({ id }) => id !== 6), gone(7, 6)];
		await store.changed();
		expect([ids(store), deleted(store)]).toEqual([
			[1, 2, 3, 4, 5, 6, 7],
			[2, 6],
		]);
		store.endEdit(2);
		expect([ids(store), deleted(store)]).toEqual([[1, 3, 4, 5, 6, 7], [6]]);
	});

	it("is not deleted for having come after what the browser remembers of the page", async () => {
		const { state, api, first } = server([message(1), message(2)]);
		const store = new TimelineStore(1, first, api);
		state.items.push(note(3));
		store.resumeEdits([{ note: note(3), text: "edit" }], () => {});
		await store.resync();
		expect([ids(store), deleted(store), store.editOf(3)]).toEqual([[1, 2, 3], [], "edit"]);
	});
});
