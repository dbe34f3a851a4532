import "server-only";
import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import postgres from "postgres";
import { env } from "@/lib/env";

/**
 * A killed worker leaves its jobs locked for hours. So every worker holds an advisory lock under its name for as long as its connection
 * lives, which PostgreSQL drops the moment the process dies: jobs locked under a name that nobody holds are free again.
 */
export async function holdWorkerLocks() {
	const sql = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {}, connection: { application_name: "message-center worker locks" }, max_lifetime: null, idle_timeout: 0 });
	const events: WorkerEvents = new EventEmitter();
	events.on("worker:create", ({ worker }) => {
		sql`SELECT pg_advisory_lock(hashtextextended(${worker.workerId}, 815))`.execute();
	});
	async function releaseDead(): Promise<number> {
		const dead = await sql`
			WITH holders AS (SELECT DISTINCT locked_by AS id FROM graphile_worker.jobs WHERE locked_by IS NOT NULL),
			free AS MATERIALIZED (SELECT id, pg_try_advisory_lock(hashtextextended(id, 815)) AS got FROM holders WHERE NOT EXISTS (
				SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
					AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
					AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(id, 815)))
			SELECT id, pg_advisory_unlock(hashtextextended(id, 815)) FROM free WHERE got`;
		if (dead.length > 0) await sql`SELECT graphile_worker.force_unlock_workers(${dead.map((row) => row.id)})`;
		return dead.length;
	}
	return { events, releaseDead, close: () => sql.end({ timeout: 2 }) };
}
