import "server-only";
import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import postgres from "postgres";
import { env } from "@/lib/env";

/**
 * A killed worker leaves its jobs locked for hours. So every worker holds an advisory lock under its name on one long-lived connection,
 * and PostgreSQL drops that the moment the process dies: jobs locked under a name that nobody holds are free again.
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
	events.on("worker:create", ({ worker }) => {
		own.add(worker.workerId);
		void hold();
	});

	/** Takes what is not held yet: new workers' locks, and all of them after the connection was lost. */
	async function hold(): Promise<void> {
		await sql`SELECT pg_advisory_lock(hashtextextended(id, 815)) FROM unnest(${[...own]}::text[]) id WHERE NOT ${isHeld(sql`id`)}`;
	}

	/** Frees the jobs of workers that no longer exist; answers of how many workers. */
	async function releaseDead(): Promise<number> {
		await hold();
		const dead = await sql<
			{ id: string }[]
		>`SELECT id FROM (SELECT DISTINCT locked_by AS id FROM graphile_worker.jobs WHERE locked_by IS NOT NULL) holders WHERE NOT ${isHeld(sql`id`)}`;
		if (dead.length > 0) await sql`SELECT graphile_worker.force_unlock_workers(${dead.map(({ id }) => id)})`;
		return dead.length;
	}

	return { events, releaseDead, close: () => sql.end({ timeout: 2 }) };
}
