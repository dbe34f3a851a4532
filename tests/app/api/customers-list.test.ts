import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { GET } from "@/app/api/customers/list/route";
import { createCustomer } from "@/lib/customers/create";
import { setupDatabase } from "../../support/database";
import { makeUser } from "../../support/factories";
import { newRequest, signedInAs } from "../../support/request";

vi.mock("next/headers", () => import("../../support/request"));

setupDatabase();

const ids: number[] = [];
let userId: number;
beforeAll(async () => {
	const me = await makeUser();
	userId = me.user.id;
	for (const name of ["Ana", "Bea", "Zoe"]) {
		const { created } = await createCustomer({ name, email: `${name}@example.com`, phone: null, language: null }, me);
		if (created) ids.push(created.id);
	}
});
beforeEach(newRequest);

const asked = (query: string) => GET(new Request(`http://localhost:3999/api/customers/list${query}`));

test("how many there are is answered to who asks, with a page as with rows, or with neither", async () => {
	expect((await asked("?count")).status).toBe(401);
	await signedInAs(userId);
	const count = { number: 3, more: false };
	expect(await (await asked("?q=ana&count")).json()).toMatchObject({ rows: [{ name: "Ana" }], count });
	expect(await (await asked(`?ids=${ids[1]}&count`)).json()).toMatchObject({ rows: [{ name: "Bea" }], count });
	expect(await (await asked("?ids=&count")).json()).toEqual({ rows: [], next: null, count });
	expect(await (await asked("?q=ana")).json()).not.toHaveProperty("count");
	expect((await asked("?ids=1,x&count")).status).toBe(400);
});
