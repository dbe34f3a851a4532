import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { transaction } from "@/db";
import { webhooks } from "@/db/schema";
import { DomainError } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { maxAttempts } from "./store";

/** Queues a webhook again that could not be processed. Throws alreadyProcessed, notFound. */
export async function reprocessWebhook(webhookId: number): Promise<void> {
	await transaction(async (tx) => {
		const [webhook] = await tx
			.update(webhooks)
			.set({ state: "received" })
			.where(and(eq(webhooks.id, webhookId), ne(webhooks.state, "processed")))
			.returning({ id: webhooks.id });
		if (!webhook) {
			const [known] = await tx.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.id, webhookId));
			throw new DomainError(known ? "alreadyProcessed" : "notFound");
		}
		await enqueue(tx, "webhook.process", { webhookId }, { key: `webhook:${webhookId}`, maxAttempts });
	});
}
