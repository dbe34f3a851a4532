import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { conversationAssignees } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { loadConversations } from "@/lib/conversations/load";
import { recordEvents } from "@/lib/conversations/record-event";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/realtime/publish";
import { activeOf } from "./assign";

const batchSize = 200;

/**
 * Takes a user off all their conversations, and puts another in their place, as lead where they led; nobody when `toUserId` is null, or has
 * left as well. A batch at a time, so that nobody waits for it; what an interrupted run has done, the next one does not find again.
 */
export async function handOver(userId: number, toUserId: number | null, actor: Actor): Promise<void> {
	for (;;) {
		const changed = await handOverBatch(userId, toUserId, actor);
		if (changed.length === 0) return;
		await publish("conversations.changed", { conversationIds: changed });
	}
}

async function handOverBatch(userId: number, toUserId: number | null, actor: Actor): Promise<number[]> {
	const batch = await db()
		.select({ id: conversationAssignees.conversationId })
		.from(conversationAssignees)
		.where(eq(conversationAssignees.userId, userId))
		.orderBy(asc(conversationAssignees.conversationId))
		.limit(batchSize);
	return transaction(async (tx) => {
		const ids = batch.map(({ id }) => id);
		const found = await loadConversations(tx, ids, actor);
		const theirs = found.filter(({ assigneeIds }) => assigneeIds.includes(userId)).map(({ id }) => id);
		if (theirs.length === 0) return [];
		const [heir] = toUserId === null ? [] : await activeOf(tx, [toUserId]);
		const given = heir === undefined ? [] : await give(tx, theirs, userId, heir);
		await take(tx, theirs, userId);
		await recordEvents(tx, theirs, actor, "unassigned", { userIds: [userId] });
		const eventIds = await recordEvents(tx, given, actor, "assigned", { userIds: [heir] });
		if (eventIds.length > 0) await enqueue(tx, "notify.assigned", { eventIds });
		return theirs;
	});
}

const array = (ids: number[]) => sql`${`{${ids.join(",")}}`}::bigint[]`;

/** Answers where they were not assigned already. */
async function give(tx: Transaction, ids: number[], from: number, to: number): Promise<number[]> {
	const added = await tx.execute<{ id: string }>(sql`INSERT INTO conversation_assignees (conversation_id, user_id, lead)
		SELECT conversation_id, ${to}, false FROM conversation_assignees WHERE conversation_id = ANY(${array(ids)}) AND user_id = ${from} ORDER BY conversation_id
		ON CONFLICT DO NOTHING RETURNING conversation_id AS id`);
	await tx.execute(sql`UPDATE conversation_assignees a SET lead = true FROM conversation_assignees old
		WHERE old.conversation_id = ANY(${array(ids)}) AND old.user_id = ${from} AND old.lead AND a.conversation_id = old.conversation_id AND a.user_id = ${to} AND NOT a.lead`);
	return added.map(({ id }) => Number(id));
}

/** Where they led and nobody took it over, the next one does. */
async function take(tx: Transaction, ids: number[], userId: number): Promise<void> {
	await tx.execute(sql`DELETE FROM conversation_assignees WHERE conversation_id = ANY(${array(ids)}) AND user_id = ${userId}`);
	await tx.execute(sql`UPDATE conversation_assignees a SET lead = true FROM conversations c
		WHERE c.id = ANY(${array(ids)}) AND a.conversation_id = c.id AND a.user_id = c.assignee_ids[1] AND NOT a.lead`);
}
