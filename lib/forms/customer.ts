import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Customer, customerIdentities, customers, type Form, type FormAnswer, type IdentityKind } from "@/db/schema";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { isAddress } from "@/lib/customers/identity";
import { occur } from "@/lib/jobs/occur";
import { answerTo } from "./compose";

const most = { tags: 50, fields: 50 };

/**
 * Whose a submission is: who has its email; else who has its phone and no email yet (a phone can be anybody's who types it, so it never
 * leads to a record with another email); else somebody new. What the team has recorded stays: only what is empty is filled in.
 */
export async function customerOfAnswers(tx: Transaction, answers: FormAnswer[], form: Form): Promise<{ id: number; isNew: boolean }> {
	const [email, phone] = [answerTo(answers, "email") ?? "", answerTo(answers, "phone")];
	// In the order of their kinds, as everywhere: two at once never wait for each other in a circle.
	await lock(tx, "email", email);
	if (phone) await lock(tx, "phone", phone);
	const byPhone = phone ? await ownerOf(tx, "phone", phone) : undefined;
	const reached = byPhone !== undefined && (await ownerOf(tx, "email", email)) === undefined && !(await hasOne(tx, byPhone, "email"));
	if (reached) await add(tx, byPhone, "email", email);
	const found = await findOrCreateCustomer(tx, { kind: "email", value: email, name: answerTo(answers, "name"), source: "form" });
	if (phone && byPhone === undefined && !(await hasOne(tx, found.id, "phone"))) await add(tx, found.id, "phone", phone);
	await fillIn(tx, found.id, answers, form);
	return found;
}

async function fillIn(tx: Transaction, id: number, answers: FormAnswer[], form: Form): Promise<void> {
	const [customer] = await tx.select().from(customers).where(eq(customers.id, id)).for("no key update");
	if (!customer) return;
	const tags = await newTags(tx, customer, answers);
	const given = {
		name: (await isNameless(tx, customer)) ? answerTo(answers, "name") : null,
		company: customer.company ? null : answerTo(answers, "company"),
		// Who fills in a form in a language reads it.
		language: customer.language ? null : (answerTo(answers, "language") ?? form.language),
		tags: tags.length > 0 ? [...customer.tags, ...tags] : null,
		fields: newFields(customer, answers),
	};
	const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
	if (Object.keys(known).length === 0) return;
	await tx
		.update(customers)
		.set({ ...known, updatedAt: sql`now()` })
		.where(eq(customers.id, id));
}

async function newTags(tx: Transaction, { id, tags }: Customer, answers: FormAnswer[]): Promise<string[]> {
	const given = answers.filter(({ target }) => target === "tag").map(({ type, name, value }) => (type === "checkbox" ? name : value));
	const fresh = [...new Set(given)].filter((tag) => !tags.includes(tag)).slice(0, Math.max(0, most.tags - tags.length));
	for (const tag of fresh) await occur(tx, { type: "customer_tagged", cause: `tag:${id}:${tag}:${Date.now()}`, customerId: id, tag }, { type: "customer", id });
	return fresh;
}

function newFields({ fields }: Customer, answers: FormAnswer[]): Record<string, string> | null {
	const given = answers.filter(({ target, name }) => target === "field" && !(Object.hasOwn(fields, name) && fields[name]));
	if (given.length === 0 || Object.keys(fields).length + given.length > most.fields) return null;
	return { ...fields, ...Object.fromEntries(given.map(({ type, name, label, value }) => [name, type === "checkbox" ? label : value])) };
}

/** Called by an address, as who wrote without a name is. */
async function isNameless(tx: Transaction, { id, name }: Customer): Promise<boolean> {
	const identities = await tx
		.select({ kind: customerIdentities.kind, value: customerIdentities.value })
		.from(customerIdentities)
		.where(eq(customerIdentities.customerId, id));
	return identities.some((identity) => isAddress(name, identity));
}

async function ownerOf(tx: Transaction, kind: IdentityKind, value: string): Promise<number | undefined> {
	const [owner] = await tx
		.select({ id: customerIdentities.customerId })
		.from(customerIdentities)
		.where(and(eq(customerIdentities.kind, kind), eq(customerIdentities.value, value)));
	return owner?.id;
}

async function hasOne(tx: Transaction, customerId: number, kind: IdentityKind): Promise<boolean> {
	const [one] = await tx
		.select({ id: customerIdentities.id })
		.from(customerIdentities)
		.where(and(eq(customerIdentities.customerId, customerId), eq(customerIdentities.kind, kind)))
		.orderBy(asc(customerIdentities.position))
		.limit(1);
	return one !== undefined;
}

async function add(tx: Transaction, customerId: number, kind: IdentityKind, value: string): Promise<void> {
	const last = sql<number>`(SELECT coalesce(max(position), -1) + 1 FROM customer_identities WHERE customer_id = ${customerId})`;
	await tx.insert(customerIdentities).values({ customerId, kind, value, position: last });
}

async function lock(tx: Transaction, kind: IdentityKind, value: string): Promise<void> {
	await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind}:${value}`}, 0))`);
}
