import "server-only";
import type { Transaction } from "@/db";
import type { User } from "@/db/schema";
import { enqueue, type Jobs } from "@/lib/jobs/enqueue";
import { readChoices } from "./choices";
import { quietUntil } from "./quiet-hours";

/** What waits to be told of a conversation goes in one mail: another time takes the place of the one before. */
export function mailAt(tx: Transaction, { userId, conversationId }: Jobs["notification.mail"], runAt: Date): Promise<void> {
	const key = `notification mail:${userId}:${conversationId}`;
	return enqueue(tx, "notification.mail", { userId, conversationId }, { key, queue: `notification mail:${userId}`, runAt, maxAttempts: 8 });
}

export function pushAt(tx: Transaction, push: Jobs["notification.push"], runAt: Date): Promise<void> {
	return enqueue(tx, "notification.push", push, { runAt, maxAttempts: 5 });
}

/**
 * What a user wishes now, when it is their turn: what was put in the queue before may come late (grouped, tried again, after a standstill),
 * into quiet hours or after they chose otherwise. `quiet`: until when nothing is sent to them.
 */
export function wishesOf({ preferences, timeZone }: Pick<User, "preferences" | "timeZone">) {
	const { kinds, quiet } = readChoices(preferences);
	return { kinds, quiet: quietUntil(new Date(), quiet, timeZone) };
}
