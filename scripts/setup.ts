// Run by start.mjs before anything serves: the schema and, in a database that nobody uses yet, the demo. Tells it who can sign in.
import { eq, sql } from "drizzle-orm";
import { closeDatabase, db } from "@/db";
import { migrateDatabase } from "@/db/migrate";
import { settings, users } from "@/db/schema";
import { demoUsers } from "@/lib/auth/demo";
import { env } from "@/lib/env";

const marker = "demo";

await migrateDatabase(env().DATABASE_URL);
// A demo has passwords that everybody knows: never beside real credentials, nor in a database that already has people.
if (env().SANDBOX_URL && !process.argv.includes("--no-demo")) await seedOnce();
const [anybody] = await db().select({ id: users.id }).from(users).limit(1);
const signIns = await demoUsers();
await closeDatabase();
process.send?.({ signIns, nobody: !anybody });

async function seedOnce() {
	const [mark] = await db().select({ state: settings.value }).from(settings).where(eq(settings.key, marker));
	const [anybody] = await db().select({ id: users.id }).from(users).limit(1);
	if (mark?.state === "complete" || (!mark && anybody)) return;
	// Begun and not complete: it was stopped halfway, and nobody has worked with it, since nothing serves before this ends.
	if (mark) await empty();
	console.log("Filling the demo…");
	await db().insert(settings).values({ key: marker, value: "begun" });
	const { seed } = await import("@/db/seed");
	await seed();
	await db().update(settings).set({ value: "complete" }).where(eq(settings.key, marker));
}

async function empty() {
	const tables = await db().execute<{ name: string }>(sql`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`);
	await db().execute(sql.raw(`TRUNCATE ${tables.map(({ name }) => name).join(", ")}, graphile_worker._private_jobs RESTART IDENTITY`));
}
