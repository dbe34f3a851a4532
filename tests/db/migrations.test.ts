import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { databaseUrl } from "../support/cluster";

describe("migrations", () => {
	const server = postgres(inject("databaseServer"), { max: 1, onnotice: () => {} });
	const name = "test_migrations";
	const url = databaseUrl(inject("databaseServer"), name);
	beforeAll(async () => {
		await server`create database ${server(name)}`;
	});
	afterAll(async () => {
		await server`drop database ${server(name)} with (force)`;
		await server.end();
	});

	test("apply to an empty database, also by two at once, and change nothing the second time", async () => {
		await Promise.all([migrateDatabase(url), migrateDatabase(url)]);
		const sql = postgres(url, { max: 1, onnotice: () => {} });
		const tables = async () =>
			(await sql`select table_schema, table_name from information_schema.tables where table_schema in ('public', 'graphile_worker') order by 1, 2`).map(
				(row) => `${row.table_schema}.${row.table_name}`,
			);
		const before = await tables();
		expect(before.length).toBeGreaterThan(15);
		expect(await sql`select 1 from information_schema.schemata where schema_name = 'graphile_worker'`).toHaveLength(1);
		await migrateDatabase(url);
		expect(await tables()).toEqual(before);
		const applied = await sql`select count(*)::int as n from drizzle.__drizzle_migrations`;
		expect(applied[0]?.n).toBe(journal().length);
		await sql.end();
	});

	test("say the same as the schema", () => {
		// A copy, named relative to here because the kit prefixes "./": what it writes must not reach the working tree.
		const copy = fs.mkdtempSync(path.join(os.tmpdir(), "message-center-migrations-"));
		fs.cpSync("db/migrations", copy, { recursive: true });
		const options = ["--dialect", "postgresql", "--out", path.relative(".", copy)];
		expect(kit("check", ...options)).toContain("Everything's fine");
		expect(
			kit("generate", "--name", "drift", "--schema", "./db/schema/index.ts", ...options),
			"the schema says more than the migrations: npm run db:generate",
		).toContain("No schema changes");
		fs.rmSync(copy, { recursive: true });
	});
});

function journal(): unknown[] {
	return JSON.parse(fs.readFileSync("db/migrations/meta/_journal.json", "utf8")).entries;
}

function kit(...args: string[]): string {
	const { stdout, stderr } = spawnSync(process.execPath, ["node_modules/drizzle-kit/bin.cjs", ...args], { encoding: "utf8" });
	return stdout + stderr;
}
