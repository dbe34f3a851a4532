import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { chatbotRuns, conversationChatbots, conversations, deliveries, messages } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { enqueueSending } from "./enqueue-sending";

/** Queues a failed message again. Throws notRetryable for one that has not failed, chatbotBlocked for what a chatbot said that is blocked here. */
export async function retryMessage(messageId: number, actor: Actor): Promise<void> {
	const conversationId = await transaction(async (tx) => {
		const [message] = await tx.select({ conversationId: messages.conversationId }).from(messages).where(eq(messages.id, messageId));
		if (!message) throw new DomainError("notFound");
		await loadConversation(tx, message.conversationId, actor);
		if (await isSilenced(tx, message.conversationId, messageId)) throw new DomainError("chatbotBlocked");
		const [queued] = await tx
			.update(messages)
			.set({ status: "queued", providerId: null, errorCode: null, errorDetail: null })
			.where(and(eq(messages.id, messageId), eq(messages.direction, "out"), eq(messages.status, "failed")))
			.returning({ id: messages.id });
		if (!queued) throw new DomainError("notRetryable");
		await requeue(tx, messageId);
		await tx.update(conversations).set({ lastFailed: false }).where(eq(conversations.id, message.conversationId));
		await enqueueSending(tx, messageId, message.conversationId);
		return message.conversationId;
	});
	await publish("conversation.changed", { conversationId, messageId });
}

/** Who blocked a chatbot has it say nothing more, its old words included. */
async function isSilenced(tx: Transaction, conversationId: number, messageId: number): Promise<boolean> {
	const [silenced] = await tx
		.select({ chatbotId: chatbotRuns.chatbotId })
		.from(chatbotRuns)
		.innerJoin(
			conversationChatbots,
			and(eq(conversationChatbots.conversationId, chatbotRuns.conversationId), eq(conversationChatbots.chatbotId, chatbotRuns.chatbotId)),
		)
		.where(
			and(
				eq(chatbotRuns.conversationId, conversationId),
				sql`${chatbotRuns.steps} @> ${JSON.stringify([{ messageId }])}::jsonb`,
				eq(conversationChatbots.blocked, true),
				sql`coalesce(${conversationChatbots.blockedUntil} > clock_timestamp(), true)`,
			),
		)
		.limit(1);
	return silenced !== undefined;
}

/** A sending whose end is not known keeps its key, so that it cannot go twice; one that was refused or bounced is begun anew. */
async function requeue(tx: Transaction, messageId: number): Promise<void> {
	const unclear = sql`${deliveries.state} = 'failed' AND ${deliveries.attemptedAt} IS NOT NULL`;
	await tx
		.update(deliveries)
		.set({
			state: "queued",
			idempotencyKey: sql`CASE WHEN ${unclear} THEN ${deliveries.idempotencyKey} ELSE 'message-' || ${messageId}::text || '-' || gen_random_uuid()::text END`,
			attemptedAt: sql`CASE WHEN ${unclear} THEN ${deliveries.attemptedAt} END`,
			lastError: null,
			withdrawnAt: null,
		})
		.where(eq(deliveries.messageId, messageId));
}
