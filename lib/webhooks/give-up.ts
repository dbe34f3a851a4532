import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { webhooks } from "@/db/schema";
import { noJobLeft } from "@/lib/jobs/lost";

/** Lists webhooks as failed whose job can no longer run, so that a person can process them again. */
export async function giveUpLostWebhooks(): Promise<void> {
	await db()
		.update(webhooks)
		.set({ state: "failed", lastError: sql`coalesce(${webhooks.lastError}, 'the worker was stopped during the last attempt')` })
		.where(and(eq(webhooks.state, "received"), lt(webhooks.createdAt, sql`now() - interval '1 minute'`), noJobLeft(sql`'webhook:' || ${webhooks.id}`)));
}
