import { eq, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { customerIdentities, customers, type Inbox, inboxes, type User, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { createUser } from "@/lib/users/create";
import { type DemoCustomer, customers as demoCustomers } from "./customers";
import { inboxes as demoInboxes, demoSignIns, type InboxKey, inboxKeys, type OperatorKey, operatorKeys, operators } from "./people";

export type Cast = { actors: Record<OperatorKey, UserActor>; inboxes: Record<InboxKey, Inbox> };

/** Everybody who is there before the first message: operators, inboxes, known customers. */
export async function createCast(now: number): Promise<Cast> {
	const made = await createOperators();
	const actors = mapKeys(operatorKeys, (key) => ({ type: "user" as const, user: { id: made[key].id, name: made[key].name, role: made[key].role } }));
	const addresses = await createInboxes(made);
	await createCustomers(now);
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

async function createCustomers(now: number): Promise<void> {
	await transaction(async (tx) => {
		for (const demo of Object.values<DemoCustomer>(demoCustomers)) {
			const { name, email, phone, chat, since, ...known } = demo;
			const all = [
				{ kind: "email" as const, value: email },
				{ kind: "phone" as const, value: phone },
				{ kind: "chat" as const, value: chat },
			];
			const [first, ...others] = all.flatMap(({ kind, value }) => (value ? [{ kind, value }] : []));
			if (!first) throw new Error(`${name} has no address`);
			const customer = await findOrCreateCustomer(tx, { ...first, name });
			if (others.length > 0)
				await tx.insert(customerIdentities).values(others.map((other, index) => ({ ...other, customerId: customer.id, position: index + 1 })));
			await tx
				.update(customers)
				.set({ ...known, createdAt: new Date(now - since * 365 * 86_400_000) })
				.where(eq(customers.id, customer.id));
		}
	});
}

function mapKeys<K extends string, V>(keys: K[], value: (key: K, index: number) => V): Record<K, V> {
	return Object.fromEntries(keys.map((key, index) => [key, value(key, index)])) as Record<K, V>;
}
