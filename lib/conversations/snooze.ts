import "server-only";
import { asc, inArray, lte, sql } from "drizzle-orm";
import { transaction } from "@/db";
import { type Conversation, conversations } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/realtime/publish";
import { type BulkResult, changeMany } from "./bulk";
import { bulkLimit } from "./limits";
import { recordEvents } from "./record-event";

/** Puts conversations aside until a moment, or (null) brings them back where they were. Throws snoozeInPast. */
export async function snooze(ids: number[], until: Date | null, actor: Actor): Promise<BulkResult> {
	if (until && until.getTime() <= Date.now()) throw new DomainError("snoozeInPast");
	const changes = ({ snoozedUntil }: Conversation) => snoozedUntil?.getTime() !== until?.getTime();
	const event = until ? "snoozed" : "unsnoozed";
	return changeMany(
		ids,
		actor,
		changes,
		event,
		(tx, changed) => tx.update(conversations).set({ snoozedUntil: until }).where(inArray(conversations.id, changed)),
		until ? { until: until.toISOString() } : {},
	);
}

/** Brings back those whose time has come, on top of the list, and tells those whom it concerns. Answers how many. */
export async function endSnoozes(): Promise<number> {
	const ended = await transaction(async (tx) => {
		const due = await tx
			.select({ id: conversations.id })
			.from(conversations)
			.where(lte(conversations.snoozedUntil, sql`clock_timestamp()`))
			.orderBy(asc(conversations.id))
			.limit(bulkLimit)
			.for("no key update", { skipLocked: true });
		const ids = due.map(({ id }) => id);
		if (ids.length === 0) return ids;
		await tx
			.update(conversations)
			.set({ snoozedUntil: null, status: "active", sortAt: sql`greatest(${conversations.sortAt}, clock_timestamp())` })
			.where(inArray(conversations.id, ids));
		const lines = await recordEvents(tx, ids, { type: "system", job: "snooze" }, "unsnoozed");
		for (const eventId of lines) await enqueue(tx, "notify.unsnoozed", { eventId });
		return ids;
	});
	if (ended.length > 0) await publish("conversations.changed", { conversationIds: ended });
	return ended.length;
}
