import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Chatbot, type ChatbotRun, type Conversation, chatbotRuns, conversationChatbots, type RunState } from "@/db/schema";
import { botSettings } from "./hours";

/** What keeps a chatbot from speaking. */
export type Hold = "blocked" | "paused" | "disabled" | "answered" | "spam" | "hourCap" | "conversationCap";

/** At most so much is said by chatbots to one customer in an hour, and in one conversation before a person speaks: two programs would go on for ever. */
export const caps = { hour: 20, conversation: 40 };

/** Whether a chatbot may begin by itself in a (locked) conversation. */
export async function holdOf(tx: Transaction, { id, spam, customerId }: Conversation, chatbotId: number): Promise<Hold | null> {
	if (spam) return "spam";
	const { pauseOnAnswer } = await botSettings(tx);
	const [found] = await tx.execute<{ blocked: boolean; answered: boolean; handed: boolean }>(sql`
		WITH word AS (SELECT * FROM conversation_chatbots WHERE conversation_id = ${id} AND chatbot_id = ${chatbotId}),
			mark AS (SELECT greatest(coalesce((SELECT resumed_at FROM word), 0), coalesce((SELECT max(id) FROM events WHERE conversation_id = ${id} AND type = 'archived'), 0)) AS id)
		SELECT EXISTS (SELECT 1 FROM word WHERE blocked AND (blocked_until IS NULL OR blocked_until > clock_timestamp())) AS blocked,
			EXISTS (SELECT 1 FROM messages m, mark WHERE m.conversation_id = ${id} AND m.direction = 'out' AND m.author = 'operator' AND m.id > mark.id)
				OR EXISTS (SELECT 1 FROM outgoing o WHERE o.conversation_id = ${id} AND ${isGoing}) AS answered,
			EXISTS (SELECT 1 FROM chatbot_runs r, mark WHERE r.conversation_id = ${id} AND r.handed_off AND r.since_id > mark.id) AS handed`);
	if (found?.blocked) return "blocked";
	if (found?.handed || (found?.answered && pauseOnAnswer)) return "paused";
	return capOf(tx, id, customerId);
}

/** Told to run, whatever its own trigger and though it is turned off for all else: somebody waits to hear what became of it. */
export const isAsked = ({ trigger }: Pick<ChatbotRun, "trigger">) => trigger === "manual" || trigger === "automation";

/** Whether a run may go on: asked under the conversation's lock, in the transaction that speaks. A block that has committed is seen here. */
export async function holdOfRun(tx: Transaction, run: ChatbotRun, conversation: Conversation, chatbot: Chatbot): Promise<Hold | null> {
	const forced = run.trigger === "manual";
	if (!chatbot.enabled && !isAsked(run)) return "disabled";
	// Who has it run now knows what they have sent.
	if (await isAnswered(tx, conversation.id, run.sinceId, { going: !forced })) return "answered";
	const hold = await holdOf(tx, conversation, chatbot.id);
	return hold === "paused" && forced ? capOf(tx, conversation.id, conversation.customerId) : hold;
}

/** A person's answer that only waits to be undone: to whoever pressed Send it is said. */
const isGoing = sql`o.state = 'waiting' AND NOT o.scheduled`;

/** Whether a person or a chatbot has said something after that message. What an automation says by itself (that it was received) is no answer. */
export async function isAnswered(tx: Transaction, conversationId: number, messageId: number, { going } = { going: true }): Promise<boolean> {
	const [row] = await tx.execute(sql`
		SELECT 1 FROM messages WHERE conversation_id = ${conversationId} AND id > ${messageId} AND author IN ('operator', 'chatbot')
		UNION ALL SELECT 1 FROM outgoing o WHERE o.conversation_id = ${conversationId} AND o.id > ${messageId} AND ${isGoing} AND ${going} LIMIT 1`);
	return row !== undefined;
}

async function capOf(tx: Transaction, conversationId: number, customerId: number): Promise<Hold | null> {
	const [said] = await tx.execute<{ hour: string; conversation: string }>(sql`
		SELECT (SELECT count(*) FROM conversations c JOIN messages m ON m.conversation_id = c.id
				WHERE c.customer_id = ${customerId} AND c.last_message_at > now() - interval '1 hour' AND m.author = 'chatbot' AND m.created_at > now() - interval '1 hour') AS hour,
			(SELECT count(*) FROM messages m WHERE m.conversation_id = ${conversationId} AND m.author = 'chatbot'
				AND m.id > coalesce((SELECT max(o.id) FROM messages o WHERE o.conversation_id = ${conversationId} AND o.direction = 'out' AND o.author = 'operator'), 0)) AS conversation`);
	if (Number(said?.hour) >= caps.hour) return "hourCap";
	return Number(said?.conversation) >= caps.conversation ? "conversationCap" : null;
}

/** Ends the open runs of a conversation, of one chatbot or of all but none; answers how many. The conversation is locked. */
export async function endRuns(tx: Transaction, conversationId: number, error: string, { only, state = "stopped" }: { only?: number; state?: RunState } = {}) {
	return tx
		.update(chatbotRuns)
		.set({ state, error, endedAt: sql`clock_timestamp()`, cursor: null })
		.where(
			and(
				eq(chatbotRuns.conversationId, conversationId),
				isNull(chatbotRuns.endedAt),
				ne(chatbotRuns.state, state),
				only === undefined ? undefined : eq(chatbotRuns.chatbotId, only),
			),
		)
		.returning({ id: chatbotRuns.id });
}

/** Keeps what somebody decided about a chatbot in a conversation. */
export async function decide(tx: Transaction, conversationId: number, chatbotId: number, word: Partial<typeof conversationChatbots.$inferInsert>) {
	await tx
		.insert(conversationChatbots)
		.values({ conversationId, chatbotId, ...word })
		.onConflictDoUpdate({ target: [conversationChatbots.conversationId, conversationChatbots.chatbotId], set: word });
}
