import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { customerIdentities, customers, type IdentityKind } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { change } from "./edit";
import { isAddress, normalizeIdentity, shownIdentity } from "./identity";

const mostIdentities = 30;
/** Whose the address is that was to be added; null: it was added, or this customer had it already. */
export type Owner = { id: number; name: string; value: string } | null;
type Address = { kind: IdentityKind; value: string };

/** Adds an address, or with `replaces` writes it in the place of another one. What is another customer's is left there, and its owner answered. Throws addressGone when there is nothing to replace any more. */
export async function addIdentity(id: number, address: Address, replaces: string | null, actor: Actor): Promise<Owner> {
	const { kind } = address;
	const value = normalizeIdentity(kind, address.value);
	let owner: Owner = null;
	await change(id, actor, async ({ name }, tx) => {
		// As mail that arrives from it does: the address becomes somebody's once.
		await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind}:${value}`}, 0))`);
		const [known] = await tx
			.select({ id: customers.id, name: customers.name })
			.from(customerIdentities)
			.innerJoin(customers, eq(customers.id, customerIdentities.customerId))
			.where(and(eq(customerIdentities.kind, kind), eq(customerIdentities.value, value)));
		if (known) owner = known.id === id ? null : { ...known, value: shownIdentity(kind, value) };
		else if (replaces === null) await insertIdentity(tx, id, { kind, value });
		else await replaceIdentity(tx, id, { kind, value: replaces }, value);
		if (known) return null;
		// Who is called by the address that is corrected is called by the right one.
		return replaces !== null && isAddress(name, { kind, value: replaces }) ? { name: shownIdentity(kind, value) } : {};
	});
	return owner;
}

/** Takes an address away; what was written from it stays where it is. One that is gone already is no mistake. */
export async function removeIdentity(id: number, { kind, value }: Address, actor: Actor): Promise<void> {
	await change(id, actor, async ({ name }, tx) => {
		const removed = await tx.delete(customerIdentities).where(isOne(id, { kind, value })).returning({ id: customerIdentities.id });
		if (removed.length === 0) return null;
		const [left] = await identitiesOf(tx, id);
		return left && isAddress(name, { kind, value }) ? { name: shownIdentity(left.kind, left.value) } : {};
	});
}

/** Makes an address the first of its kind: the one that is written to. Throws notFound when the customer does not have it. */
export async function preferIdentity(id: number, address: Address, actor: Actor): Promise<void> {
	await change(id, actor, async (_, tx) => {
		const known = await identitiesOf(tx, id);
		const first = known.find((identity) => identity.kind === address.kind && identity.value === address.value);
		if (!first) throw new DomainError("notFound");
		const order = [first, ...known.filter((identity) => identity !== first)];
		for (const [position, { id: identityId }] of order.entries())
			await tx.update(customerIdentities).set({ position }).where(eq(customerIdentities.id, identityId));
		return {};
	});
}

async function insertIdentity(tx: Transaction, customerId: number, address: Address): Promise<void> {
	const known = await identitiesOf(tx, customerId);
	if (known.length >= mostIdentities) throw new DomainError("tooManyAddresses", { most: mostIdentities });
	await tx.insert(customerIdentities).values({ customerId, ...address, position: Math.max(-1, ...known.map(({ position }) => position)) + 1 });
}

/** What is known of the old address (it bounced, it is verified) is not known of the new one. */
async function replaceIdentity(tx: Transaction, customerId: number, old: Address, value: string): Promise<void> {
	const written = await tx
		.update(customerIdentities)
		.set({ value, undeliverableAt: null, verified: false })
		.where(isOne(customerId, old))
		.returning({ id: customerIdentities.id });
	if (written.length === 0) throw new DomainError("addressGone");
}

const isOne = (customerId: number, { kind, value }: Address) =>
	and(eq(customerIdentities.customerId, customerId), eq(customerIdentities.kind, kind), eq(customerIdentities.value, value));

function identitiesOf(tx: Transaction, customerId: number) {
	return tx
		.select()
		.from(customerIdentities)
		.where(eq(customerIdentities.customerId, customerId))
		.orderBy(asc(customerIdentities.position), asc(customerIdentities.id));
}
