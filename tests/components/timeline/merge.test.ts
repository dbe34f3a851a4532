import { describe, expect, it } from "vitest";
import { changeableIds, itemKey, mergeItems, newestId, newestMessageId, type PendingItem, stillPending, unsettledIds } from "@/components/timeline/merge";
import { event, message, note } from "./items";

describe("mergeItems", () => {
	it("puts what came late into its place", () => {
		expect(mergeItems([message(1), message(5)], [note(3), event(7)]).map(({ id }) => id)).toEqual([1, 3, 5, 7]);
	});
	it("replaces what changed and keeps the rest as the same objects", () => {
		const [first, second] = [message(1), message(2, { direction: "out", status: "sending" })];
		const merged = mergeItems([first, second], [message(2, { direction: "out", status: "delivered" })]);
		expect(merged).toHaveLength(2);
		expect(merged[0]).toBe(first);
		expect(merged[1]).toMatchObject({ status: "delivered" });
	});
	it("answers the same list when nothing came, or nothing new, so that nothing is drawn again", () => {
		const items = [message(1), note(2)];
		expect(mergeItems(items, [])).toBe(items);
		expect(mergeItems(items, [message(1), note(2)])).toBe(items);
	});
	it("does not bring back what was deleted, with a page that was asked for before", () => {
		const items = [message(3), event(9, { type: "note_deleted", data: { noteId: 2 } })];
		expect(mergeItems(items, [message(1), note(2)]).map(({ id }) => id)).toEqual([1, 3, 9]);
	});
});

describe("what is being sent", () => {
	const pending: PendingItem[] = [
		{ kind: "pending", mode: "reply", clientKey: "a", at: "2026-01-01T10:00:00Z", text: "one" },
		{ kind: "pending", mode: "note", clientKey: "b", at: "2026-01-01T10:00:01Z", text: "two" },
	];
	it("goes when the server's item with its key is there, be it a message or a note", () => {
		expect(stillPending(pending, [message(1, { clientKey: "a" })]).map((item) => item.clientKey)).toEqual(["b"]);
		expect(stillPending(pending, [note(1, { clientKey: "b" })]).map((item) => item.clientKey)).toEqual(["a"]);
		expect(stillPending(pending, [message(1), event(2)])).toEqual(pending);
	});
	it("keeps its name on the screen", () => {
		expect(itemKey(message(9, { clientKey: "a" }))).toBe("a");
		expect(itemKey(message(9))).not.toBe(itemKey(note(9)));
	});
});

it("asks again only for what may still change: ours, not yet read, and what is being translated, at most 100", () => {
	const pending = { state: "pending" as const, language: "es", source: "it", text: null, failure: null };
	const items = [message(1), message(2, { direction: "out", status: "read" }), message(3, { direction: "out", status: "sent" }), note(4)];
	expect(unsettledIds([...items, message(5, { translation: pending })])).toEqual([3, 5]);
	expect(changeableIds([...items, event(5)])).toEqual([1, 2, 3, 4]);
	const many = Array.from({ length: 150 }, (_, index) => message(index + 1, { direction: "out", status: "delivered" }));
	expect(unsettledIds(many)).toHaveLength(100);
	expect(unsettledIds(many).at(-1)).toBe(150);
});

it("knows the newest item and the newest message", () => {
	expect(newestId([message(3), note(8)])).toBe(8);
	expect(newestMessageId([message(3), note(8)])).toBe(3);
	expect(newestId([])).toBe(0);
});
