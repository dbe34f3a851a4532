import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as counts } from "@/app/api/conversations/counts/route";
import { GET as page } from "@/app/api/conversations/route";
import { GET as rows } from "@/app/api/conversations/rows/route";
import { cursorText } from "@/lib/conversations/cursor";
import { parseListFilter } from "@/lib/conversations/filter";
import { expected, insertInbox, randomInbox } from "../../lib/conversations/random-inbox";
import { setupDatabase } from "../../support/database";
import { newRequest, signedInAs } from "../../support/request";

vi.mock("next/headers", () => import("../../support/request"));

const { url } = setupDatabase();
const inbox = randomInbox(120);
const everything = parseListFilter(new URLSearchParams());
const right = expected(inbox, inbox.readers[0]!, everything).map((conversation) => conversation.id);
beforeAll(() => insertInbox(url, inbox));
beforeEach(newRequest);

const asked = (query: string) => new Request(`http://localhost:3999/api/conversations${query}`);
const idsOf = (answer: { rows: { id: number }[] }) => answer.rows.map((row) => row.id);

describe("the list's routes", () => {
	test("answer nobody who is not signed in", async () => {
		for (const answer of [page(asked("")), rows(asked("/rows?ids=1")), counts()]) expect((await answer).status).toBe(401);
	});

	test("pages join by their cursor, and are kept nowhere", async () => {
		await signedInAs(1);
		const first = await page(asked("?limit=20"));
		expect(first.headers.get("cache-control")).toBe("no-store");
		const { next, ...one } = await first.json();
		const two = await (await page(asked(`?limit=200&cursor=${cursorText(next)}`))).json();
		expect([...idsOf(one), ...idsOf(two)]).toEqual(right);
		expect(two.next).toBeNull();
	});

	test.each(["?cursor=", "?cursor=infinity_0", "?cursor=2026-02-31T00:00:00.000000Z_1", "?limit=0", "?limit=201", "?limit=x"])(
		"%s is refused",
		async (query) => {
			await signedInAs(1);
			expect((await page(asked(query))).status).toBe(400);
		},
	);

	test("rows by id: those that the filter shows", async () => {
		await signedInAs(1);
		const ids = inbox.conversations.slice(0, 60).map((conversation) => conversation.id);
		const answer = await (await rows(asked(`/rows?ids=${ids.join(",")}`))).json();
		expect(idsOf(answer)).toEqual(right.filter((id) => ids.includes(id)));
	});

	test.each([
		["", "none"],
		["1,,2", "a gap"],
		["1;drop", "no number"],
		[Array.from({ length: 201 }, (_, i) => i + 1).join(","), "too many"],
	])("ids %.10s (%s) are refused", async (ids) => {
		await signedInAs(1);
		expect((await rows(asked(`/rows?ids=${ids}`))).status).toBe(400);
	});

	test("counts are of whoever asks", async () => {
		await signedInAs(2);
		expect(await (await counts()).json()).toMatchObject({
			active: right.length,
			mine: expected(inbox, inbox.readers[1]!, { ...everything, assigned: "me" }).length,
		});
	});
});
