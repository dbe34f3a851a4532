import { beforeAll, describe, expect, test } from "vitest";
import { isShown, orderOf } from "@/components/conversations/row-order";
import { assignedFilters, channelFilters, lastFilters, sorts, tabs } from "@/lib/conversations/filter";
import { listConversations, listRows } from "@/lib/conversations/queries";
import { insertInbox, randomInbox } from "../../lib/conversations/random-inbox";
import { setupDatabase } from "../../support/database";
import { everything } from "./fake-server";

const { url } = setupDatabase();
const inbox = randomInbox(150);
beforeAll(() => insertInbox(url, inbox));
const ids = inbox.conversations.map((conversation) => conversation.id);

describe("the browser and the server", () => {
	test("mean the same by every filter", async () => {
		const rows = (await Promise.all(tabs.map((tab) => listRows(1, { ...everything, tab }, ids)))).flat();
		const choices = [
			...tabs.map((tab) => ({ tab })),
			{ unread: true },
			{ flagged: true },
			...channelFilters.map((channel) => ({ channel })),
			...lastFilters.map((last) => ({ last })),
			...assignedFilters.map((assigned) => ({ assigned })),
			{ assigned: 2 },
			{ inbox: 3 },
			{ source: "form" } as const,
		];
		for (const choice of choices) {
			const filter = { ...everything, ...choice };
			const shown = rows.filter((row) => isShown(row, filter, 1)).map((row) => row.id);
			const found = (await listRows(1, filter, ids)).map((row) => row.id);
			expect(shown.sort(), JSON.stringify(choice)).toEqual(found.sort());
			expect(shown.length, JSON.stringify(choice)).toBeGreaterThan(0);
		}
	});

	test.each(sorts)("put rows in the same order, %s first", async (sort) => {
		const rows = await listConversations(1, { ...everything, sort }, undefined, 200);
		expect(rows.length).toBeGreaterThan(50);
		expect([...rows].sort((a, b) => a.id - b.id).sort(orderOf({ sort }))).toEqual(rows);
	});
});
