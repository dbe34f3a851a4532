import { sql } from "drizzle-orm";
import { db } from "@/db";
import type { Figure } from "../figures";

/** Pages that this database has handed out so far. The pool has one connection, which tells its own share first. */
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

type Options = { name: string; times: number; goal?: number; run: (i: number) => Promise<unknown> };

/** Runs it twice to warm up the connection, then `times` times: milliseconds and buffers of each. */
export async function measure({ name, times, goal, run }: Options): Promise<Figure> {
	own ??= await ownShare();
	await run(0);
	await run(1);
	const values: number[] = [];
	const buffers: number[] = [];
	for (let i = 0; i < times; i++) {
		const before = await handedOut();
		const start = performance.now();
		await run(i);
		values.push(performance.now() - start);
		buffers.push(Math.max(0, (await handedOut()) - before - own));
	}
	return { name, unit: "ms", values, buffers, goal };
}

/** A user of the database, as an actor. */
export const operator = (id: number) => ({ type: "user" as const, user: { id, name: `Operator ${id}`, role: "operator" as const } });
