import "server-only";
import { sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import type { Actor } from "@/lib/actor";
import type { BulkResult } from "@/lib/conversations/bulk";
import { loadConversations } from "@/lib/conversations/load";
import { recordEvents } from "@/lib/conversations/record-event";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/realtime/publish";
import { requireActive } from "./assign";

/** Adds one user to many conversations, or takes them off; who else is assigned stays. Throws userNotActive for who may not work here. */
export async function assignMany(ids: number[], userId: number, assigned: boolean, actor: Actor): Promise<BulkResult> {
	const wanted = [...new Set(ids)];
	const result = await transaction(async (tx) => {
		const found = await loadConversations(tx, wanted, actor);
		const changed = found.filter((conversation) => conversation.assigneeIds.includes(userId) !== assigned).map(({ id }) => id);
		if (assigned) await requireActive(tx, [userId]);
		if (changed.length > 0) await (assigned ? add(tx, changed, userId) : remove(tx, changed, userId));
		const eventIds = await recordEvents(tx, changed, actor, assigned ? "assigned" : "unassigned", { userIds: [userId] });
		if (assigned && eventIds.length > 0) await enqueue(tx, "notify.assigned", { eventIds });
		return { changed, missing: wanted.length - found.length };
	});
	if (result.changed.length > 0) await publish("conversations.changed", { conversationIds: result.changed });
	return result;
}

const array = (ids: number[]) => `{${ids.join(",")}}`;

/** Lead where nobody else is. */
async function add(tx: Transaction, ids: number[], userId: number): Promise<void> {
	await tx.execute(sql`INSERT INTO conversation_assignees (conversation_id, user_id, lead)
		SELECT id, ${userId}, cardinality(assignee_ids) = 0 FROM conversations WHERE id = ANY(${array(ids)}::bigint[]) ORDER BY id`);
}

/** Where they led, the next one does. */
async function remove(tx: Transaction, ids: number[], userId: number): Promise<void> {
	await tx.execute(sql`DELETE FROM conversation_assignees WHERE conversation_id = ANY(${array(ids)}::bigint[]) AND user_id = ${userId}`);
	await tx.execute(sql`UPDATE conversation_assignees a SET lead = true FROM conversations c
		WHERE c.id = ANY(${array(ids)}::bigint[]) AND a.conversation_id = c.id AND a.user_id = c.assignee_ids[1] AND NOT a.lead`);
}
