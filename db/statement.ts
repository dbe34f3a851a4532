import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { drizzle } from "drizzle-orm/postgres-js";
import type { Reader, Transaction } from ".";
import * as schema from "./schema";

type Values = Record<string, unknown>;
type Built<Answer> = { execute(values: Values): Promise<Answer> };

/**
 * A query whose words are put together once, at its first use: for a short one Drizzle takes longer over them than PostgreSQL over the answer.
 * For the few that each message asks. What differs from time to time stands in it as `sql.placeholder(name)`.
 */
export function statement<Answer>(build: (db: PostgresJsDatabase<typeof schema>) => { prepare(name: string): Built<Answer> }) {
	let built: Built<Answer> | undefined;
	return (reader: Reader | Transaction, values: Values): Promise<Answer> => {
		built ??= build(drizzle.mock({ schema })).prepare("");
		// Drizzle ties it to the connection that it was built with.
		const { client } = (reader as unknown as { session: { client: object } }).session;
		return (Object.create(built, { client: { value: client } }) as Built<Answer>).execute(values);
	};
}
