import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db";

const key = 815;

/** Taken by whatever draws message ids: "mark all as read" waits for it, so no id below its watermark can still be uncommitted. */
export async function enterBarrier(tx: Transaction): Promise<void> {
	await tx.execute(sql`SELECT ${barrier}`);
}

/** The same, for a statement that takes other locks too. */
export const barrier = sql`pg_advisory_xact_lock_shared(${key}::int8)`;

/** Waits (milliseconds) until nobody is between drawing a message id and committing it. */
export async function closeBarrier(tx: Transaction): Promise<void> {
	await tx.execute(sql`SELECT pg_advisory_xact_lock(${key})`);
}
