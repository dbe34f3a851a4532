import "server-only";
import { eq, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { enqueue } from "@/lib/jobs/enqueue";
import { type Choices, readChoices, type Way } from "./choices";

/** Keeps what a user wants to be told of, and by which way. */
export async function setChoices(choices: Choices, actor: UserActor): Promise<void> {
	const kept = sql`jsonb_set(${users.preferences}, '{notifications}', ${JSON.stringify(choices)}::jsonb)`;
	await db().update(users).set({ preferences: kept }).where(eq(users.id, actor.user.id));
}

export async function choicesOf(userId: number): Promise<Choices> {
	const [user] = await db().select({ preferences: users.preferences }).from(users).where(eq(users.id, userId));
	return readChoices(user?.preferences ?? {});
}

/** Sends the user a word by one way, so that they see whether it reaches them. */
export async function sendTest(by: Way, actor: UserActor): Promise<void> {
	await transaction((tx) => enqueue(tx, "notification.test", { userId: actor.user.id, by }, { key: `test:${actor.user.id}:${by}`, maxAttempts: 2 }));
}
