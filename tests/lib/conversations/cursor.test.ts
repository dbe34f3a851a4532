import { describe, expect, test } from "vitest";
import { cursorText, nextCursor, parseCursor } from "@/lib/conversations/cursor";

const cursor = { sortKey: "2026-11-23T03:04:05.123456Z", id: 42 };

describe("cursors", () => {
	test("come back as they went", () => {
		expect(parseCursor(cursorText(cursor))).toEqual(cursor);
	});

	test.each([
		"",
		"infinity_0",
		"2026-02-31T00:00:00.000000Z_1",
		"2026-13-01T00:00:00.000000Z_1",
		"0000-01-01T00:00:00.000000Z_1",
		"2026-01-01T24:00:00.000000Z_1",
		"2026-01-01T00:00:00.000Z_1",
		"2026-01-01T00:00:00.000000Z",
		"2026-01-01T00:00:00.000000Z_-1",
		"2026-01-01T00:00:00.000000Z_1e3",
		"2026-01-01T00:00:00.000000Z_99999999999999999999",
		"2026-01-01T00:00:00.000000Z_1' or 1=1",
	])("%j is none", (text) => {
		expect(parseCursor(text)).toBeNull();
	});

	test("a full page has a next one, where it ends; a shorter one is the last", () => {
		expect(nextCursor([{ ...cursor, id: 43 }, cursor], 2)).toEqual(cursor);
		expect(nextCursor([cursor], 2)).toBeNull();
		expect(nextCursor([], 50)).toBeNull();
	});
});
