import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { db, type Reader, type Transaction } from "@/db";
import { customerIdentities } from "@/db/schema";

/** Nothing arrives at this email address any more: its customer's card says so, and the composer warns. */
export async function markUndeliverable(tx: Transaction, address: string): Promise<void> {
	await tx
		.update(customerIdentities)
		.set({ undeliverableAt: sql`clock_timestamp()` })
		.where(and(emailOf([address]), isNull(customerIdentities.undeliverableAt)));
}

/** Somebody wrote from it, so it lives. */
export async function markAlive(tx: Transaction, address: string): Promise<void> {
	await tx
		.update(customerIdentities)
		.set({ undeliverableAt: null })
		.where(and(emailOf([address]), isNotNull(customerIdentities.undeliverableAt)));
}

/** The email address that a customer is first written to, where nothing arrives at it. */
export async function undeliverableOf(customerId: number): Promise<string[]> {
	const [first] = await db()
		.select({ value: customerIdentities.value, since: customerIdentities.undeliverableAt })
		.from(customerIdentities)
		.where(and(eq(customerIdentities.customerId, customerId), eq(customerIdentities.kind, "email")))
		.orderBy(asc(customerIdentities.position), asc(customerIdentities.id))
		.limit(1);
	return first?.since ? [first.value] : [];
}

/** Those of the addresses that nothing arrives at. */
export async function undeliverableAmong(reader: Reader, addresses: string[]): Promise<string[]> {
	if (addresses.length === 0) return [];
	const found = await reader
		.select({ value: customerIdentities.value })
		.from(customerIdentities)
		.where(and(emailOf(addresses), isNotNull(customerIdentities.undeliverableAt)));
	return found.map(({ value }) => value);
}

function emailOf(addresses: string[]) {
	return and(
		eq(customerIdentities.kind, "email"),
		inArray(
			customerIdentities.value,
			addresses.map((address) => address.toLowerCase()),
		),
	);
}
