import "server-only";
import type { Transaction } from "@/db";
import { type EventType, events } from "@/db/schema";
import { type Actor, actorId } from "@/lib/actor";

/** Writes a line of history. The conversation must be locked (loadConversation), so that its place in the timeline is final. */
export async function recordEvent(tx: Transaction, conversationId: number, actor: Actor, type: EventType, data: Record<string, unknown> = {}): Promise<void> {
	await recordEvents(tx, [conversationId], actor, type, data);
}

/** The same line in the history of each. */
export async function recordEvents(
	tx: Transaction,
	conversationIds: number[],
	actor: Actor,
	type: EventType,
	data: Record<string, unknown> = {},
): Promise<void> {
	if (conversationIds.length === 0) return;
	await tx.insert(events).values(conversationIds.map((conversationId) => ({ conversationId, type, actorType: actor.type, actorId: actorId(actor), data })));
}
