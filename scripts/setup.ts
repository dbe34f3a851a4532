// Run by start.mjs before anything serves: the schema, and on a database that nobody uses yet the demo.

import { eq } from "drizzle-orm";
import { closeDatabase, db } from "@/db";
import { migrateDatabase } from "@/db/migrate";
import { settings, users } from "@/db/schema";
import { env } from "@/lib/env";

const marker = "demo";

await migrateDatabase(env().DATABASE_URL);
const demo = await db().select().from(settings).where(eq(settings.key, marker));
const [anybody] = await db().select({ id: users.id }).from(users).limit(1);
if (!demo.length && !anybody && env().SANDBOX_URL) {
	const { seed } = await import("@/db/seed");
	await seed();
}
await closeDatabase();
