import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { conversations, type DeliveryStatus, deliveries, messages } from "@/db/schema";
import { enqueue } from "@/lib/jobs/enqueue";

type Failure = { errorCode: string | null; errorDetail: string | null };

/**
 * Moves an outgoing message's status, forward only (the enum's order): a late "sent" never hides a "delivered". Answers whether it
 * moved. Keeps the row's failed mark in step.
 */
export async function moveStatus(tx: Transaction, messageId: number, status: DeliveryStatus, failure?: Failure): Promise<boolean> {
	const [moved] = await tx
		.update(messages)
		.set({ status, errorCode: failure?.errorCode ?? null, errorDetail: failure?.errorDetail?.slice(0, 1000) ?? null })
		.where(and(eq(messages.id, messageId), eq(messages.direction, "out"), lt(messages.status, status)))
		.returning({ conversationId: messages.conversationId });
	if (!moved) return false;
	const failed = status === "failed";
	if (failed) await enqueue(tx, "notify.failed", { messageId, attempt: await attemptOf(tx, messageId) });
	if (failed || status === "delivered" || status === "read") {
		// Only the newest word of ours counts, and a row that already says so is not written again.
		await tx
			.update(conversations)
			.set({ lastFailed: failed })
			.where(
				and(
					eq(conversations.id, moved.conversationId),
					sql`${conversations.lastFailed} <> ${failed}`,
					sql`NOT EXISTS (SELECT 1 FROM messages newer WHERE newer.conversation_id = ${moved.conversationId} AND newer.direction = 'out' AND newer.id > ${messageId})`,
				),
			);
	}
	return true;
}

async function attemptOf(tx: Transaction, messageId: number): Promise<string> {
	const [delivery] = await tx.select({ key: deliveries.idempotencyKey }).from(deliveries).where(eq(deliveries.messageId, messageId));
	return delivery?.key ?? `message-${messageId}`;
}
