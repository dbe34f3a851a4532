import "server-only";
import type { Transaction } from "@/db";
import { type EventType, events } from "@/db/schema";
import { type Actor, actorId } from "@/lib/actor";
import { enqueueAll } from "@/lib/jobs/enqueue";
import { occasionJobs } from "@/lib/jobs/occur";

/** Writes a line of history; answers its id. The conversation must be locked (loadConversation), so that its place in the timeline is final. */
export async function recordEvent(tx: Transaction, conversationId: number, actor: Actor, type: EventType, data: Record<string, unknown> = {}): Promise<number> {
	const [id] = await recordEvents(tx, [conversationId], actor, type, data);
	if (id === undefined) throw new Error("an insert answers its row");
	return id;
}

/** The same line in the history of each; answers their ids. */
export async function recordEvents(
	tx: Transaction,
	conversationIds: number[],
	actor: Actor,
	type: EventType,
	data: Record<string, unknown> = {},
): Promise<number[]> {
	if (conversationIds.length === 0) return [];
	const written = await tx
		.insert(events)
		.values(conversationIds.map((conversationId) => ({ conversationId, type, actorType: actor.type, actorId: actorId(actor), data })))
		.returning({ id: events.id });
	// In one place: archiving has several doors, alone, in bulk, and together with an answer.
	if (type === "archived") {
		const archived = written.map(({ id }, i) => ({ type, cause: `event:${id}`, conversationId: conversationIds[i] }));
		await enqueueAll(tx, occasionJobs(archived, actor));
	}
	return written.map(({ id }) => id);
}
