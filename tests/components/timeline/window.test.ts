import { expect, it } from "vitest";
import { endAround, newerEnd, olderEnd, type WindowEnd, windowOf, windowSize, windowStep } from "@/components/timeline/window";

const list = (count: number, from = 1) => Array.from({ length: count }, (_, index) => ({ id: from + index }));
const ids = (items: { id: number }[]) => [items[0]?.id, items.at(-1)?.id];

it("shows the newest end, and moves along with what comes", () => {
	expect(ids(windowOf(list(1000), null).shown)).toEqual([1001 - windowSize, 1000]);
	expect(ids(windowOf(list(1001), null).shown)).toEqual([1002 - windowSize, 1001]);
	expect(windowOf(list(20), null)).toEqual({ shown: list(20), hiddenBefore: 0, hiddenAfter: 0 });
	expect(windowOf([], null)).toEqual({ shown: [], hiddenBefore: 0, hiddenAfter: 0 });
});

it("walks through all that is loaded and back without leaving anything out", () => {
	const items = list(1234);
	const seen = new Set<number>();
	const look = (end: WindowEnd) => {
		const { shown, hiddenBefore, hiddenAfter } = windowOf(items, end);
		expect(shown.length).toBeLessThanOrEqual(windowSize);
		expect(hiddenBefore + shown.length + hiddenAfter).toBe(items.length);
		for (const { id } of shown) seen.add(id);
	};
	let end: WindowEnd = null;
	for (let i = 0; i < items.length / windowStep; i++) {
		end = olderEnd(items, end);
		look(end);
	}
	expect(windowOf(items, end).hiddenBefore).toBe(0);
	for (let i = 0; i < items.length / windowStep; i++) {
		end = newerEnd(items, end);
		look(end);
	}
	expect(end).toBeNull();
	look(null);
	expect(seen.size).toBe(items.length);
});

it("stays where the reader is while messages come", () => {
	const end = olderEnd(list(800), null);
	expect(ids(windowOf(list(900), end).shown)).toEqual([801 - windowSize - windowStep, 800 - windowStep]);
	expect(windowOf(list(900), end).hiddenAfter).toBe(100 + windowStep);
});

it("does not move when everything older is already shown", () => {
	expect(olderEnd(list(100), null)).toBeNull();
});

it("has an item among the first, wherever it stands, and moves along when the newest are shown as well", () => {
	const items = list(1000);
	for (const index of [0, 150, 600]) {
		const { shown } = windowOf(items, endAround(items, index));
		expect(shown.findIndex(({ id }) => id === index + 1)).toBeGreaterThanOrEqual(0);
		expect(shown.at(-1)?.id).toBe(index + 1 + windowSize - windowStep);
	}
	expect(endAround(items, 900)).toBeNull();
	expect(endAround(list(5), 2)).toBeNull();
});
