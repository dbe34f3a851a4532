import "server-only";
import { and, asc, desc, eq, ne } from "drizzle-orm";
import { db } from "@/db";
import { type Channel, conversations, customerIdentities, customers, type IdentityKind, inboxes, type Source, type Status } from "@/db/schema";
import { shownIdentity } from "@/lib/customers/identity";

/** All that the chat's header and the details pane say of a conversation. */
export type ConversationDetails = {
	id: number;
	channel: Channel;
	subject: string | null;
	status: Status;
	flagged: boolean;
	/** ISO 8601; null when it is not put aside. */
	snoozedUntil: string | null;
	spam: boolean;
	source: Source;
	sourceName: string | null;
	startedAt: string;
	lastMessageId: number;
	assigneeIds: number[];
	inbox: { id: number; name: string; address: string };
	customer: {
		id: number;
		name: string;
		language: string | null;
		company: string | null;
		since: string;
		blocked: boolean;
		identities: { kind: IdentityKind; value: string /** For people. */; shown: string; undeliverable: boolean }[];
	};
	earlier: { id: number; channel: Channel; subject: string | null; snippet: string; lastMessageAt: string }[];
};

/** Null when there is no such conversation. */
export async function conversationDetails(id: number): Promise<ConversationDetails | null> {
	const [row] = await db()
		.select({ conversation: conversations, customer: customers, inbox: { id: inboxes.id, name: inboxes.name, address: inboxes.address } })
		.from(conversations)
		.innerJoin(customers, eq(customers.id, conversations.customerId))
		.innerJoin(inboxes, eq(inboxes.id, conversations.inboxId))
		.where(eq(conversations.id, id));
	if (!row) return null;
	const { conversation: c, customer, inbox } = row;
	const [identities, earlier] = await Promise.all([identitiesOf(customer.id), earlierConversations(customer.id, id)]);
	return {
		id: c.id,
		channel: c.channel,
		subject: c.subject,
		status: c.status,
		flagged: c.flagged,
		snoozedUntil: c.snoozedUntil?.toISOString() ?? null,
		spam: c.spam,
		source: c.source,
		sourceName: c.sourceName,
		startedAt: c.createdAt.toISOString(),
		lastMessageId: c.lastMessageId,
		assigneeIds: c.assigneeIds,
		inbox,
		customer: {
			id: customer.id,
			name: customer.name,
			language: customer.language,
			company: customer.company,
			since: customer.createdAt.toISOString(),
			blocked: customer.blockedAt !== null,
			identities,
		},
		earlier,
	};
}

async function identitiesOf(customerId: number) {
	const found = await db()
		.select()
		.from(customerIdentities)
		.where(eq(customerIdentities.customerId, customerId))
		.orderBy(asc(customerIdentities.position), asc(customerIdentities.id));
	return found.map((identity) => ({
		kind: identity.kind,
		value: identity.value,
		shown: shownIdentity(identity.kind, identity.value),
		undeliverable: identity.undeliverableAt !== null,
	}));
}

async function earlierConversations(customerId: number, except: number) {
	const found = await db()
		.select({
			id: conversations.id,
			channel: conversations.channel,
			subject: conversations.subject,
			snippet: conversations.lastSnippet,
			lastMessageAt: conversations.lastMessageAt,
		})
		.from(conversations)
		.where(and(eq(conversations.customerId, customerId), ne(conversations.id, except)))
		.orderBy(desc(conversations.sortAt))
		.limit(10);
	return found.map((conversation) => ({ ...conversation, lastMessageAt: conversation.lastMessageAt.toISOString() }));
}
