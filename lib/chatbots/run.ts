import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Chatbot, type ChatbotRun, type Conversation, chatbotRuns } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/realtime/publish";
import { endRuns, holdOf, isAnswered } from "./hold";
import { loadChatbot } from "./load";

/**
 * Has a chatbot speak in a conversation now, once, whatever its trigger and though an operator has answered; what another one is doing there
 * ends. Not while it is blocked, nor past the caps: the history says so. Throws notFound.
 */
export async function runChatbot(conversationId: number, chatbotId: number, actor: Actor): Promise<{ runId: number | null }> {
	const runId = await transaction(async (tx) => runWithin(tx, await loadConversation(tx, conversationId, actor), chatbotId, actor));
	await publish("conversation.changed", { conversationId });
	return { runId };
}

/**
 * The same in a locked conversation, inside a transaction of the caller's, who publishes. What is no person's wish, an automation's, is not done
 * where an operator has answered, nor where somebody or a chatbot has answered the message (`messageId`) that it is about.
 */
export async function runWithin(
	tx: Transaction,
	conversation: Conversation,
	chatbotId: number,
	actor: Actor,
	messageId: number | null = null,
): Promise<number | null> {
	const { id, lastMessageId } = conversation;
	const chatbot = await loadChatbot(tx, chatbotId, actor);
	const forced = actor.type === "user";
	if (!forced && messageId !== null && (await hasMet(tx, messageId, chatbotId))) return null;
	const hold = await holdOf(tx, conversation, chatbotId);
	const answered = !forced && messageId !== null && (await isAnswered(tx, id, messageId)) ? "answered" : null;
	const why = forced && hold === "paused" ? null : (hold ?? answered);
	await recordEvent(tx, id, actor, "bot_run", { chatbotId, name: chatbot.name, ...(why && { outcome: why }) });
	if (why) return null;
	await endRuns(tx, id, "replaced");
	const cause = forced ? { trigger: "manual" as const, messageId: null } : { trigger: "automation" as const, messageId };
	return beginRun(tx, conversation, chatbot, { ...cause, sinceId: lastMessageId });
}

/** Whether a chatbot (that one) has had a message in hand already. */
export async function hasMet(tx: Transaction, messageId: number, chatbotId?: number): Promise<boolean> {
	const here = and(eq(chatbotRuns.messageId, messageId), ne(chatbotRuns.trigger, "manual"));
	const [run] = await tx
		.select({ id: chatbotRuns.id })
		.from(chatbotRuns)
		.where(and(here, chatbotId === undefined ? undefined : eq(chatbotRuns.chatbotId, chatbotId)))
		.limit(1);
	return run !== undefined;
}

type Beginning = Pick<ChatbotRun, "trigger" | "messageId" | "sinceId">;

/** Opens a run and queues it. Null when the conversation has an open one, or the chatbot has met this message before. */
export async function beginRun(tx: Transaction, { id }: Conversation, chatbot: Chatbot, beginning: Beginning): Promise<number | null> {
	const [run] = await tx
		.insert(chatbotRuns)
		.values({ ...beginning, conversationId: id, chatbotId: chatbot.id })
		.onConflictDoNothing()
		.returning({ id: chatbotRuns.id });
	if (!run) return null;
	await enqueueRun(tx, run.id, id);
	return run.id;
}

/** The chatbots of one conversation work one after the other. */
export async function enqueueRun(tx: Transaction, runId: number, conversationId: number, runAt?: Date): Promise<void> {
	await enqueue(tx, "chatbot.run", { runId }, { queue: `chatbot:${conversationId}`, key: `chatbot-run:${runId}`, runAt, maxAttempts: 6 });
}

export async function openRun(tx: Transaction, conversationId: number): Promise<ChatbotRun | undefined> {
	const [run] = await tx
		.select()
		.from(chatbotRuns)
		.where(and(eq(chatbotRuns.conversationId, conversationId), isNull(chatbotRuns.endedAt)));
	return run;
}
