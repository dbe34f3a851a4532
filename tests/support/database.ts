import { randomBytes } from "node:crypto";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "@/db";
import { databaseUrl } from "./cluster";
import { templateName } from "./global-setup";

/** Gives this test file a migrated database and a file store of its own. Call it once, at the top. */
export function setupDatabase(): { url: string } {
	const server = inject("databaseServer");
	const name = `test_${randomBytes(6).toString("hex")}`;
	const url = databaseUrl(server, name);
	const files = path.join(inject("temporary"), name);
	// At once, not in beforeAll: env() keeps what it reads first.
	Object.assign(process.env, { DATABASE_URL: url, STORAGE_DIR: files });

	beforeAll(async () => {
		await withServer(server, (sql) => sql`create database ${sql(name)} template ${sql(templateName)}`);
	});
	afterAll(async () => {
		await closeDatabase();
		await withServer(server, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
	});
	return { url };
}

async function withServer(url: string, work: (sql: postgres.Sql) => Promise<unknown>) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	await work(sql).finally(() => sql.end());
}
