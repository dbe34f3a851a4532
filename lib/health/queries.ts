import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";
import { realtimeHealth } from "@/lib/realtime/publish";

const heartbeatMaxAgeSeconds = 30;
const webhookMaxAgeSeconds = 600;

export type Health = { ok: boolean; database: boolean; worker: boolean; realtime: boolean; oldestWebhookSeconds: number | null; reasons: string[] };

/** Whether each part of the system does its work, with a sentence for each that does not. */
export async function health(): Promise<Health> {
	const [stored, realtime] = await Promise.all([databaseHealth(), realtimeHealth()]);
	const worker = stored !== null && stored.heartbeatSeconds !== null && stored.heartbeatSeconds < heartbeatMaxAgeSeconds;
	const oldestWebhookSeconds = stored?.oldestWebhookSeconds ?? null;
	const reasons = [
		!stored && "the database does not answer",
		stored && !worker && `the worker has not been heard of for ${stored.heartbeatSeconds ?? "ever"} s`,
		!realtime && "the realtime server does not answer",
		(oldestWebhookSeconds ?? 0) > webhookMaxAgeSeconds && `a webhook has been waiting for ${oldestWebhookSeconds} s`,
	].filter((reason) => typeof reason === "string");
	return { ok: reasons.length === 0, database: stored !== null, worker, realtime, oldestWebhookSeconds, reasons };
}

async function databaseHealth() {
	try {
		const [row] = await db().execute<{ heartbeatSeconds: number | null; oldestWebhookSeconds: number | null }>(sql`SELECT
			(SELECT extract(epoch FROM clock_timestamp() - at)::int FROM heartbeats WHERE name = 'worker') AS "heartbeatSeconds",
			(SELECT extract(epoch FROM clock_timestamp() - min(created_at))::int FROM webhooks WHERE state = 'received' AND state <> 'processed') AS "oldestWebhookSeconds"`);
		return row ?? null;
	} catch {
		// Not being able to ask is the answer.
		return null;
	}
}
