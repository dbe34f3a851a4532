import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { db } from "@/db";
import { type AutomationCondition, conversations, customerIdentities, customers, messages } from "@/db/schema";
import { ownWords } from "@/lib/mail/visible";
import { type conditionFields, fieldNames } from "./schema";

/** What conditions are held against: each field's values, lower case. */
export type Facts = Record<keyof typeof conditionFields, string[]>;
type Place = { conversationId?: number | null; customerId?: number | null; messageId?: number | null };

/** Null when the conversation, or the customer, is gone. */
export async function factsOf({ conversationId, customerId, messageId }: Place): Promise<Facts | null> {
	const [conversation] = conversationId ? await db().select().from(conversations).where(eq(conversations.id, conversationId)) : [];
	if (conversationId && !conversation) return null;
	const [customer] = await db()
		.select()
		.from(customers)
		.where(eq(customers.id, conversation?.customerId ?? customerId ?? 0));
	if (!customer) return null;
	const emails = await db()
		.select({ value: customerIdentities.value })
		.from(customerIdentities)
		.where(and(eq(customerIdentities.customerId, customer.id), eq(customerIdentities.kind, "email")));
	const said = conversation ? await saidIn(conversation.id, messageId ?? null) : null;
	const facts: Record<keyof typeof conditionFields, (string | null | undefined)[]> = {
		channel: [conversation?.channel],
		inbox: [conversation && String(conversation.inboxId)],
		source: [conversation?.source],
		sourceName: [conversation?.sourceName],
		subject: [conversation?.subject],
		message: [said],
		language: [customer.language?.split("-")[0]],
		tag: customer.tags,
		company: [customer.company],
		email: emails.map(({ value }) => value),
		flagged: [conversation?.flagged ? "yes" : "no"],
		assigned: [conversation && conversation.assigneeIds.length > 0 ? "yes" : "no"],
	};
	const lower = (values: (string | null | undefined)[]) => values.flatMap((value) => (value ? [fold(value)] : []));
	return Object.fromEntries(fieldNames.map((name) => [name, lower(facts[name])])) as Facts;
}

/** What it is about; else the customer's newest words. */
async function saidIn(conversationId: number, messageId: number | null): Promise<string | null> {
	const here = eq(messages.conversationId, conversationId);
	const [message] = await db()
		.select({ body: messages.body, visibleLength: messages.visibleLength })
		.from(messages)
		.where(messageId ? and(here, eq(messages.id, messageId)) : and(here, eq(messages.direction, "in")))
		.orderBy(desc(messages.id))
		.limit(1);
	return message ? ownWords(message).slice(0, 100_000) : null;
}

/** Case and accents do not matter. */
const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

export function holds(facts: Facts, { field, op, value }: AutomationCondition): boolean {
	const wanted = fold(value);
	const values = Object.hasOwn(facts, field) ? facts[field as keyof Facts] : [];
	const found = op.startsWith("contains") ? values.some((one) => one.includes(wanted)) : values.includes(wanted);
	return op === "isNot" || op === "containsNot" ? !found : found;
}

/** Without conditions: always. */
export function meets(facts: Facts, match: "all" | "any", conditions: AutomationCondition[]): boolean {
	if (conditions.length === 0) return true;
	return match === "all" ? conditions.every((one) => holds(facts, one)) : conditions.some((one) => holds(facts, one));
}
