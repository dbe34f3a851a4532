import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { customerIdentities, customers, type IdentityKind } from "@/db/schema";
import { calmLine } from "@/lib/channels/plain-address";
import { isAddress, normalizeIdentity, shownIdentity } from "./identity";

type Sender = { kind: IdentityKind; value: string; name: string | null; source?: string };

/**
 * The customer who owns an address; an unknown one becomes a customer, called by it as people write it until they give a name. Holds a lock on the address until the transaction ends, so that
 * two first messages at once make one customer, and one conversation.
 */
export async function findOrCreateCustomer(tx: Transaction, sender: Sender): Promise<{ id: number; isNew: boolean }> {
	const value = normalizeIdentity(sender.kind, sender.value);
	await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${sender.kind}:${value}`}, 0))`);
	const given = calmLine(sender.name ?? "")
		.slice(0, 200)
		.toWellFormed();
	const [known] = await tx
		.select({ id: customers.id, name: customers.name })
		.from(customerIdentities)
		.innerJoin(customers, eq(customers.id, customerIdentities.customerId))
		.where(and(eq(customerIdentities.kind, sender.kind), eq(customerIdentities.value, value)));
	if (known) {
		if (given && isAddress(known.name, { kind: sender.kind, value })) await nameCustomer(tx, known, given);
		return { id: known.id, isNew: false };
	}
	const name = given || shownIdentity(sender.kind, value);
	const [customer] = await tx
		.insert(customers)
		.values({ name, source: sender.source ?? "inbound" })
		.returning({ id: customers.id });
	if (!customer) throw new Error("an insert answers its row");
	await tx.insert(customerIdentities).values({ customerId: customer.id, kind: sender.kind, value });
	return { id: customer.id, isNew: true };
}

/** Not where somebody is just changing the record: what they write is the name, and they may wait for the address that is locked here. */
async function nameCustomer(tx: Transaction, { id, name }: { id: number; name: string }, given: string): Promise<void> {
	await tx.execute(sql`UPDATE customers SET name = ${given}, updated_at = now()
		WHERE id = (SELECT id FROM customers WHERE id = ${id} AND name = ${name} FOR NO KEY UPDATE SKIP LOCKED)`);
}
