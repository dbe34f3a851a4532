import "server-only";
import type { Transaction } from "@/db";
import { type EventType, events } from "@/db/schema";
import { type Actor, actorId } from "@/lib/actor";

/** Writes a line of history. The conversation must be locked (loadConversation), so that its place in the timeline is final. */
export async function recordEvent(tx: Transaction, conversationId: number, actor: Actor, type: EventType, data: Record<string, unknown> = {}): Promise<void> {
	await tx.insert(events).values({ conversationId, type, actorType: actor.type, actorId: actorId(actor), data });
}
