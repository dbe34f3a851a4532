import "server-only";
import { asc, eq, inArray } from "drizzle-orm";
import { db, type Transaction } from "@/db";
import { type Conversation, conversations } from "@/db/schema";
import { type Actor, requireStaff } from "@/lib/actor";
import { DomainError } from "@/lib/errors";

/**
 * The conversation, locked until the transaction ends: what is written to one conversation is written one after the other, so ids in
 * its timeline appear in order. Throws notFound when there is none, or the actor may not see it.
 */
export async function loadConversation(tx: Transaction, id: number, actor: Actor): Promise<Conversation> {
	requireStaff(actor);
	const [conversation] = await tx.select().from(conversations).where(eq(conversations.id, id)).for("no key update");
	if (!conversation) throw new DomainError("notFound");
	return conversation;
}

/** Whether it is there for those who read: what a deleted one leaves for a job to take away is not. */
export async function conversationExists(id: number): Promise<boolean> {
	const [found] = await db().select({ id: conversations.id }).from(conversations).where(eq(conversations.id, id));
	return found !== undefined;
}

/** Those of `ids` that there are, locked until the transaction ends, in the order of their ids: two bulk actions never wait for each other in a circle. */
export async function loadConversations(tx: Transaction, ids: readonly number[], actor: Actor): Promise<Conversation[]> {
	requireStaff(actor);
	if (ids.length === 0) return [];
	return tx
		.select()
		.from(conversations)
		.where(inArray(conversations.id, [...ids]))
		.orderBy(asc(conversations.id))
		.for("no key update");
}
