import "server-only";
import { eq, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { pushSubscriptions, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { systemInbox } from "@/lib/inboxes/system-mail";
import { enqueue } from "@/lib/jobs/enqueue";
import { type Choices, readChoices, type Way } from "./choices";
import { livingSubscriptions } from "./push";

/** Keeps what a user wants to be told of, and by which way. */
export async function setChoices(choices: Choices, actor: UserActor): Promise<void> {
	const kept = sql`jsonb_set(${users.preferences}, '{notifications}', ${JSON.stringify(choices)}::jsonb)`;
	await db().update(users).set({ preferences: kept }).where(eq(users.id, actor.user.id));
}

export async function choicesOf(userId: number): Promise<Choices> {
	const [user] = await db().select({ preferences: users.preferences }).from(users).where(eq(users.id, userId));
	return readChoices(user?.preferences ?? {});
}

/** Sends the user a word by one way, so that they see whether it reaches them. Throws notSubscribed, noSystemMail: then it cannot. */
export async function sendTest(by: Way, actor: UserActor): Promise<void> {
	if (by === "email") await systemInbox();
	else if ((await livingSubscriptions(eq(pushSubscriptions.userId, actor.user.id))).length === 0) throw new DomainError("notSubscribed");
	await transaction((tx) => enqueue(tx, "notification.test", { userId: actor.user.id, by }, { key: `test:${actor.user.id}:${by}`, maxAttempts: 2 }));
}
