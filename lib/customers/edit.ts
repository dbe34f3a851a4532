import "server-only";
import { eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Customer, customers } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { occur } from "@/lib/jobs/occur";
import { publish } from "@/lib/realtime/publish";
import { loadCustomer } from "./load";
import type { editableFields } from "./schema";

type Field = (typeof editableFields)[number];
const most = { tags: 50, fields: 50 };

/**
 * Writes one field of a record. `was`: what its editor saw there before. Throws changedMeanwhile when that is no longer so and not what
 * is written either: of two who edit the same field at once, the second is told instead of winning silently.
 */
export async function editCustomer(id: number, field: Field, was: string, now: string, actor: Actor): Promise<void> {
	await change(id, actor, (customer) => {
		const kept = customer[field] ?? "";
		if (kept === now) return null;
		if (kept !== was) throw new DomainError("changedMeanwhile", { value: kept || "—" });
		const empty = field === "language" || field === "company" ? null : "";
		return { [field]: now || empty };
	});
}

/** Gives a tag or takes it away; saying again what is already so changes nothing. */
export async function tagCustomer(id: number, tag: string, on: boolean, actor: Actor): Promise<void> {
	await change(id, actor, async ({ tags }, tx) => {
		if (tags.includes(tag) === on) return null;
		if (on && tags.length >= most.tags) throw new DomainError("tooManyTags", { most: most.tags });
		if (on) await occur(tx, { type: "customer_tagged", cause: `tag:${id}:${tag}:${Date.now()}`, customerId: id, tag }, actor);
		return { tags: on ? [...tags, tag] : tags.filter((other) => other !== tag) };
	});
}

/** Writes a field of the business's own; an empty value takes it away. `was` as in `editCustomer`. */
export async function setCustomerField(id: number, name: string, was: string, now: string, actor: Actor): Promise<void> {
	await change(id, actor, ({ fields }) => {
		const kept = Object.hasOwn(fields, name) ? (fields[name] ?? "") : "";
		if (kept === now) return null;
		if (kept !== was) throw new DomainError("changedMeanwhile", { value: kept || "—" });
		const { [name]: _, ...others } = fields;
		if (now && Object.keys(others).length >= most.fields) throw new DomainError("tooManyFields", { most: most.fields });
		return { fields: now ? { ...fields, [name]: now } : others };
	});
}

/** Whether images on other servers load in this customer's mails without being asked for each time. */
export async function trustImages(id: number, remoteImages: boolean, actor: Actor): Promise<void> {
	await change(id, actor, (customer) => (customer.remoteImages === remoteImages ? null : { remoteImages }));
}

type Change = Partial<typeof customers.$inferInsert>;

/** Loads, changes and tells. `decide` answers what to write, or null for nothing. */
export async function change(id: number, actor: Actor, decide: (customer: Customer, tx: Transaction) => Change | null | Promise<Change | null>): Promise<void> {
	await transaction(async (tx) => {
		const written = await decide(await loadCustomer(tx, id, actor), tx);
		if (!written) return;
		await tx
			.update(customers)
			.set({ ...written, updatedAt: sql`now()` })
			.where(eq(customers.id, id));
	});
	await publish("customer.changed", { customerId: id });
}
