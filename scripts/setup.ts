// Run by start.mjs before anything serves: the schema, and on a database that nobody uses yet the demo.

import { eq } from "drizzle-orm";
import { closeDatabase, db } from "@/db";
import { migrateDatabase } from "@/db/migrate";
import { settings, users } from "@/db/schema";
import { env } from "@/lib/env";

const marker = "demo";

await migrateDatabase(env().DATABASE_URL);
const [seeded] = await db().select().from(settings).where(eq(settings.key, marker));
const [anybody] = await db().select({ id: users.id }).from(users).limit(1);
// A demo has passwords that everybody knows: never beside real credentials, nor in a database that already has people.
if (!seeded && !anybody && env().SANDBOX_URL && !process.argv.includes("--no-demo")) {
	const { seed } = await import("@/db/seed");
	await seed();
}
await closeDatabase();
