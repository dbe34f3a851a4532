import "server-only";
import { and, eq, inArray, isNull, lt, ne, notInArray, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { conversations, type DeliveryStatus, deliveries, messages } from "@/db/schema";
import type { SendErrorCode } from "@/lib/channels/provider";
import { enqueue } from "@/lib/jobs/enqueue";

type Failure = { errorCode: string | null; errorDetail: string | null };

/** The next server took the mail, and later the one behind it gave it back: whatever comes in which order, it did not arrive. */
const returned: string[] = ["bounced", "unknownMailbox", "unknownDomain", "mailboxFull", "refusedByPolicy", "notInTime"] satisfies SendErrorCode[];

function mayMove(status: DeliveryStatus, failure: Failure | undefined) {
	const forward = and(lt(messages.status, status), or(ne(messages.status, "failed"), isNull(messages.errorCode), notInArray(messages.errorCode, returned)));
	return returned.includes(failure?.errorCode ?? "") && status === "failed" ? or(forward, inArray(messages.status, ["delivered", "read"])) : forward;
}

/**
 * Moves an outgoing message's status, forward only (the enum's order): a late "sent" never hides a "delivered". Answers whether it
 * moved. Keeps the row's failed mark in step.
 */
export async function moveStatus(tx: Transaction, messageId: number, status: DeliveryStatus, failure?: Failure): Promise<boolean> {
	const [moved] = await tx
		.update(messages)
		// Whoever called it spam has not taken that back by opening it.
		.set({
			status,
			errorCode: failure?.errorCode ?? sql`CASE WHEN ${messages.errorCode} = 'complained' THEN ${messages.errorCode} END`,
			errorDetail: failure?.errorDetail?.slice(0, 1000) ?? null,
		})
		.where(and(eq(messages.id, messageId), eq(messages.direction, "out"), mayMove(status, failure)))
		.returning({ conversationId: messages.conversationId });
	if (!moved) return false;
	const failed = status === "failed";
	if (failed) await enqueue(tx, "notify.failed", { messageId, attempt: await attemptOf(tx, messageId) });
	if (failed || status === "delivered" || status === "read") {
		// Only the newest word of ours counts, and a row that already says so is not written again.
		await tx
			.update(conversations)
			.set({ lastFailed: failed })
			.where(
				and(
					eq(conversations.id, moved.conversationId),
					sql`${conversations.lastFailed} <> ${failed}`,
					sql`NOT EXISTS (SELECT 1 FROM messages newer WHERE newer.conversation_id = ${moved.conversationId} AND newer.direction = 'out' AND newer.id > ${messageId})`,
				),
			);
	}
	return true;
}

/** Notes what moves no message on: the recipient called it spam, which comes after "delivered", or their server does not take it yet. Answers whether it was news. */
export async function noteAside(tx: Transaction, messageId: number, errorCode: string | null): Promise<boolean> {
	if (errorCode !== "complained" && errorCode !== "delayed") return false;
	// Late news of a delay are none.
	const open =
		errorCode === "delayed" ? and(eq(messages.status, "sent"), isNull(messages.errorCode)) : or(isNull(messages.errorCode), eq(messages.errorCode, "delayed"));
	const noted = await tx
		.update(messages)
		.set({ errorCode })
		.where(and(eq(messages.id, messageId), eq(messages.direction, "out"), open))
		.returning({ id: messages.id });
	return noted.length > 0;
}

async function attemptOf(tx: Transaction, messageId: number): Promise<string> {
	const [delivery] = await tx.select({ key: deliveries.idempotencyKey }).from(deliveries).where(eq(deliveries.messageId, messageId));
	return delivery?.key ?? `message-${messageId}`;
}
