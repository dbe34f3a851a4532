import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import { DrizzleQueryError } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";
import * as schema from "./schema";

// Printed by what has caught it nowhere else (Next prints what a page or a route throws), it would tell the values of its statement: what somebody wrote.
Object.assign(DrizzleQueryError.prototype, {
	[inspect.custom](this: DrizzleQueryError) {
		const { cause, stack = "" } = this;
		const { code = "Failed query", message = "" } = (cause ?? {}) as { code?: string; message?: string };
		return [`${code}: ${message}`, ...stack.split("\n").filter((line) => /^\s+at .*:\d+\)?$/.test(line))].join("\n");
	},
});

function connect() {
	// Small statements and few connections: the pool of a process never starves another one's.
	const client = postgres(env().DATABASE_URL, { max: env().DATABASE_POOL, onnotice: () => {}, connection: { application_name: "message-center" } });
	return Object.assign(drizzle(prepared(client), { schema }), { close: () => client.end({ timeout: 5 }) });
}

/** Drizzle has each statement parsed anew, in a round trip of its own before the one that runs it: here each connection keeps those it has met. */
function prepared<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
	return new Proxy(client, {
		get(target, name) {
			const member: unknown = Reflect.get(target, name);
			if (name === "unsafe") return (text: string, values: [], options: object) => target.unsafe(text, values, { ...options, prepare: true });
			if ((name !== "begin" && name !== "savepoint") || typeof member !== "function") return member;
			return (work: (inner: postgres.TransactionSql) => unknown) => member((inner: postgres.TransactionSql) => work(prepared(inner)));
		},
	});
}
export type Database = ReturnType<typeof connect>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** Either: what a query needs, be it inside a transaction or not. */
export type Reader = Pick<Database, "select" | "execute" | "query" | "$with" | "with">;

// On globalThis: a hot reload, or a module bundled twice, must not open a second pool.
const kept = globalThis as { messageCenterDatabase?: Database };

/** In tests: the transaction that what runs now was called in, and whether it still holds its connection. */
const within = new AsyncLocalStorage<{ open: boolean }>();

/** The connection pool, opened on first use, so that building the pages needs no database. Within a transaction, its `tx` is what reads and writes. */
export function db(): Database {
	// One that waits for a second connection while it holds its own: enough of those at once wait for ever. Tests find the first.
	if (within.getStore()?.open) throw new Error("db() within a transaction: pass it tx");
	kept.messageCenterDatabase ??= connect();
	return kept.messageCenterDatabase;
}

export async function closeDatabase() {
	await kept.messageCenterDatabase?.close();
	kept.messageCenterDatabase = undefined;
}

/** Hands over a statement of a transaction whose answer its work does not need: it goes together with the COMMIT, and both take one round trip. */
type Last = (query: { execute(): Promise<unknown> }) => void;

/** Runs `work` in a transaction: all of it happens, or nothing. Throws what `work` throws, and what its last statements are refused for. */
export async function transaction<T>(work: (tx: Transaction, last: Last) => Promise<T>): Promise<T> {
	const sent: Promise<unknown>[] = [];
	const last: Last = (query) => {
		// Executed now, so that it is sent before the COMMIT. One that fails makes a ROLLBACK of that.
		const answer = query.execute();
		answer.catch(() => {});
		sent.push(answer);
	};
	const answer = await begun((tx) => work(tx, last));
	await Promise.all(sent);
	return answer;
}

function begun<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
	const pool = db();
	// Following what runs costs a little at each await: a twentieth of what receiving a message takes.
	if (env().NODE_ENV !== "test") return pool.transaction(work);
	const scope = { open: true };
	return within
		.run(scope, () => pool.transaction(work))
		.finally(() => {
			scope.open = false;
		});
}

/**
 * Sends statements of a transaction without waiting for each other's answers: the server runs them one after the other. When one fails, the
 * error comes only once all have ended, so that none runs on after the rollback.
 */
export async function together<Work extends readonly PromiseLike<unknown>[]>(...work: Work): Promise<{ [I in keyof Work]: Awaited<Work[I]> }> {
	// A query runs anew each time it is waited for: once is enough.
	const begun = work.map((one) => Promise.resolve(one));
	const answers = Promise.all(begun);
	await Promise.allSettled([answers, ...begun]);
	return answers as Promise<{ [I in keyof Work]: Awaited<Work[I]> }>;
}
