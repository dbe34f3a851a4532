import { eq, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { customers, type Inbox, inboxes, type User, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { setAvatar } from "@/lib/customers/avatar";
import { editCustomer, setCustomerField, tagCustomer } from "@/lib/customers/edit";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { addIdentity } from "@/lib/customers/identities";
import { createUser } from "@/lib/users/create";
import { type DemoCustomer, customers as demoCustomers } from "./customers";
import { inboxes as demoInboxes, demoSignIns, type InboxKey, inboxKeys, type OperatorKey, operatorKeys, operators } from "./people";
import { portrait } from "./portrait";

export type Cast = { actors: Record<OperatorKey, UserActor>; inboxes: Record<InboxKey, Inbox> };

/** Everybody who is there before the first message: operators, inboxes, known customers. */
export async function createCast(now: number): Promise<Cast> {
	const made = await createOperators();
	const actors = mapKeys(operatorKeys, (key) => ({ type: "user" as const, user: { id: made[key].id, name: made[key].name, role: made[key].role } }));
	const addresses = await createInboxes(made);
	await createCustomers(now, actors.lucia);
	return { actors, inboxes: addresses };
}

async function createOperators(): Promise<Record<OperatorKey, User>> {
	const password = new Map(demoSignIns.map((signIn) => [signIn.email, signIn.password]));
	// In turn, so that the ids are the same in every demo; hashing takes most of the time and is done by other threads.
	const made: [OperatorKey, User][] = [];
	for (const key of operatorKeys) made.push([key, await createUser({ ...operators[key], password: password.get(operators[key].email) ?? "" })]);
	await db().update(users).set({ createdAt: sql`now() - interval '14 months'` });
	return Object.fromEntries(made) as Record<OperatorKey, User>;
}

async function createInboxes(made: Record<OperatorKey, User>): Promise<Record<InboxKey, Inbox>> {
	const rows = inboxKeys.map((key) => {
		const { owner, ...inbox }: (typeof demoInboxes)[InboxKey] & { owner?: OperatorKey } = demoInboxes[key];
		return { ...inbox, userId: owner ? made[owner].id : null, createdAt: sql`now() - interval '14 months'`, lastSuccessAt: sql`now() - interval '4 minutes'` };
	});
	const added = await db().insert(inboxes).values(rows).returning();
	return mapKeys(inboxKeys, (_, index) => added[index] as Inbox);
}

async function createCustomers(now: number, by: UserActor): Promise<void> {
	for (const demo of Object.values<DemoCustomer>(demoCustomers)) {
		const { name, email, phone, chat, since } = demo;
		const all = [
			{ kind: "email" as const, value: email },
			{ kind: "phone" as const, value: phone },
			{ kind: "chat" as const, value: chat },
		];
		const [first, ...others] = all.flatMap(({ kind, value }) => (value ? [{ kind, value }] : []));
		if (!first) throw new Error(`${name} has no address`);
		const { id } = await transaction((tx) => findOrCreateCustomer(tx, { ...first, name }));
		for (const other of others) await addIdentity(id, other, null, by);
		await fillIn(id, demo, by);
		await db()
			.update(customers)
			.set({ createdAt: new Date(now - since * 365 * 86_400_000) })
			.where(eq(customers.id, id));
	}
}

/** What somebody here wrote into the record. */
async function fillIn(id: number, { name, language, company, remarks, tags = [], fields = {}, pictured }: DemoCustomer, by: UserActor): Promise<void> {
	await editCustomer(id, "language", "", language, by);
	if (company) await editCustomer(id, "company", "", company, by);
	if (remarks) await editCustomer(id, "remarks", "", remarks, by);
	for (const tag of tags) await tagCustomer(id, tag, true, by);
	for (const [field, value] of Object.entries(fields)) await setCustomerField(id, field, "", value, by);
	if (pictured) await setAvatar(id, portrait(name), by);
}

function mapKeys<K extends string, V>(keys: K[], value: (key: K, index: number) => V): Record<K, V> {
	return Object.fromEntries(keys.map((key, index) => [key, value(key, index)])) as Record<K, V>;
}
