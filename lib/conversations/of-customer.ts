import "server-only";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Channel, conversations, inboxes, type Status } from "@/db/schema";
import type { Cursor } from "./cursor";
import { nextCursor } from "./cursor";

export const customerPageSize = 20;

export type CustomerConversation = {
	id: number;
	channel: Channel;
	status: Status;
	subject: string | null;
	snippet: string;
	/** ISO 8601. */
	lastMessageAt: string;
	inboxName: string;
	messages: number;
	/** `sort_at` to the microsecond: with the id, where the page after this row begins. */
	sortKey: string;
};
export type CustomerConversations = { rows: CustomerConversation[]; next: Cursor | null };

/** A page of everything that was said with a customer, on every channel, by last activity. `except`: the one that is open. */
export async function conversationsOfCustomer(customerId: number, after?: Cursor, except = 0, limit = customerPageSize): Promise<CustomerConversations> {
	const beyond = after ? sql`(${conversations.sortAt}, ${conversations.id}) < (${after.sortKey}::timestamptz, ${after.id})` : undefined;
	const found = await db()
		.select({
			id: conversations.id,
			channel: conversations.channel,
			status: conversations.status,
			subject: conversations.subject,
			snippet: conversations.lastSnippet,
			lastMessageAt: conversations.lastMessageAt,
			inboxName: inboxes.name,
			messages: conversations.messageCount,
			sortKey: sql<string>`to_char(${conversations.sortAt} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
		})
		.from(conversations)
		.innerJoin(inboxes, eq(inboxes.id, conversations.inboxId))
		.where(and(eq(conversations.customerId, customerId), ne(conversations.id, except), beyond))
		.orderBy(desc(conversations.sortAt), desc(conversations.id))
		.limit(limit);
	const rows = found.map((row) => ({ ...row, lastMessageAt: row.lastMessageAt.toISOString() }));
	return { rows, next: nextCursor(rows, limit) };
}
