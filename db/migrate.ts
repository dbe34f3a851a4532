import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { Logger, runMigrations } from "graphile-worker";
import postgres from "postgres";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));
const lock = 7_221_004;

/** Brings a database, empty or not, to the present schema, and the job queue's with it. Several at once wait for each other. */
export async function migrateDatabase(url: string): Promise<void> {
	const client = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: "message-center migrate" } });
	try {
		await requireVersion(client);
		await client`select pg_advisory_lock(${lock})`;
		await migrate(drizzle(client), { migrationsFolder });
		await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) });
	} finally {
		// Closing the connection gives the lock back.
		await client.end({ timeout: 5 });
	}
}

async function requireVersion(client: postgres.Sql): Promise<void> {
	const [row] = await client<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
	if (row && row.version < 150_000) throw new Error(`PostgreSQL 15 or later is needed; this one is ${Math.floor(row.version / 10_000)}.`);
}
