import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { type Channel, conversations, inboxes, type Source, type Status } from "@/db/schema";
import { type CustomerRecord, customerRecord } from "@/lib/customers/record";
import { type CustomerConversations, conversationsOfCustomer } from "./of-customer";

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
	customer: CustomerRecord;
	/** The newest of the customer's other conversations. */
	earlier: CustomerConversations;
};

const earlierSize = 5;

/** Null when there is no such conversation. */
export async function conversationDetails(id: number): Promise<ConversationDetails | null> {
	const [row] = await db()
		.select({ conversation: conversations, inbox: { id: inboxes.id, name: inboxes.name, address: inboxes.address } })
		.from(conversations)
		.innerJoin(inboxes, eq(inboxes.id, conversations.inboxId))
		.where(eq(conversations.id, id));
	if (!row) return null;
	const { conversation: c, inbox } = row;
	const [customer, earlier] = await Promise.all([customerRecord(c.customerId), conversationsOfCustomer(c.customerId, undefined, id, earlierSize)]);
	if (!customer) return null;
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
		customer,
		earlier,
	};
}
