import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { customerIdentities, customers, type IdentityKind } from "@/db/schema";
import { calmLine } from "@/lib/channels/plain-address";
import { normalizeIdentity, shownIdentity } from "./identity";

type Sender = { kind: IdentityKind; value: string; name: string | null; source?: string };

/**
 * The customer who owns an address; an unknown one becomes a customer, called by it as people write it where they gave no name. Holds a lock on the address until the transaction ends, so that
 * two first messages at once make one customer, and one conversation.
 */
export async function findOrCreateCustomer(tx: Transaction, sender: Sender): Promise<{ id: number; isNew: boolean }> {
	const value = normalizeIdentity(sender.kind, sender.value);
	await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${sender.kind}:${value}`}, 0))`);
	const [known] = await tx
		.select({ id: customerIdentities.customerId })
		.from(customerIdentities)
		.where(and(eq(customerIdentities.kind, sender.kind), eq(customerIdentities.value, value)));
	if (known) return { id: known.id, isNew: false };
	const name =
		calmLine(sender.name ?? "")
			.slice(0, 200)
			.toWellFormed() || shownIdentity(sender.kind, value);
	const [customer] = await tx
		.insert(customers)
		.values({ name, source: sender.source ?? "inbound" })
		.returning({ id: customers.id });
	if (!customer) throw new Error("an insert answers its row");
	await tx.insert(customerIdentities).values({ customerId: customer.id, kind: sender.kind, value });
	return { id: customer.id, isNew: true };
}
