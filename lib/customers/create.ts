import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { customerIdentities, customers, type IdentityKind } from "@/db/schema";
import { requireStaff, type UserActor } from "@/lib/actor";
import { occur } from "@/lib/jobs/occur";
import { publish } from "@/lib/realtime/publish";
import { avatarAddress } from "./avatar-address";
import { normalizeIdentity, shownIdentity } from "./identity";

/** A customer as somebody to write to: the first address of each kind, as people write it. */
export type Recipient = { id: number; name: string; email: string | null; phone: string | null /** The address of their picture. */; avatar: string | null };

export type NewCustomer = { name: string; email: string | null /** E.164. */; phone: string | null /** BCP 47. */; language: string | null };
/** Who was created; or whose one of the addresses already is, in which case nobody was. */
export type Creation = { created: Recipient; taken?: undefined } | { created?: undefined; taken: { kind: IdentityKind; value: string; owner: Recipient } };

/** Adds a customer by hand. An address has one owner: one that already has another is answered with that customer. */
export async function createCustomer(input: NewCustomer, actor: UserActor): Promise<Creation> {
	requireStaff(actor);
	const addresses = addressesOf(input);
	const creation = await transaction(async (tx): Promise<Creation> => {
		for (const { kind, value } of addresses) await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind}:${value}`}, 0))`);
		for (const { kind, value } of addresses) {
			const owner = await ownerOf(tx, kind, value);
			if (owner) return { taken: { kind, value: shownIdentity(kind, value), owner } };
		}
		const [customer] = await tx.insert(customers).values({ name: input.name, language: input.language, source: "operator" }).returning({ id: customers.id });
		if (!customer) throw new Error("an insert answers its row");
		if (addresses.length > 0)
			await tx.insert(customerIdentities).values(addresses.map((address, position) => ({ ...address, position, customerId: customer.id })));
		await occur(tx, { type: "customer_created", cause: `customer:${customer.id}`, customerId: customer.id }, actor);
		return { created: { id: customer.id, name: input.name, email: input.email, phone: input.phone && shownIdentity("phone", input.phone), avatar: null } };
	});
	if (creation.created) await publish("customer.changed", { customerId: creation.created.id });
	return creation;
}

/** In the order of their kinds, so that two who add the same addresses never wait for each other in a circle. */
function addressesOf({ email, phone }: NewCustomer): { kind: IdentityKind; value: string }[] {
	const given = [
		{ kind: "email", value: email },
		{ kind: "phone", value: phone },
	] as const;
	return given.flatMap(({ kind, value }) => (value ? [{ kind, value: normalizeIdentity(kind, value) }] : []));
}

async function ownerOf(tx: Transaction, kind: IdentityKind, value: string): Promise<Recipient | null> {
	const [owner] = await tx
		.select({ id: customers.id, name: customers.name, avatar: customers.avatarKey })
		.from(customerIdentities)
		.innerJoin(customers, eq(customers.id, customerIdentities.customerId))
		.where(and(eq(customerIdentities.kind, kind), eq(customerIdentities.value, value)));
	if (!owner) return null;
	const known = await tx
		.select({ kind: customerIdentities.kind, value: customerIdentities.value })
		.from(customerIdentities)
		.where(eq(customerIdentities.customerId, owner.id))
		.orderBy(asc(customerIdentities.position), asc(customerIdentities.id));
	const first = (wanted: IdentityKind) => known.find((identity) => identity.kind === wanted)?.value ?? null;
	const phone = first("phone");
	return { ...owner, avatar: avatarAddress(owner.id, owner.avatar), email: first("email"), phone: phone && shownIdentity("phone", phone) };
}
