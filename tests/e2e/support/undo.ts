import postgres from "postgres";
import { ownStack } from "./own-stack";

/** Seconds in which a test that is not about undoing could undo a sending: every one that sends waits for them. */
export const hurried = 2;

/** For how many seconds somebody can undo what they send; everybody without a name. Before they open the inbox. */
export async function setUndo(seconds: number, name = "%", database = ownStack().database): Promise<void> {
	const sql = postgres(database, { max: 1 });
	await sql`UPDATE users SET preferences = preferences || jsonb_build_object('undoSeconds', ${seconds}::int) WHERE email LIKE ${`${name}@example.com`}`;
	await sql.end();
}
