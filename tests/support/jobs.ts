import { sql } from "drizzle-orm";
import { db } from "@/db";
import type { Jobs } from "@/lib/jobs/enqueue";

type Queued<N extends keyof Jobs> = { id: string; name: N; payload: Jobs[N]; runAt: Date };

/** What waits in the queue under a name, the oldest first. */
export async function queued<N extends keyof Jobs>(name: N): Promise<Queued<N>[]> {
	const found = await db().execute<{ id: string; payload: Jobs[N]; run_at: string }>(sql`SELECT j.id, j.payload, j.run_at FROM graphile_worker._private_jobs j
		JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = ${name} ORDER BY j.id`);
	return found.map(({ id, payload, run_at }) => ({ id, name, payload, runAt: new Date(run_at) }));
}

export async function emptyQueue(): Promise<void> {
	await db().execute(sql`DELETE FROM graphile_worker._private_jobs`);
}
