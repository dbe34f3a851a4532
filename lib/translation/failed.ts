import "server-only";
import { and, asc, count, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { type TranslationFailure, translations } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { enqueueAll, translationLane } from "@/lib/jobs/enqueue";
import { noJobLeft } from "@/lib/jobs/lost";
import { publish } from "@/lib/realtime/publish";

/** So many at once; of more it is said that there are more. */
const most = 1000;

export type Untranslated = { count: number; more: boolean; failure: TranslationFailure };

/** How many messages could not be translated, and why the newest of them could not. Null: none. */
export async function untranslated(): Promise<Untranslated | null> {
	const failed = eq(translations.state, "failed");
	const [newest] = await db().select({ failure: translations.failure }).from(translations).where(failed).orderBy(desc(translations.createdAt)).limit(1);
	if (!newest) return null;
	const some = db()
		.select({ messageId: translations.messageId })
		.from(translations)
		.where(failed)
		.limit(most + 1)
		.as("some");
	const [found] = await db().select({ count: count() }).from(some);
	const counted = found?.count ?? 0;
	return { count: Math.min(counted, most), more: counted > most, failure: newest.failure ?? "refused" };
}

/** Asks again for what could not be translated, the oldest first. Answers for how many messages. */
export async function retryUntranslated(_actor: UserActor): Promise<{ count: number }> {
	return transaction(async (tx) => {
		const failed = tx
			.select({ messageId: translations.messageId })
			.from(translations)
			.where(eq(translations.state, "failed"))
			.orderBy(asc(translations.createdAt))
			.limit(most)
			.for("update", { skipLocked: true });
		const again = await tx
			.update(translations)
			.set({ state: "pending", failure: null, createdAt: sql`now()` })
			.where(and(eq(translations.state, "failed"), inArray(translations.messageId, failed)))
			.returning({ messageId: translations.messageId });
		await enqueueAll(
			tx,
			again.map(({ messageId }) => ({ name: "message.translate", payload: { messageId }, options: translationLane(messageId) })),
		);
		return { count: again.length };
	});
}

/** Says of those whose job is gone for good that they have failed, so that nothing is being translated for ever. */
export async function giveUpLostTranslations(): Promise<void> {
	const lost = await db()
		.update(translations)
		.set({ state: "failed", failure: "unreachable" })
		.where(
			and(
				eq(translations.state, "pending"),
				lt(translations.createdAt, sql`now() - interval '1 minute'`),
				noJobLeft(sql`'translate:' || ${translations.messageId}`),
			),
		)
		.returning({ messageId: translations.messageId, conversationId: sql<number>`(SELECT conversation_id FROM messages WHERE id = ${translations.messageId})` });
	for (const one of lost) await publish("conversation.changed", one);
}
