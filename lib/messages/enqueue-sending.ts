import "server-only";
import type { Transaction } from "@/db";
import { enqueue } from "@/lib/jobs/enqueue";

/** Queues a stored message for sending, before whatever else there is to do. The messages of one conversation go out one after the other. */
export async function enqueueSending(tx: Transaction, messageId: number, conversationId: number): Promise<void> {
	await enqueue(tx, "message.send", { messageId }, { queue: `conversation:${conversationId}`, key: `message:${messageId}`, maxAttempts: 8, priority: -1 });
}

/** Has a waiting answer become a message at that time; in the place of an earlier such job. */
export async function enqueueDispatch(tx: Transaction, outgoingId: number, at: Date): Promise<void> {
	await enqueue(tx, "message.dispatch", { outgoingId }, { key: `outgoing:${outgoingId}`, runAt: at, priority: -1 });
}
