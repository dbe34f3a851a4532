import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";
import * as schema from "./schema";

function connect() {
	// Small statements and few connections: the pool of a process never starves another one's.
	const client = postgres(env().DATABASE_URL, { max: env().DATABASE_POOL, onnotice: () => {}, connection: { application_name: "message-center" } });
	return Object.assign(drizzle(client, { schema }), { close: () => client.end({ timeout: 5 }) });
}
export type Database = ReturnType<typeof connect>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** Either: what a query needs, be it inside a transaction or not. */
export type Reader = Pick<Database, "select" | "execute" | "query" | "$with" | "with">;

// On globalThis: a hot reload, or a module bundled twice, must not open a second pool.
const kept = globalThis as { messageCenterDatabase?: Database };

/** The connection pool, opened on first use, so that building the pages needs no database. */
export function db(): Database {
	kept.messageCenterDatabase ??= connect();
	return kept.messageCenterDatabase;
}

export async function closeDatabase() {
	await kept.messageCenterDatabase?.close();
	kept.messageCenterDatabase = undefined;
}

export function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
	return db().transaction(work);
}
