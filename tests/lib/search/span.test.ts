import { describe, expect, test } from "vitest";
import { frequencyOf } from "@/lib/search/frequency";
import { isRare, nextSpan, seldomMeets } from "@/lib/search/span";
import { largestSpan, smallestSpan } from "@/lib/search/window";

const million = 1_000_000;
const calm = { found: 0, missing: 20, last: 20_000, took: 2, left: 100 };

describe("how often words are met", () => {
	test("words that have nothing to do with each other meet as often as their shares say", () => {
		expect(frequencyOf([million, 200_000], 10 * million, 10 * million)).toEqual({ rarest: 200_000, chance: 0.1 * 0.02, settled: true });
	});

	test("while the count lags behind a little, a word it does not know may be frequent all the same: it is not rare", () => {
		expect(isRare(frequencyOf([3], 10 * million, 10 * million))).toBe(true);
		expect(isRare(frequencyOf([3], 9_990_000, 10 * million))).toBe(true);
		expect(isRare(frequencyOf([3], 9_900_000, 10 * million))).toBe(false);
		expect(frequencyOf([100_000], 9_900_000, 10 * million).rarest).toBe(100_000);
	});

	test.each([
		["lags far behind", [5], 5 * million],
		["was never made", [5], null],
		["knows of no word", [], 10 * million],
	])("a count that %s says nothing", (_, counts, counted) => {
		expect(frequencyOf(counts, counted, 10 * million).rarest).toBe(Number.POSITIVE_INFINITY);
	});
});

describe("the next window", () => {
	const frequent = frequencyOf([2 * million], 10 * million, 10 * million);
	const common = { ...calm, searched: 20_000, rest: 10 * million };

	test("is wide where the words are seldom met", () => {
		const rare = frequencyOf([2000], 10 * million, 10 * million);
		expect(nextSpan(rare, { ...common, hits: 0 }, false)).toBe(16 * 20_000);
	});

	test("holds no more hits than can be fetched, though none of them passed the filter", () => {
		expect(nextSpan(frequent, { ...common, hits: 4000 }, false)).toBe(20_000);
		expect(nextSpan(frequent, { ...common, hits: 4000 }, true)).toBe(5000);
	});

	test("is narrow after newest ones without a frequent word: those before may be full of it", () => {
		expect(nextSpan(frequent, { ...common, hits: 0 }, false)).toBeLessThan(30_000);
		expect(nextSpan(frequent, { ...common, searched: million, hits: 0 }, false)).toBeGreaterThan(200_000);
	});

	test("keeps within the time and the widest that buckets can tell", () => {
		const rare = frequencyOf([2000], 10 * million, 10 * million);
		expect(nextSpan(rare, { ...common, hits: 0, took: 50 }, false)).toBe(20_000);
		expect(nextSpan(rare, { ...common, hits: 0, took: 100 }, false)).toBe(smallestSpan);
		expect(nextSpan(rare, { ...common, searched: 1000 * million, hits: 0 }, false)).toBe(largestSpan);
	});
});

describe("all of history is asked at once", () => {
	const names = frequencyOf([100_000, 200_000, 500_000], 10 * million, 10 * million);

	test("where words seldom met so far, and would seldom meet elsewhere", () => {
		expect(seldomMeets(names, { searched: 30_000, rest: 10 * million, hits: 0 })).toBe(true);
		expect(seldomMeets(names, { searched: 30_000, rest: 10 * million, hits: 1 })).toBe(true);
	});

	test("not before enough was looked through, nor where they meet", () => {
		expect(seldomMeets(names, { searched: 2000, rest: 10 * million, hits: 0 })).toBe(false);
		expect(seldomMeets(names, { searched: 30_000, rest: 10 * million, hits: 30 })).toBe(false);
	});

	test("not where even the rarest word is frequent", () => {
		expect(seldomMeets(frequencyOf([million, million], 10 * million, 10 * million), { searched: 5 * million, rest: 10 * million, hits: 0 })).toBe(false);
	});
});
