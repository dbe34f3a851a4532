import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { db } from "@/db";
import { customerIdentities, customers } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { createCustomer, type NewCustomer } from "@/lib/customers/create";
import { createCustomerSchema } from "@/lib/customers/schema";
import { searchCustomers } from "@/lib/search/customers";
import { setupDatabase } from "../../support/database";
import { makeUser } from "../../support/factories";

setupDatabase();
let actor: UserActor;
beforeAll(async () => {
	actor = await makeUser();
});

const customer = (more: Partial<NewCustomer> = {}): NewCustomer => ({ name: "Ana Ruiz", email: null, phone: null, language: null, ...more });
const all = () => db().select().from(customers);

test("a customer is there with their addresses, and is found at once", async () => {
	const { created } = await createCustomer(customer({ email: "Ana@Example.ES", phone: "+34600111222", language: "es" }), actor);
	expect(created).toEqual({ id: expect.any(Number), name: "Ana Ruiz", email: "Ana@Example.ES", phone: "+34 600 11 12 22", avatar: null });
	const kept = await db()
		.select()
		.from(customerIdentities)
		.where(eq(customerIdentities.customerId, created?.id ?? 0));
	expect(kept.map(({ kind, value }) => [kind, value])).toEqual([
		["email", "ana@example.es"],
		["phone", "+34600111222"],
	]);
	expect((await searchCustomers("600 111 222"))[0]).toMatchObject({ id: created?.id, email: "ana@example.es" });
	expect((await all()).find(({ id }) => id === created?.id)).toMatchObject({ language: "es", source: "operator" });
});

test("an address that is somebody's is answered with whose, in any spelling, and creates nobody", async () => {
	const { created } = await createCustomer(customer({ name: "Bruno", email: "bruno@example.it", phone: "+393470001122" }), actor);
	const before = (await all()).length;
	const again = await createCustomer(customer({ name: "Other", phone: "+39 347 000 1122" }), actor);
	expect(again).toEqual({
		taken: {
			kind: "phone",
			value: "+39 347 000 1122",
			owner: { id: created?.id, name: "Bruno", email: "bruno@example.it", phone: "+39 347 000 1122", avatar: null },
		},
	});
	expect((await createCustomer(customer({ email: "BRUNO@example.it", phone: "+34600999888" }), actor)).taken?.owner.id).toBe(created?.id);
	expect((await all()).length).toBe(before);
	expect(await searchCustomers("600999888")).toEqual([]);
});

test("twelve at once with the same address make one customer", async () => {
	const results = await Promise.all(
		Array.from({ length: 12 }, (_, i) =>
			createCustomer(customer({ name: `Twin ${i}`, email: "twin@example.com", phone: i % 2 ? "+34600333444" : null }), actor),
		),
	);
	expect(results.filter(({ created }) => created)).toHaveLength(1);
	expect(await searchCustomers("twin@example.com")).toHaveLength(1);
});

describe("what the form takes", () => {
	const parse = (value: Record<string, unknown>) => z.safeParse(createCustomerSchema, value);
	const given = { name: " Ana ", email: "", phone: "", language: "" };

	test("phones and languages in their one spelling, blanks as nothing", () => {
		expect(parse({ ...given, phone: "0039 347 000 1122" }).data).toBeUndefined();
		expect(parse({ ...given, phone: " +39 (347) 000-1122 ", language: "PT-br" }).data).toEqual({
			name: "Ana",
			email: null,
			phone: "+393470001122",
			language: "pt-BR",
		});
	});

	test.each([
		[{ name: " " }, "name", undefined],
		[{ email: "ana@ejemplo" }, "email", undefined],
		[{ phone: "600111222" }, "phone", "phone"],
		[{ phone: "+34 600" }, "phone", "phone"],
		[{ email: "a@b.es", language: "not a tag" }, "language", "language"],
		[{}, "email", "emailOrPhone"],
	])("%j is refused beside its field", (value, path, message) => {
		const { error } = parse({ ...given, ...value });
		const issue = error?.issues.find((each) => each.path.join(".") === path);
		expect(issue).toBeDefined();
		if (message) expect(issue?.message).toBe(message);
	});
});
