import "server-only";
import { eq } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Customer, customers } from "@/db/schema";
import { type Actor, requireStaff } from "@/lib/actor";
import { DomainError } from "@/lib/errors";

/** The customer, locked until the transaction ends: what is changed of one record is changed one after the other. Throws notFound. */
export async function loadCustomer(tx: Transaction, id: number, actor: Actor): Promise<Customer> {
	requireStaff(actor);
	const [customer] = await tx.select().from(customers).where(eq(customers.id, id)).for("no key update");
	if (!customer) throw new DomainError("notFound");
	return customer;
}
