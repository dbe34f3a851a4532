import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Conversation, conversations, customerIdentities, type Inbox } from "@/db/schema";
import { statement } from "@/db/statement";
import { beginConversation } from "@/lib/conversations/begin";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { normalizeIdentity } from "@/lib/customers/identity";
import type { Owner } from "@/lib/customers/owner";
import type { Inbound } from "./receive";

/** The conversation that a message continues, locked; null for none, undefined for the latest one of its sender. */
export type Thread = Conversation | null | undefined;

type Place = { conversation: Conversation; isNew: boolean };

/** The conversation that it belongs to, locked. What a blocked sender writes lands among the spam, and never in somebody else's conversation. */
export async function placeFor(tx: Transaction, inbound: Inbound, thread: Thread, writer: Owner | undefined): Promise<Place> {
	const spam = writer?.blocked ?? false;
	if (!thread || (spam && thread.customerId !== writer?.id)) return begun(tx, inbound, thread, spam);
	if (spam && !thread.spam) await tx.update(conversations).set({ spam }).where(eq(conversations.id, thread.id));
	return { conversation: { ...thread, spam: spam || thread.spam }, isNew: false };
}

/** A customer known or new, and a conversation of theirs: the one that another first message of theirs has begun meanwhile, else a new one. */
async function begun(tx: Transaction, inbound: Inbound, thread: Thread, spam: boolean): Promise<Place> {
	const { inbox, subject, sender, form } = inbound;
	const { id, isNew } = await findOrCreateCustomer(tx, sender);
	const meanwhile = thread === undefined && !isNew ? await latestOf(tx, sender, inbox) : undefined;
	const source = form ? { source: "form" as const, sourceName: form.name } : { source: "inbound" as const };
	const beginning = { customerId: id, inbox, subject, spam, ...source, author: "customer" as const };
	return { conversation: meanwhile ?? (await beginConversation(tx, beginning, { type: "customer", id })), isNew };
}

const latest = statement((db) => {
	const newest = db
		.select({ id: conversations.id })
		.from(customerIdentities)
		.innerJoin(conversations, eq(conversations.customerId, customerIdentities.customerId))
		.where(
			and(
				eq(customerIdentities.kind, sql.placeholder("kind")),
				eq(customerIdentities.value, sql.placeholder("value")),
				eq(conversations.inboxId, sql.placeholder("inboxId")),
				eq(conversations.channel, sql.placeholder("channel")),
			),
		)
		.orderBy(desc(conversations.sortAt))
		.limit(1);
	return db
		.select()
		.from(conversations)
		.where(eq(conversations.id, sql`(${newest})`))
		.for("no key update");
});

/** The latest conversation that a sender has with an inbox, locked. */
export async function latestOf(tx: Transaction, { kind, value }: Inbound["sender"], { id, channel }: Inbox): Promise<Conversation | undefined> {
	const [conversation] = await latest(tx, { kind, value: normalizeIdentity(kind, value), inboxId: id, channel });
	return conversation;
}
