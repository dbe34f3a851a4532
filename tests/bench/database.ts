import path from "node:path";
import postgres from "postgres";
import { migrateDatabase } from "@/db/migrate";
import { startPostgres } from "../../scripts/pg.mjs";
import { databaseUrl } from "../support/cluster";
import { fillCustomers } from "../support/many-customers";
import { fill } from "./seed/fill";

/** Half of what a small server has, so that a large history does not fit into it. */
const settings = ["shared_buffers=2GB", "work_mem=32MB", "max_wal_size=8GB", "checkpoint_timeout=30min", "max_connections=120", "jit=off"];

/** The bench's own PostgreSQL, whose databases are kept: filling the large ones takes long. */
export function startBenchServer(): Promise<{ url: string; adopted: boolean; stop: () => Promise<void> }> {
	return startPostgres({ dir: path.resolve(process.env.DATA_DIR || ".data", "bench"), settings });
}

/** The database with `size` conversations at the present schema: filled now, or kept from before. */
export async function benchDatabase(server: string, size: number): Promise<string> {
	const url = await kept(server, `bench_${size}`, (url) => fill(url, size));
	await tidy(url);
	return url;
}

/** One with `size` customers who are hard to find. */
export const crowdDatabase = (server: string, size: number) => kept(server, `bench_crowd_${size}`, (url) => fillCustomers(url, size));

/** One whose filling was stopped is filled anew. */
async function kept(server: string, name: string, fillIt: (url: string) => Promise<void>): Promise<string> {
	const url = databaseUrl(server, name);
	const sql = postgres(server, { max: 1, onnotice: () => {} });
	const [comment] = await sql<{ state: string | null }[]>`SELECT shobj_description(oid, 'pg_database') AS state FROM pg_database WHERE datname = ${name}`;
	const isKept = comment?.state === "filled";
	if (!isKept) {
		await sql`DROP DATABASE IF EXISTS ${sql(name)} WITH (FORCE)`;
		await sql`CREATE DATABASE ${sql(name)}`;
	}
	await migrateDatabase(url);
	if (!isKept) {
		await fillIt(url);
		await sql.unsafe(`COMMENT ON DATABASE ${name} IS 'filled'`);
	}
	await sql.end();
	return url;
}

/** What migrations and earlier measuring left, as autovacuum would before long. */
async function tidy(url: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	await sql`VACUUM (ANALYZE) messages, conversations, conversation_assignees, conversation_reads, conversation_counts, conversation_changes, customers, customers_by_facet, customer_identities`;
	await sql.end();
}
