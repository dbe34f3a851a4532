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
	await checkLater(key);
	await putFile(key, bytes);
}

/** Notes bytes for the sweep. What is made of a file meanwhile (its thumbnail) goes with it, also where that was deleted while it was made. */
export async function checkLater(key: string): Promise<void> {
	await db()
		.insert(storageChecks)
		.values({ key, dueAt: grace })
		.onConflictDoUpdate({ target: storageChecks.key, set: { dueAt: grace } });
}
