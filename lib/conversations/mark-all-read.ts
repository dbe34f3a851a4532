import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { transaction } from "@/db";
import { users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { userChannel } from "@/lib/realtime/events";
import { publish } from "@/lib/realtime/publish";
import { closeBarrier } from "./barrier";

/** What undoing needs: the watermark that was set, and the one before it. */
export type MarkedAll = { upto: number; previousUpto: number; previousAt: string };

/** Marks everything read for one user by moving their watermark: one row, whatever the number of conversations. */
export async function markAllRead(actor: UserActor): Promise<MarkedAll> {
	const { id } = actor.user;
	const [marked] = await transaction(async (tx) => {
		await closeBarrier(tx);
		// A fresh id, not the newest message's: it is also later than every "marked unread" of before.
		return tx.execute<{ upto: string; previousUpto: string; previousAt: string }>(sql`
			WITH before AS (SELECT id, read_all_upto, read_all_at FROM users WHERE id = ${id} FOR UPDATE)
			UPDATE users u SET read_all_upto = nextval('timeline_id'), read_all_at = clock_timestamp() FROM before WHERE u.id = before.id
			RETURNING u.read_all_upto AS upto, before.read_all_upto AS "previousUpto", before.read_all_at AS "previousAt"`);
	});
	if (!marked) throw new DomainError("notFound");
	await publish("reads.changed", { conversationId: null }, { channel: userChannel(id) });
	return { upto: Number(marked.upto), previousUpto: Number(marked.previousUpto), previousAt: new Date(marked.previousAt).toISOString() };
}

/** Puts the watermark back, unless it has moved again since. What was read or marked one by one stays as it is. */
export async function undoMarkAllRead(marked: MarkedAll, actor: UserActor): Promise<void> {
	if (marked.previousUpto > marked.upto) throw new DomainError("invalidInput");
	const { id } = actor.user;
	await transaction((tx) =>
		tx
			.update(users)
			.set({ readAllUpto: marked.previousUpto, readAllAt: new Date(marked.previousAt) })
			.where(and(eq(users.id, id), eq(users.readAllUpto, marked.upto))),
	);
	await publish("reads.changed", { conversationId: null }, { channel: userChannel(id) });
}
