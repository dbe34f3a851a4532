import "server-only";
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { deliveries, messages } from "@/db/schema";
import { noJobLeft } from "@/lib/jobs/lost";
import { publish } from "@/lib/realtime/publish";
import { moveStatus } from "./status";

/** Marks messages as failed whose job can no longer run. Their key stays, so that Retry asks the provider before it sends again. */
export async function giveUpLostMessages(): Promise<void> {
	const lost = await db()
		.select({ messageId: deliveries.messageId, conversationId: messages.conversationId })
		.from(deliveries)
		.innerJoin(messages, eq(messages.id, deliveries.messageId))
		.where(
			and(
				inArray(deliveries.state, ["queued", "sending"]),
				lt(deliveries.sendAfter, sql`now() - interval '1 minute'`),
				noJobLeft(sql`'message:' || ${deliveries.messageId}`),
			),
		)
		.limit(100);
	for (const { messageId, conversationId } of lost) {
		await transaction(async (tx) => {
			await tx
				.update(deliveries)
				.set({ state: "failed" })
				.where(and(eq(deliveries.messageId, messageId), inArray(deliveries.state, ["queued", "sending"])));
			await moveStatus(tx, messageId, "failed", { errorCode: "provider", errorDetail: "the worker was stopped during the last attempt" });
		});
		await publish("conversation.changed", { conversationId, messageId });
	}
}
