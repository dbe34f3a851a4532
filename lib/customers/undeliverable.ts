import "server-only";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Reader, Transaction } from "@/db";
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
