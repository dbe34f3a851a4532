import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Conversation, chatbotRuns, deliveries, messages } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { withdrawMessages } from "@/lib/messages/withdraw";
import { publish } from "@/lib/realtime/publish";
import { decide, endRuns, holdOf } from "./hold";
import { loadChatbot } from "./load";

/**
 * Silences a chatbot in a conversation at once, a reply half written or not yet on its way included: for so many hours, or (null) until it is
 * unblocked. What has gone out stays. Throws notFound.
 */
export async function blockChatbot(conversationId: number, chatbotId: number, hours: number | null, actor: Actor): Promise<void> {
	await transaction(async (tx) => blockWithin(tx, await loadConversation(tx, conversationId, actor), chatbotId, hours, actor));
	await publish("conversation.changed", { conversationId });
}

/** The same in a locked conversation, inside a transaction of the caller's, who publishes. */
export async function blockWithin(tx: Transaction, conversation: Conversation, chatbotId: number, hours: number | null, actor: Actor): Promise<void> {
	const { id } = conversation;
	const { name } = await loadChatbot(tx, chatbotId, actor);
	const until = hours === null ? null : new Date(Date.now() + hours * 3600_000);
	const isBlocked = (await holdOf(tx, conversation, chatbotId)) === "blocked";
	await decide(tx, id, chatbotId, { blocked: true, blockedUntil: until });
	if (!isBlocked || until) await recordEvent(tx, id, actor, "bot_blocked", { chatbotId, name, ...(until && { until: until.toISOString() }) });
	await endRuns(tx, id, "blocked", { only: chatbotId });
	await withdrawMessages(tx, await unsent(tx, id, chatbotId));
}

/** Lets a chatbot speak in a conversation again, whatever kept it silent: a block, an operator's answer, its own handing over. Throws notFound. */
export async function unblockChatbot(conversationId: number, chatbotId: number, actor: Actor): Promise<void> {
	await transaction(async (tx) => {
		const conversation = await loadConversation(tx, conversationId, actor);
		const { name } = await loadChatbot(tx, chatbotId, actor);
		const hold = await holdOf(tx, conversation, chatbotId);
		if (hold !== "blocked" && hold !== "paused") return;
		await decide(tx, conversationId, chatbotId, { blocked: false, blockedUntil: null, resumedAt: sql`nextval('timeline_id')` as unknown as number });
		await recordEvent(tx, conversationId, actor, "bot_unblocked", { chatbotId, name });
	});
	await publish("conversation.changed", { conversationId });
}

/** What it has said that is not known to have gone out. */
async function unsent(tx: Transaction, conversationId: number, chatbotId: number): Promise<number[]> {
	const found = await tx
		.select({ id: messages.id })
		.from(messages)
		.innerJoin(deliveries, eq(deliveries.messageId, messages.id))
		.where(
			and(
				eq(messages.conversationId, conversationId),
				eq(messages.author, "chatbot"),
				inArray(deliveries.state, ["queued", "sending"]),
				sql`EXISTS (SELECT 1 FROM ${chatbotRuns} r WHERE r.conversation_id = ${conversationId} AND r.chatbot_id = ${chatbotId}
					AND r.steps @> jsonb_build_array(jsonb_build_object('messageId', ${messages.id})))`,
			),
		);
	return found.map(({ id }) => id);
}
