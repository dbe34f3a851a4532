import "server-only";
import { and, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db";
import { deliveries } from "@/db/schema";
import { moveStatus } from "./status";

/**
 * Keeps queued messages from going out after all. Sending takes the same rows: one of the two has each. What has begun to go out may have
 * arrived, and stays as it is.
 */
export async function withdrawMessages(tx: Transaction, messageIds: number[]): Promise<void> {
	if (messageIds.length === 0) return;
	const held = await tx
		.update(deliveries)
		.set({ state: "failed", lastError: "withdrawn" })
		.where(and(inArray(deliveries.messageId, messageIds), inArray(deliveries.state, ["queued", "sending"]), isNull(deliveries.attemptedAt)))
		.returning({ messageId: deliveries.messageId });
	for (const { messageId } of held) await moveStatus(tx, messageId, "failed", { errorCode: "withdrawn", errorDetail: null });
}
