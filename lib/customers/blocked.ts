import "server-only";
import { desc, isNotNull, sql } from "drizzle-orm";
import { db } from "@/db";
import { customerIdentities, customers } from "@/db/schema";
import { avatarAddress } from "./avatar-address";

export type BlockedCustomer = { id: number; name: string; avatar: string | null; blockedAt: Date; addresses: string[] };

/** Who is blocked, the latest first: at most 500. */
export async function listBlocked(): Promise<BlockedCustomer[]> {
	const found = await db()
		.select({
			id: customers.id,
			name: customers.name,
			avatar: customers.avatarKey,
			blockedAt: customers.blockedAt,
			addresses: sql<string[]>`ARRAY(SELECT i.value FROM ${customerIdentities} i WHERE i.customer_id = customers.id ORDER BY i.position, i.id)`,
		})
		.from(customers)
		.where(isNotNull(customers.blockedAt))
		.orderBy(desc(customers.blockedAt))
		.limit(500);
	return found.flatMap(({ blockedAt, ...customer }) => (blockedAt ? { ...customer, avatar: avatarAddress(customer.id, customer.avatar), blockedAt } : []));
}
