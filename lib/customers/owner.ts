import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Reader } from "@/db";
import { customerIdentities, customers, type IdentityKind } from "@/db/schema";
import { statement } from "@/db/statement";
import { normalizeIdentity } from "./identity";

export type Owner = { id: number; blocked: boolean; undeliverable: boolean; names: string[] };

const byAddress = statement((db) =>
	db
		.select({
			id: customers.id,
			blocked: sql<boolean>`${customers.blockedAt} IS NOT NULL`,
			undeliverable: sql<boolean>`${customerIdentities.undeliverableAt} IS NOT NULL`,
			names: sql<
				string[]
			>`${customers.name} || ARRAY(SELECT i.value FROM customer_identities i WHERE i.customer_id = ${customers.id} ORDER BY i.position, i.id LIMIT 20)`,
		})
		.from(customerIdentities)
		.innerJoin(customers, eq(customers.id, customerIdentities.customerId))
		.where(and(eq(customerIdentities.kind, sql.placeholder("kind")), eq(customerIdentities.value, sql.placeholder("value")))),
);

/** The customer whose address this is, and what they are called: name and addresses, twenty at most. */
export async function ownerOf(reader: Reader, { kind, value }: { kind: IdentityKind; value: string }): Promise<Owner | undefined> {
	const [owner] = await byAddress(reader, { kind, value: normalizeIdentity(kind, value) });
	return owner;
}
