import "server-only";
import { asc, eq, inArray, lt, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { conversationDeletions, deliveries, events, messages, notes, outgoing, webhooks } from "@/db/schema";
import { bury } from "@/lib/conversations/tombstones";
import { enqueue } from "@/lib/jobs/enqueue";
import { noJobLeft } from "@/lib/jobs/lost";
import { forgetWords } from "@/lib/search/forget-words";

const chunk = 500;

/** Takes away what a deleted conversation left, some at a time, each with all that hangs on it: a run that dies is gone on with by the next. */
export async function purgeConversation(conversationId: number): Promise<void> {
	const [deletion] = await db().select().from(conversationDeletions).where(eq(conversationDeletions.conversationId, conversationId));
	if (!deletion) return;
	for (const purgeSome of [someMessages, someNotes, someEvents]) {
		while ((await transaction((tx) => purgeSome(tx, conversationId))) > 0);
	}
	await db().delete(conversationDeletions).where(eq(conversationDeletions.conversationId, conversationId));
}

/** Queues the purging again whose job can no longer run. */
export async function resumePurges(): Promise<void> {
	await transaction(async (tx) => {
		const lost = await tx
			.select()
			.from(conversationDeletions)
			.where(
				sql`${lt(conversationDeletions.createdAt, sql`now() - interval '1 minute'`)} AND ${noJobLeft(sql`'purge:' || ${conversationDeletions.conversationId}`)}`,
			)
			.limit(100);
		for (const { conversationId } of lost) await enqueuePurge(tx, conversationId);
	});
}

export async function enqueuePurge(tx: Transaction, conversationId: number): Promise<void> {
	await enqueue(tx, "conversation.purge", { conversationId }, { key: `purge:${conversationId}`, maxAttempts: 25 });
}

async function someMessages(tx: Transaction, conversationId: number): Promise<number> {
	const ids = await idsOf(tx, messages, conversationId);
	await purgeMessages(tx, ids);
	return ids.length;
}

async function someNotes(tx: Transaction, conversationId: number): Promise<number> {
	const ids = await idsOf(tx, notes, conversationId);
	if (ids.length === 0) return 0;
	await forgetWords(tx, ids);
	await tx.delete(notes).where(inArray(notes.id, ids));
	return ids.length;
}

async function someEvents(tx: Transaction, conversationId: number): Promise<number> {
	const ids = await idsOf(tx, events, conversationId);
	if (ids.length > 0) await tx.delete(events).where(inArray(events.id, ids));
	return ids.length;
}

async function idsOf(tx: Transaction, table: typeof messages | typeof notes | typeof events, conversationId: number): Promise<number[]> {
	const found = await tx.select({ id: table.id }).from(table).where(eq(table.conversationId, conversationId)).orderBy(asc(table.id)).limit(chunk);
	return found.map(({ id }) => id);
}

/** Removes messages with their mails, files, words, sending and webhooks' payloads; only a hash of their names stays, to keep them away. The bytes
 * of files that nobody else names are swept (lib/attachments/sweep.ts). */
export async function purgeMessages(tx: Transaction, ids: number[]): Promise<void> {
	if (ids.length === 0) return;
	await bury(tx, ids);
	await forgetWords(tx, ids);
	await stopSending(tx, ids);
	await emptyWebhooks(tx, ids);
	await forgetPresses(tx, ids);
	await tx.delete(messages).where(inArray(messages.id, ids));
}

/** Nothing of these that still waits goes out. What is on its way at this moment cannot be called back. */
export async function stopSending(tx: Transaction, ids: number[]): Promise<void> {
	const open = await tx.delete(deliveries).where(inArray(deliveries.messageId, ids)).returning({ id: deliveries.messageId, state: deliveries.state });
	for (const { id, state } of open) if (state === "queued" || state === "sending") await tx.execute(sql`SELECT graphile_worker.remove_job(${`message:${id}`})`);
}

/** What was written stands in what waited to be sent as well, for a day. */
async function forgetPresses(tx: Transaction, ids: number[]): Promise<void> {
	const keys = tx.select({ key: messages.clientKey }).from(messages).where(inArray(messages.id, ids));
	await tx.delete(outgoing).where(inArray(outgoing.clientKey, keys));
}

/** That a request came stays known, so that it cannot come twice; what it said does not. */
async function emptyWebhooks(tx: Transaction, ids: number[]): Promise<void> {
	await tx.update(webhooks).set(emptied).where(inArray(webhooks.messageId, ids));
}

/** A webhook without what it carried. */
export const emptied = { state: "processed", url: "", headers: {}, payload: Buffer.alloc(0), lastError: null, messageId: null } as const;
