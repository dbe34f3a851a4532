import "server-only";
import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import postgres from "postgres";
import { env } from "@/lib/env";

/** Seconds within which a new worker surely holds its advisory lock: a job locked more recently may be a newcomer's. */
const newcomerSeconds = 2;

/**
 * A killed worker leaves its jobs, and the queues they stood in, locked for hours, under the name of its pool. So every pool holds an
 * advisory lock under that name on one long-lived connection, and PostgreSQL drops it the moment the process dies: what is locked under
 * a name that nobody holds is free again.
 */
export async function holdWorkerLocks() {
	const sql = postgres(env().DATABASE_URL, {
		max: 1,
		max_lifetime: null,
		idle_timeout: 0,
		onnotice: () => {},
		connection: { application_name: "message-center worker locks" },
	});
	const isHeld = (
		name: postgres.PendingQuery<postgres.Row[]>,
	) => sql`EXISTS (SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
		AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
		AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(${name}, 815))`;
	const own = new Set<string>();
	const events: WorkerEvents = new EventEmitter();
	events.on("pool:create", ({ workerPool }) => {
		own.add(workerPool.id);
		void hold();
	});

	/** Takes what is not held yet: new pools' locks, and all of them after the connection was lost. */
	async function hold(): Promise<void> {
		await sql`SELECT pg_advisory_lock(hashtextextended(id, 815)) FROM unnest(${[...own]}::text[]) id WHERE NOT ${isHeld(sql`id`)}`;
	}

	/** Frees the jobs and queues of pools that no longer exist; answers of how many pools. */
	async function releaseDead(): Promise<number> {
		await hold();
		const since = sql`locked_by IS NOT NULL AND locked_at < clock_timestamp() - make_interval(secs => ${newcomerSeconds})`;
		const dead = await sql<{ id: string }[]>`SELECT id FROM (SELECT locked_by AS id FROM graphile_worker._private_jobs WHERE ${since}
			UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE ${since}) holders WHERE NOT ${isHeld(sql`id`)}`;
		if (dead.length > 0) await sql`SELECT graphile_worker.force_unlock_workers(${dead.map(({ id }) => id)})`;
		return dead.length;
	}

	return { events, releaseDead, close: () => sql.end({ timeout: 2 }) };
}
