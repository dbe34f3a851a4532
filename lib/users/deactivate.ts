import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { pushSubscriptions, sessions, users } from "@/db/schema";
import { requireAdminActor, type UserActor } from "@/lib/actor";
import { endSessions } from "@/lib/auth/session-store";
import { DomainError } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { requireAnotherAdmin } from "./role";

/**
 * Shuts a user out, at once and everywhere; what they wrote stays theirs. Their conversations go to `handOverTo`, or to nobody, in a job.
 * Throws notYourself, lastAdmin, userNotActive (of whom it is handed to), notFound, notAllowed.
 */
export async function deactivateUser({ userId, handOverTo }: { userId: number; handOverTo: number | null }, actor: UserActor): Promise<void> {
	requireAdminActor(actor);
	if (userId === actor.user.id) throw new DomainError("notYourself");
	await transaction(async (tx) => {
		await requireAnotherAdmin(tx, userId);
		if (handOverTo !== null) await requireColleague(tx, handOverTo, userId);
		const gone = await tx
			.update(users)
			.set({ deactivatedAt: sql`clock_timestamp()` })
			.where(and(eq(users.id, userId), isNull(users.deactivatedAt)))
			.returning({ id: users.id });
		if (gone.length === 0) throw new DomainError("notFound");
		await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.userId, userId));
		await enqueue(tx, "assignments.handOver", { userId, toUserId: handOverTo, actor }, { key: `hand over:${userId}` });
	});
	await endSessions(userId);
}

async function requireColleague(tx: Transaction, id: number, userId: number): Promise<void> {
	const [active] = await tx
		.select({ id: users.id })
		.from(users)
		.where(and(eq(users.id, id), isNull(users.deactivatedAt)))
		.for("share");
	if (!active || id === userId) throw new DomainError("userNotActive");
}

/** Lets a user back in, by signing in anew. Their conversations stay with whom they were handed to. Throws notFound, notAllowed. */
export async function reactivateUser(userId: number, actor: UserActor): Promise<void> {
	requireAdminActor(actor);
	await transaction(async (tx) => {
		const back = await tx
			.update(users)
			.set({ deactivatedAt: null })
			.where(and(eq(users.id, userId), isNotNull(users.deactivatedAt)))
			.returning({ id: users.id });
		if (back.length === 0) throw new DomainError("notFound");
		// Deactivating ends them, unless it died before it came to that.
		await tx.delete(sessions).where(eq(sessions.userId, userId));
	});
}
