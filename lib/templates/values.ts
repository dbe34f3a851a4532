import "server-only";
import { asc, eq } from "drizzle-orm";
import { db, type Reader } from "@/db";
import { conversations, customerIdentities, customers, inboxes, users } from "@/db/schema";
import { isUnnamed, shownIdentity } from "@/lib/customers/identity";
import { fieldPrefix, type Values } from "./variables";

export type ValuesFor = { conversationId?: number | null; customerId?: number | null };

/** What the variables stand for when this user writes in a conversation, or to a customer; null when there is no such. */
export async function templateValues({ conversationId, customerId }: ValuesFor, userId: number, reader: Reader = db()): Promise<Values | null> {
	const [conversation] = conversationId
		? await reader
				.select({
					customerId: conversations.customerId,
					subject: conversations.subject,
					number: conversations.id,
					inbox: inboxes.name,
					address: inboxes.address,
				})
				.from(conversations)
				.innerJoin(inboxes, eq(inboxes.id, conversations.inboxId))
				.where(eq(conversations.id, conversationId))
		: [];
	if (conversationId && !conversation) return null;
	const who = conversation?.customerId ?? customerId;
	const [customer, operator] = await Promise.all([who ? customerValues(reader, who) : {}, operatorValues(reader, userId)]);
	if (!customer) return null;
	return {
		...customer,
		...operator,
		...(conversation && {
			"conversation.subject": conversation.subject ?? "",
			"conversation.number": String(conversation.number),
			"inbox.name": conversation.inbox,
			"inbox.address": conversation.address,
		}),
	};
}

async function customerValues(reader: Reader, id: number): Promise<Values | null> {
	const [[customer], identities] = await Promise.all([
		reader.select().from(customers).where(eq(customers.id, id)),
		reader
			.select({ kind: customerIdentities.kind, value: customerIdentities.value })
			.from(customerIdentities)
			.where(eq(customerIdentities.customerId, id))
			.orderBy(asc(customerIdentities.position), asc(customerIdentities.id)),
	]);
	if (!customer) return null;
	const first = (kind: "email" | "phone") => identities.find((identity) => identity.kind === kind)?.value ?? "";
	const phone = first("phone");
	const name = isUnnamed(customer.name, identities) ? "" : customer.name;
	return {
		"customer.name": name,
		"customer.firstName": firstName(name),
		"customer.email": first("email"),
		"customer.phone": phone && shownIdentity("phone", phone),
		"customer.company": customer.company ?? "",
		...Object.fromEntries(Object.entries(customer.fields).map(([field, value]) => [`${fieldPrefix}${field}`, String(value)])),
	};
}

async function operatorValues(reader: Reader, id: number): Promise<Values> {
	const [user] = await reader.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, id));
	return { "operator.name": user?.name ?? "", "operator.firstName": firstName(user?.name ?? ""), "operator.email": user?.email ?? "" };
}

const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? "";
