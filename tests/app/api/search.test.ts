import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET } from "@/app/api/search/route";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, textArrives } from "../../support/factories";
import { newRequest, signedInAs } from "../../support/request";

vi.mock("next/headers", () => import("../../support/request"));

setupDatabase();

let userId: number;
beforeAll(async () => {
	userId = (await makeUser()).user.id;
	await makeInbox("sms", "+34911000417");
	for (let i = 1; i <= 25; i++) await textArrives(`Where is order ${i}?`);
});
beforeEach(newRequest);

const asked = (query: string) => new Request(`http://localhost:3999/api/search${query}`);

describe("the search's route", () => {
	test("answers nobody who is not signed in", async () => {
		expect((await GET(asked("?q=order"))).status).toBe(401);
	});

	test("messages and customers, page after page", async () => {
		await signedInAs(userId);
		const answer = await GET(asked("?q=order%20"));
		expect(answer.headers.get("cache-control")).toBe("no-store");
		const { messages } = await answer.json();
		expect(messages.hits).toHaveLength(20);
		const older = await (await GET(asked(`?q=order%20&before=${messages.olderId}`))).json();
		expect(older.messages.hits).toHaveLength(5);
		expect(older).toMatchObject({ messages: { olderId: null, complete: true }, customers: [] });
		expect((await (await GET(asked("?q=600%20000%20001"))).json()).customers).toMatchObject([{ name: "+34 600 00 00 01", phone: "+34 600 00 00 01" }]);
	});

	test.each(["", "?q=", "?q=%00%25", `?q=${"x".repeat(10_000)}`])("%.20s finds nothing", async (query) => {
		await signedInAs(userId);
		expect(await (await GET(asked(query))).json()).toEqual({ messages: { hits: [], olderId: null, complete: true }, customers: [] });
	});

	test.each(["0", "-1", "x", "1e3"])("before=%s is refused", async (before) => {
		await signedInAs(userId);
		expect((await GET(asked(`?q=a&before=${before}`))).status).toBe(400);
	});
});
