import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Reader } from "@/db";
import { customerIdentities, customers } from "@/db/schema";
import { shownIdentity } from "./identity";

/** A customer as somebody to write to: the first address of each kind, as people write it. */
export type Recipient = { id: number; name: string; email: string | null; phone: string | null };

/** Null when there is no such customer. */
export async function loadRecipient(reader: Reader, customerId: number): Promise<Recipient | null> {
	const [customer] = await reader.select({ id: customers.id, name: customers.name }).from(customers).where(eq(customers.id, customerId));
	if (!customer) return null;
	const known = await reader
		.select({ kind: customerIdentities.kind, value: customerIdentities.value })
		.from(customerIdentities)
		.where(eq(customerIdentities.customerId, customerId))
		.orderBy(asc(customerIdentities.position), asc(customerIdentities.id));
	const first = (kind: "email" | "phone") => known.find((identity) => identity.kind === kind)?.value ?? null;
	const phone = first("phone");
	return { ...customer, email: first("email"), phone: phone && shownIdentity("phone", phone) };
}
