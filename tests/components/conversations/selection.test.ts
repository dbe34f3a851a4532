import { describe, expect, test } from "vitest";
import { inChunks } from "@/components/conversations/in-chunks";
import { all, nothingPicked, ranged, toggled } from "@/components/conversations/selection";

const order = [9, 8, 7, 6, 5];
const ids = ({ ids }: { ids: ReadonlySet<number> }) => [...ids].sort();

describe("picking", () => {
	test("x picks and leaves; all are all that are there", () => {
		const two = toggled(toggled(nothingPicked, 8), 6);
		expect(ids(two)).toEqual([6, 8]);
		expect(ids(toggled(two, 8))).toEqual([6]);
		expect(ids(all(order))).toEqual([5, 6, 7, 8, 9]);
		expect(ids(all([]))).toEqual([]);
	});

	test("a range goes from the one picked last, either way, and keeps what was picked", () => {
		const from = toggled(toggled(nothingPicked, 5), 8);
		expect(ids(ranged(from, 6, order))).toEqual([5, 6, 7, 8]);
		expect(ids(ranged(from, 9, order))).toEqual([5, 8, 9]);
		expect(ids(ranged(ranged(from, 6, order), 9, order)), "the anchor stays").toEqual([5, 6, 7, 8, 9]);
	});

	test("without an anchor, or when it has left, a range is one row; what is not there cannot be picked", () => {
		expect(ids(ranged(nothingPicked, 7, order))).toEqual([7]);
		expect(ids(ranged(toggled(nothingPicked, 1), 7, order))).toEqual([1, 7]);
		expect(ids(ranged(nothingPicked, 1, order))).toEqual([]);
	});
});

describe("many in parts", () => {
	test("go one after the other; one that fails stops no other, and is told", async () => {
		const log: string[] = [];
		const progress: number[] = [];
		const outcome = await inChunks(
			[1, 2, 3, 4, 5],
			2,
			async (chunk, turn) => {
				log.push(`shown ${chunk}`);
				await turn;
				log.push(`sent ${chunk}`);
				if (chunk.includes(3)) return { ok: false, error: "no" };
				return { ok: true, data: { changed: chunk.filter((id) => id !== 2), missing: chunk.includes(2) ? 1 : 0 } };
			},
			(done) => progress.push(done),
		);
		expect(log).toEqual(["shown 1,2", "shown 3,4", "shown 5", "sent 1,2", "sent 3,4", "sent 5"]);
		expect(progress).toEqual([2, 4, 5]);
		expect(outcome).toEqual({ changed: new Set([1, 5]), missing: 1, failed: 2, error: "no" });
	});

	test("an answer that never came is a failure", async () => {
		expect(
			await inChunks(
				[1],
				2,
				async () => null,
				() => {},
			),
		).toMatchObject({ failed: 1, error: null });
	});
});
