import "server-only";
import { and, desc, eq, lt, ne, or, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Webhook, webhooks } from "@/db/schema";

export type TroubledWebhook = Pick<Webhook, "id" | "provider" | "state" | "attempts" | "lastError" | "createdAt"> & { size: number };

/** Webhooks that failed for good or are being tried again, newest first. */
export async function listTroubledWebhooks(before = Number.MAX_SAFE_INTEGER, limit = 50): Promise<TroubledWebhook[]> {
	const troubled = or(eq(webhooks.state, "failed"), and(ne(webhooks.state, "processed"), sql`${webhooks.attempts} > 0`));
	return db()
		.select({
			id: webhooks.id,
			provider: webhooks.provider,
			state: webhooks.state,
			attempts: webhooks.attempts,
			lastError: webhooks.lastError,
			createdAt: webhooks.createdAt,
			size: sql<number>`length(${webhooks.payload})`,
		})
		.from(webhooks)
		.where(and(ne(webhooks.state, "processed"), troubled, lt(webhooks.id, before)))
		.orderBy(desc(webhooks.createdAt), desc(webhooks.id))
		.limit(limit);
}
