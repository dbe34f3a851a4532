import "server-only";
import { sql } from "drizzle-orm";

/**
 * A condition: no job under this key will ever run (again). A worker that is killed during a job's last attempt leaves such work behind,
 * without anybody left to say so.
 */
export function noJobLeft(key: ReturnType<typeof sql>) {
	return sql`NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.key = ${key} AND (j.attempts < j.max_attempts OR j.locked_at IS NOT NULL))`;
}
