import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";

/** Says that a background process lives; the health check asks how long ago. */
export async function beat(name: string): Promise<void> {
	await db().execute(sql`INSERT INTO heartbeats (name, at) VALUES (${name}, clock_timestamp()) ON CONFLICT (name) DO UPDATE SET at = excluded.at`);
}
