import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Conversation, conversations } from "@/db/schema";
import { statement } from "@/db/statement";
import { beginConversation } from "@/lib/conversations/begin";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import type { Owner } from "@/lib/customers/owner";
import type { Inbound } from "./receive";

type Place = { conversation: Conversation; isNew: boolean };

/** The conversation that it belongs to, locked. What a blocked sender writes lands among the spam, and never in somebody else's conversation. */
export async function placeFor(tx: Transaction, inbound: Inbound, threaded: number | null | undefined, writer: Owner | undefined): Promise<Place> {
	const spam = writer?.blocked ?? false;
	const found = await continued(tx, inbound, threaded, writer?.id);
	if (!found || (spam && found.customerId !== writer?.id)) return begun(tx, inbound, threaded, spam);
	if (spam && !found.spam) await tx.update(conversations).set({ spam }).where(eq(conversations.id, found.id));
	return { conversation: { ...found, spam: spam || found.spam }, isNew: false };
}

const locked = statement((db) =>
	db
		.select()
		.from(conversations)
		.where(eq(conversations.id, sql.placeholder("id")))
		.for("no key update"),
);

const latestLocked = statement((db) => {
	const latest = db
		.select({ id: conversations.id })
		.from(conversations)
		.where(
			and(
				eq(conversations.customerId, sql.placeholder("customerId")),
				eq(conversations.inboxId, sql.placeholder("inboxId")),
				eq(conversations.channel, sql.placeholder("channel")),
			),
		)
		.orderBy(desc(conversations.sortAt))
		.limit(1);
	return db
		.select()
		.from(conversations)
		.where(eq(conversations.id, sql`(${latest})`))
		.for("no key update");
});

/** `threaded`: the conversation it continues, null for none, undefined for the customer's latest one. */
async function continued(tx: Transaction, { inbox, channel }: Inbound, threaded: number | null | undefined, customerId = 0): Promise<Conversation | undefined> {
	if (threaded === null || (threaded === undefined && customerId === 0)) return undefined;
	const [conversation] = threaded ? await locked(tx, { id: threaded }) : await latestLocked(tx, { customerId, inboxId: inbox.id, channel });
	return conversation;
}

/** A customer known or new, and a conversation of theirs: the one that another first message of theirs has begun meanwhile, else a new one. */
async function begun(tx: Transaction, inbound: Inbound, threaded: number | null | undefined, spam: boolean): Promise<Place> {
	const { inbox, subject, sender, form } = inbound;
	const { id, isNew } = await findOrCreateCustomer(tx, sender);
	const meanwhile = threaded === undefined && !isNew ? await continued(tx, inbound, undefined, id) : undefined;
	const source = form ? { source: "form" as const, sourceName: form.name } : { source: "inbound" as const };
	const beginning = { customerId: id, inbox, subject, spam, ...source, author: "customer" as const };
	return { conversation: meanwhile ?? (await beginConversation(tx, beginning, { type: "customer", id })), isNew };
}
