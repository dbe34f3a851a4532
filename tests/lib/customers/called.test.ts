import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { asc, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { db, transaction } from "@/db";
import { conversations, customerIdentities, customers } from "@/db/schema";
import { parseCustomerFilter } from "@/lib/customers/filter";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { listCustomers } from "@/lib/customers/list";
import { customerRecord } from "@/lib/customers/record";
import { showNumbers } from "@/lib/customers/show-numbers";
import { receiveText } from "@/lib/messages/receive-text";
import { searchCustomers } from "@/lib/search/customers";
import { customersNames } from "@/lib/search/marks";
import { templateValues } from "@/lib/templates/values";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, textArrives } from "../../support/factories";
import { emptyQueue, queued } from "../../support/jobs";

setupDatabase();
let userId: number;
beforeAll(async () => {
	await makeInbox("sms", "+34911000417");
	await makeInbox("whatsapp", "+34911000001");
	userId = (await makeUser()).user.id;
});
beforeEach(() => db().execute(sql`TRUNCATE customers CASCADE`));

const names = async () => (await db().select({ name: customers.name }).from(customers).orderBy(asc(customers.id))).map(({ name }) => name);

test("who writes a text without a name is called by their number as people write it, wherever they are shown; the number itself stays E.164", async () => {
	const { conversationId } = await textArrives("¿Dónde está mi pedido?", "+34600111222");
	await textArrives("¿Hola?", "+34600111222");
	const [customer] = await db().select().from(customers);
	const id = customer?.id ?? 0;
	expect(await names()).toEqual(["+34 600 11 12 22"]);
	expect(await db().select({ value: customerIdentities.value }).from(customerIdentities)).toEqual([{ value: "+34600111222" }]);
	expect((await customerRecord(id))?.name).toBe("+34 600 11 12 22");
	const [row] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
	expect(row?.customerId).toBe(id);
	for (const q of ["600111222", "+34600111222", "+34 600 11 12 22"]) {
		expect((await searchCustomers(q)).map(({ name, phone }) => [name, phone])).toEqual([["+34 600 11 12 22", "+34 600 11 12 22"]]);
		expect((await listCustomers(parseCustomerFilter(new URLSearchParams({ q })))).rows).toMatchObject([{ id, name: "+34 600 11 12 22" }]);
	}
});

test("it is no name to greet anybody by, nor words that their messages are found by", async () => {
	const { conversationId } = await textArrives("Hola", "+34600111222");
	const [customer] = await db().select().from(customers);
	expect(await templateValues({ conversationId }, userId)).toMatchObject({ "customer.name": "", "customer.firstName": "" });
	expect(await customersNames(db(), [customer?.id ?? 0])).toEqual([{ id: customer?.id, names: ["+34600111222"] }]);
	await db().update(customers).set({ name: "Ana" });
	expect(await templateValues({ conversationId }, userId)).toMatchObject({ "customer.name": "Ana" });
	expect(await customersNames(db(), [customer?.id ?? 0])).toEqual([{ id: customer?.id, names: ["Ana", "+34600111222"] }]);
});

test("who says their name when they write elsewhere is called by it from then on; who has one keeps it", async () => {
	const { conversationId } = await textArrives("Hola", "+34600111222");
	const onWhatsapp = (senderName: string) =>
		receiveText({ kind: "text", channel: "whatsapp", providerId: randomUUID(), from: "+34600111222", to: "+34911000001", body: "Hola", senderName, media: [] });
	await onWhatsapp("  Ana\n Ruiz ");
	expect(await names()).toEqual(["Ana Ruiz"]);
	expect(await db().select().from(conversations)).toHaveLength(2);
	await db().execute(sql`DELETE FROM conversations WHERE id <> ${conversationId}`);
	await onWhatsapp("Otra");
	expect(await names()).toEqual(["Ana Ruiz"]);
});

test("a record that is being edited at that moment is left to its editor", async () => {
	await textArrives("Hola", "+34600111222");
	let done = () => {};
	const held = new Promise<void>((resolve) => (done = resolve));
	let editing: Promise<void> | undefined;
	await new Promise<void>((begun) => {
		editing = transaction(async (tx) => {
			await tx.execute(sql`SELECT FROM customers FOR UPDATE`);
			begun();
			await held;
		});
	});
	await transaction((tx) => findOrCreateCustomer(tx, { kind: "phone", value: "+34600111222", name: "Ana" }));
	done();
	await editing;
	expect(await names()).toEqual(["+34 600 11 12 22"]);
	await transaction((tx) => findOrCreateCustomer(tx, { kind: "phone", value: "+34600111222", name: "Ana" }));
	expect(await names()).toEqual(["Ana"]);
});

test("a short code, and a sender who is a word, are called what they are", async () => {
	await textArrives("Código: 123", "22000");
	await textArrives("Tu paquete", "CORREOS");
	expect(await names()).toEqual(["22000", "CORREOS"]);
});

test("a database from before is brought up to it, once; whoever has a name keeps it", async () => {
	const migration = fs.readFileSync("db/migrations/0028_show-numbers.sql", "utf8");
	await emptyQueue();
	await db().execute(sql.raw(migration));
	expect(await queued("customers.showNumbers")).toEqual([]);
	const before = ["+34600111222", "Ana", "+390612345678", "22000", "+1", "+34 600", "+14155552671"];
	await db()
		.insert(customers)
		.values(before.map((name) => ({ name })));
	await db().execute(sql`INSERT INTO customers (name) SELECT '+34600' || lpad(i::text, 6, '0') FROM generate_series(1, 1200) i`);
	await db().execute(sql.raw(migration));
	expect((await queued("customers.showNumbers")).map(({ payload }) => payload)).toEqual([{}]);
	expect(await showNumbers()).toBe(1203);
	expect((await names()).slice(0, 8)).toEqual(["+34 600 11 12 22", "Ana", "+39 06 1234 5678", "22000", "+1", "+34 600", "+1 415 555 2671", "+34 600 00 00 01"]);
	expect(await showNumbers()).toBe(0);
});
