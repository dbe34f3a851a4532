import { sql } from "drizzle-orm";
import { db } from "@/db";

/** Pages that this database has handed out so far. With a pool of one connection (DATABASE_POOL) it has told its own share before it is asked. */
async function handedOut(): Promise<number> {
	await db().execute(sql`SELECT pg_stat_force_next_flush()`);
	const [row] = await db().execute<{ pages: string }>(sql`SELECT blks_hit + blks_read AS pages FROM pg_stat_database WHERE datname = current_database()`);
	return Number(row?.pages);
}

/** What asking costs by itself. */
let own: number | undefined;
async function ownShare(): Promise<number> {
	const samples: number[] = [];
	for (let i = 0; i < 5; i++) {
		const before = await handedOut();
		samples.push((await handedOut()) - before);
	}
	return samples.sort((a, b) => a - b)[2] ?? 0;
}

/** Milliseconds that some work takes, and the pages of 8 kB that it touches: those are repeatable, whatever else the machine does. */
export async function touched<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; milliseconds: number; buffers: number }> {
	own ??= await ownShare();
	const before = await handedOut();
	const start = performance.now();
	const answer = await work();
	const milliseconds = performance.now() - start;
	return { answer, milliseconds, buffers: Math.max(0, (await handedOut()) - before - own) };
}
