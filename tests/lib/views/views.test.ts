import { beforeEach, describe, expect, test, vi } from "vitest";
import { GET } from "@/app/api/views/route";
import { listFilterQuery, parseListFilter } from "@/lib/conversations/filter";
import { orderViews } from "@/lib/views/order";
import { listViews } from "@/lib/views/queries";
import { removeView } from "@/lib/views/remove";
import { renameView, saveView } from "@/lib/views/save";
import { mostViews } from "@/lib/views/schema";
import { setupDatabase } from "../../support/database";
import { makeUser } from "../../support/factories";
import { newRequest, signedInAs } from "../../support/request";
import { expected, insertInbox, type Reader, randomInbox } from "../conversations/random-inbox";

vi.mock("next/headers", () => import("../../support/request"));

const { url } = setupDatabase();
beforeEach(newRequest);
const names = async (userId: number) => (await listViews(userId)).map(({ name }) => name);

describe("saved views", () => {
	test("are the user's own: saved last, renamed, put in order, removed", async () => {
		const [a, b] = [await makeUser(), await makeUser()];
		const one = await saveView("One", "flagged=1&nonsense=1&channel=fax", a);
		const two = await saveView("Two", "unread=1", a);
		expect(await listViews(a.user.id)).toEqual([
			{ id: one.viewId, name: "One", query: "flagged=1", count: 0, more: false },
			{ id: two.viewId, name: "Two", query: "unread=1", count: 0, more: false },
		]);
		expect(await names(b.user.id)).toEqual([]);
		await orderViews([two.viewId, one.viewId], a);
		await renameView(two.viewId, "TWO", a);
		await saveView("Three", "", a);
		expect(await names(a.user.id)).toEqual(["TWO", "One", "Three"]);
		await removeView(two.viewId, a);
		expect(await names(a.user.id)).toEqual(["One", "Three"]);
	});

	test("nobody changes another one's, nor what is not there", async () => {
		const [a, b] = [await makeUser(), await makeUser()];
		const { viewId } = await saveView("Mine", "", a);
		const refused = [
			() => renameView(viewId, "Theirs", b),
			() => removeView(viewId, b),
			() => orderViews([viewId], b),
			() => removeView(999_999, a),
			() => orderViews([], a),
			() => orderViews([viewId, viewId], a),
		];
		for (const act of refused) await expect(act()).rejects.toMatchObject({ code: "notFound" });
		expect(await names(a.user.id)).toEqual(["Mine"]);
	});

	test("a name is had once, also when two windows save it at once, and there is an end to them", async () => {
		const [a, b] = [await makeUser(), await makeUser()];
		const saved = await Promise.allSettled([saveView("Urgent", "", a), saveView("urgent", "", a)]);
		expect(saved.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		const other = await saveView("Other", "", a);
		await expect(renameView(other.viewId, "URGENT", a)).rejects.toMatchObject({ code: "viewNameTaken" });
		await saveView("Urgent", "", b);
		for (let i = 2; i < mostViews; i++) await saveView(`View ${i}`, "", a);
		await expect(saveView("One more", "", a)).rejects.toMatchObject({ code: "tooManyViews" });
	});
});

describe("their numbers", () => {
	test("are those of the list, exact from the running counts or counted to 99", async () => {
		const inbox = randomInbox(600);
		const a = await makeUser();
		const shifted = inbox.readers.map((reader) => ({ ...reader, id: reader.id + 100 }));
		for (const c of inbox.conversations) c.assignees = c.assignees.map((id) => id + 100);
		await insertInbox(url, { ...inbox, readers: shifted });
		const reader = shifted[0] as Reader;
		const actor = { ...a, user: { ...a.user, id: reader.id } };
		const queries = [
			"",
			"tab=archived",
			"flagged=1&channel=sms",
			"assigned=me",
			"assigned=102&last=customer",
			"assigned=anyone",
			"assigned=nobody",
			"unread=1",
			"inbox=1",
			"source=form",
			"source=inbound&flagged=1&channel=sms",
			"to=2026-01-02",
			"assigned=me&inbox=3",
		];
		for (const query of queries) await saveView(query || "all", query, actor);
		const views = await listViews(reader.id);
		for (const { query, count, more } of views) {
			const right = expected(inbox, reader, parseListFilter(new URLSearchParams(query))).length;
			const capped = /unread|inbox|source|from|to=/.test(query) && right >= 100;
			expect({ query, count, more }).toEqual({ query, count: capped ? 99 : right, more: capped });
		}
		expect(views.some(({ more }) => more)).toBe(true);
		expect(views.some(({ count, more }) => count > 100 && !more)).toBe(true);
		expect(views.map(({ query }) => query)).toEqual(queries.map((query) => listFilterQuery(parseListFilter(new URLSearchParams(query))).toString()));
	});

	test("are told to whoever is signed in, of their own", async () => {
		expect((await GET()).status).toBe(401);
		const a = await makeUser();
		await saveView("Mine", "", a);
		await signedInAs(a.user.id);
		const answer = await GET();
		expect(answer.headers.get("cache-control")).toBe("no-store");
		expect((await answer.json()).views).toMatchObject([{ name: "Mine" }]);
	});
});
