import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Conversation, conversationAssignees, users } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { DomainError } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/realtime/publish";

/** Makes `userIds` the ones responsible, the first of them as lead. Answers who is new. Throws userNotActive for who may not work here. */
export async function assignConversation(id: number, userIds: number[], actor: Actor): Promise<{ added: number[] }> {
	const added = await transaction(async (tx) => assignWithin(tx, await loadConversation(tx, id, actor), userIds, actor));
	await publish("conversation.changed", { conversationId: id });
	return { added };
}

/** The same of a locked conversation, inside a transaction of the caller's, who publishes. */
export async function assignWithin(tx: Transaction, conversation: Conversation, userIds: number[], actor: Actor): Promise<number[]> {
	const { id } = conversation;
	const wanted = [...new Set(userIds)];
	const added = wanted.filter((userId) => !conversation.assigneeIds.includes(userId));
	const removed = conversation.assigneeIds.filter((userId) => !wanted.includes(userId));
	await requireActive(tx, added);
	if (removed.length > 0) {
		await tx.delete(conversationAssignees).where(and(eq(conversationAssignees.conversationId, id), inArray(conversationAssignees.userId, removed)));
		await recordEvent(tx, id, actor, "unassigned", { userIds: removed });
	}
	if (added.length > 0) {
		await tx.insert(conversationAssignees).values(added.map((userId) => ({ conversationId: id, userId })));
		const eventId = await recordEvent(tx, id, actor, "assigned", { userIds: added });
		await enqueue(tx, "notify.assigned", { eventIds: [eventId] });
	}
	const lead = sql<boolean>`user_id = ${wanted[0] ?? 0}`;
	await tx
		.update(conversationAssignees)
		.set({ lead })
		.where(and(eq(conversationAssignees.conversationId, id), sql`lead <> (${lead})`));
	return added;
}

/** Throws userNotActive when one of them may not work here. */
export async function requireActive(tx: Transaction, userIds: number[]): Promise<void> {
	if ((await activeOf(tx, userIds)).length < userIds.length) throw new DomainError("userNotActive");
}

/** Those who work here, until the transaction ends: whoever is deactivated meanwhile waits for it, and then hands over what it gave them. */
export async function activeOf(tx: Transaction, userIds: number[]): Promise<number[]> {
	if (userIds.length === 0) return [];
	const active = await tx
		.select({ id: users.id })
		.from(users)
		.where(and(inArray(users.id, userIds), isNull(users.deactivatedAt)))
		.orderBy(users.id)
		.for("share");
	return active.map(({ id }) => id);
}
