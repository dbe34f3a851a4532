import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { searchCustomers } from "@/lib/search/customers";
import { setupDatabase } from "../../support/database";

setupDatabase();

beforeAll(async () => {
	await db().execute(sql`INSERT INTO customers (name) VALUES ('María García'), ('Mario Rossi'), ('Jo'), ('50% off_Ltd'), ('Łukasz Nowak'), ('王小明')`);
	await db().execute(sql`INSERT INTO customer_identities (customer_id, kind, value) VALUES
		(1, 'email', 'maria@tienda.es'), (1, 'phone', '+34600123456'), (2, 'phone', '+393331234567'), (3, 'email', 'jo.under_score@example.com')`);
});

test.each([
	["maria", ["María García"]],
	["GARCIA", ["María García"]],
	["rcí", ["María García"]],
	["ma", ["María García", "Mario Rossi"]],
	["jo", ["Jo"]],
	["garcia maria", ["María García"]],
	["tienda.es", ["María García"]],
	["600 123", ["María García"]],
	["+34 600-12", ["María García"]],
	["0039 333", ["Mario Rossi"]],
	["1234", ["María García", "Mario Rossi"]],
	["maria 600123", ["María García"]],
	["mario 600123", []],
	["under_score", ["Jo"]],
	["50%", ["50% off_Ltd"]],
	["%%%", []],
	["___", []],
	["lukasz", ["Łukasz Nowak"]],
	["小明", []],
	["王小", ["王小明"]],
	["", []],
	["\0", []],
])("%j", async (text, names) => expect((await searchCustomers(text)).map((hit) => hit.name).sort()).toEqual(names.sort()));

test("with its addresses", async () => {
	expect(await searchCustomers("maria")).toEqual([
		{ id: 1, name: "María García", company: null, avatar: null, email: "maria@tienda.es", phone: "+34 600 12 34 56", conversationId: null, lastAt: null },
	]);
});
