import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";
import { storageChecks } from "@/db/schema";
import { putFile } from "./storage";

/** Longer than any job waits between keeping bytes and storing the row that names them. */
const grace = sql`now() + interval '1 hour'`;

/**
 * Keeps bytes that a row is about to name. They are noted first, for later: if that row never comes, the sweep finds and deletes them. A
 * sweep that is just deleting the same bytes is waited for.
 */
export async function keepFile(key: string, bytes: Buffer): Promise<void> {
	await db()
		.insert(storageChecks)
		.values({ key, dueAt: grace })
		.onConflictDoUpdate({ target: storageChecks.key, set: { dueAt: grace } });
	await putFile(key, bytes);
}
