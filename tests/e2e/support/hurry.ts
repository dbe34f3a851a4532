import postgres from "postgres";
import { ownStack } from "./own-stack";

/** What failed and waits, longer each time, to be tried again has waited long enough. */
export async function hurryRetries(job: string): Promise<void> {
	const sql = postgres(ownStack().database, { max: 1 });
	await sql`UPDATE graphile_worker._private_jobs SET run_at = now() FROM graphile_worker._private_tasks task
		WHERE task.id = task_id AND task.identifier = ${job} AND attempts > 0 AND locked_at IS NULL AND run_at > now()`;
	await sql.end();
}
