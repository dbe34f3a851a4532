import "server-only";
import { transaction } from "@/db";
import { type WebhookProvider, webhooks } from "@/db/schema";
import type { RawRequest } from "@/lib/channels/provider";
import { enqueue } from "@/lib/jobs/enqueue";

/**
 * Keeps a verified request as it came and queues its processing, in one transaction. A repeated one changes nothing. Those of one `queue`
 * are processed one after the other, in the order in which they were kept.
 */
export async function storeWebhook(provider: WebhookProvider, externalId: string, request: RawRequest, queue?: string): Promise<{ isNew: boolean }> {
	return transaction(async (tx) => {
		const [stored] = await tx
			.insert(webhooks)
			.values({ provider, externalId, url: request.url, headers: request.headers, payload: request.body })
			.onConflictDoNothing()
			.returning({ id: webhooks.id });
		if (stored) await enqueue(tx, "webhook.process", { webhookId: stored.id }, { key: `webhook:${stored.id}`, maxAttempts, ...(queue && { queue }) });
		return { isNew: stored !== undefined };
	});
}

/** With a backoff of exp(attempt) seconds: the last try is about an hour after the first. */
export const maxAttempts = 8;
