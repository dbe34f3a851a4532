import "server-only";
import { asc, eq } from "drizzle-orm";
import { db } from "@/db";
import { customerIdentities, customers, type IdentityKind } from "@/db/schema";
import { avatarAddress } from "./avatar-address";
import { shownIdentity } from "./identity";

export type CustomerIdentity = { id: number; kind: IdentityKind; value: string /** For people. */; shown: string; undeliverable: boolean };

/** All that is kept of a customer. */
export type CustomerRecord = {
	id: number;
	name: string;
	language: string | null;
	company: string | null;
	tags: string[];
	fields: Record<string, string>;
	remarks: string;
	avatar: string | null;
	source: string;
	/** ISO 8601. */
	since: string;
	remoteImages: boolean;
	/** What they write is kept among the spam. */
	blocked: boolean;
	/** The first of a kind is the one that is written to. */
	identities: CustomerIdentity[];
};

/** Null when there is no such customer. */
export async function customerRecord(id: number): Promise<CustomerRecord | null> {
	const [[customer], identities] = await Promise.all([db().select().from(customers).where(eq(customers.id, id)), identitiesOf(id)]);
	if (!customer) return null;
	const { name, language, company, tags, fields, remarks, source, remoteImages } = customer;
	const kept = { id, name, language, company, tags, fields, remarks, source, remoteImages };
	return { ...kept, blocked: customer.blockedAt !== null, avatar: avatarAddress(id, customer.avatarKey), since: customer.createdAt.toISOString(), identities };
}

export async function identitiesOf(customerId: number): Promise<CustomerIdentity[]> {
	const found = await db()
		.select()
		.from(customerIdentities)
		.where(eq(customerIdentities.customerId, customerId))
		.orderBy(asc(customerIdentities.position), asc(customerIdentities.id));
	return found.map((identity) => ({
		id: identity.id,
		kind: identity.kind,
		value: identity.value,
		shown: shownIdentity(identity.kind, identity.value),
		undeliverable: identity.undeliverableAt !== null,
	}));
}
