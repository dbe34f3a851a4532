import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { deliveries, messages } from "@/db/schema";
import { enqueueSending } from "./enqueue-sending";
import { moveStatus } from "./status";

/**
 * Keeps messages from going out after all. Sending takes the same rows: one of the two has each. Of one whose sending has begun, that attempt is
 * the last: the job behind it says what became of it once that has ended, be it by its worker's death.
 */
export async function withdrawMessages(tx: Transaction, messageIds: number[]): Promise<void> {
	if (messageIds.length === 0) return;
	const held = await tx
		.update(deliveries)
		.set({ withdrawnAt: sql`clock_timestamp()` })
		.from(messages)
		.where(and(eq(messages.id, deliveries.messageId), inArray(deliveries.messageId, messageIds), inArray(deliveries.state, ["queued", "sending"])))
		.returning({ messageId: deliveries.messageId, conversationId: messages.conversationId, begun: sql<boolean>`${deliveries.attemptedAt} IS NOT NULL` });
	for (const { messageId, conversationId, begun } of held) {
		if (begun) await enqueueSending(tx, messageId, conversationId);
		else await settleWithdrawn(tx, messageId, begun);
	}
}

/** Says that a message did not go out, or (`begun`) that nobody knows whether it did: a provider that tells of it later is believed. */
export async function settleWithdrawn(tx: Transaction, messageId: number, begun: boolean): Promise<void> {
	await tx.update(deliveries).set({ state: "failed", lastError: "withdrawn" }).where(eq(deliveries.messageId, messageId));
	await moveStatus(tx, messageId, "failed", { errorCode: begun ? "unclear" : "withdrawn", errorDetail: null });
}
