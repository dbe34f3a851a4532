import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db";

/** Every job there is, with what it is given. The worker has a handler for each: scripts/worker.ts. */
export type Jobs = {
	"webhook.process": { webhookId: number };
	"message.send": { messageId: number };
	"message.dispatch": { outgoingId: number };
};

export type JobOptions = {
	/** Jobs of one queue run one after the other. */
	queue?: string;
	/** Replaces a waiting job of the same key. */
	key?: string;
	runAt?: Date;
	maxAttempts?: number;
};

/** Adds a job inside the transaction that makes it necessary: both happen, or neither. */
export async function enqueue<N extends keyof Jobs>(tx: Transaction, name: N, payload: Jobs[N], options: JobOptions = {}): Promise<void> {
	await tx.execute(sql`select graphile_worker.add_job(
		identifier => ${name}, payload => ${JSON.stringify(payload)}::json, queue_name => ${options.queue ?? null}::text, job_key => ${options.key ?? null}::text,
		run_at => ${options.runAt?.toISOString() ?? null}::timestamptz, max_attempts => ${options.maxAttempts ?? 12}::int)`);
}
