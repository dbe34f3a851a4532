import { describe, expect, test } from "vitest";
import { arrivedAbove, shiftOf, shortRow, tallRow } from "@/components/conversations/row-height";
import { byNewest } from "@/components/conversations/row-order";
import { makeRow, sortKey } from "./fake-server";

const rows = [5, 4, 3, 2, 1].map((id) => makeRow(id, { subject: id % 2 ? "With a subject" : null }));
// Heights: 5 tall, 4 short, 3 tall, 2 short, 1 tall.

describe("staying in place", () => {
	test("what arrives above pushes the window down by its height", () => {
		expect(shiftOf(rows, [makeRow(6), ...rows], tallRow + 10)).toBe(shortRow);
		expect(shiftOf(rows, [makeRow(7, { subject: "x" }), makeRow(6), ...rows], tallRow + 10)).toBe(shortRow + tallRow);
	});

	test("what arrives or changes below does not", () => {
		expect(shiftOf(rows, [...rows, makeRow(0)], tallRow + 10)).toBe(0);
		expect(
			shiftOf(
				rows,
				rows.filter((row) => row.id !== 1),
				tallRow + 10,
			),
		).toBe(0);
	});

	test("the first row in sight that jumps to the top does not take the window along", () => {
		const moved = [makeRow(4, { sortKey: sortKey(100) }), ...rows.filter((row) => row.id !== 4)];
		// Row 4 was the first in sight; row 3 is what stays: one short row went away above it, and came on top.
		expect(shiftOf(rows, moved, tallRow + 10)).toBe(0);
		const fromBelow = [makeRow(1, { subject: "x", sortKey: sortKey(100) }), ...rows.filter((row) => row.id !== 1)];
		expect(shiftOf(rows, fromBelow, tallRow + 10)).toBe(tallRow);
	});

	test("rows that leave above pull it up, and an emptied list stays", () => {
		expect(shiftOf(rows, rows.slice(1), tallRow + 10)).toBe(-tallRow);
		expect(shiftOf(rows, [], 100)).toBe(0);
	});
});

describe("new ones above", () => {
	test("counts unread conversations newer than the row that was on top", () => {
		const after = [makeRow(8, { unread: 2 }), makeRow(7), makeRow(6, { unread: 1 }), ...rows];
		expect(arrivedAbove(after, rows[0], byNewest)).toBe(2);
		expect(arrivedAbove(after, after[0], byNewest)).toBe(0);
		expect(arrivedAbove(after, undefined, byNewest)).toBe(0);
	});
});
