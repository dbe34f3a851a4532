import "server-only";
import { and, asc, desc, eq, lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Chatbot, type ChatbotRun, chatbotRuns, chatbots, conversations, customers } from "@/db/schema";
import { botSettings } from "./hours";
import type { BotSettings } from "./settings-schema";

export function currentBotSettings(): Promise<BotSettings> {
	return botSettings(db());
}

/** Its secret never leaves the server: only whether there is one. */
export type EditableChatbot = Omit<Chatbot, "sealedSecret" | "createdAt" | "updatedAt"> & { hasSecret: boolean; updatedAt: string };

export async function listChatbots(): Promise<EditableChatbot[]> {
	return (await db().select().from(chatbots).orderBy(asc(chatbots.position), asc(chatbots.id))).map(editable);
}

export async function chatbotById(id: number): Promise<EditableChatbot | null> {
	const [chatbot] = await db().select().from(chatbots).where(eq(chatbots.id, id));
	return chatbot ? editable(chatbot) : null;
}

function editable({ sealedSecret, createdAt: _, updatedAt, ...chatbot }: Chatbot): EditableChatbot {
	return { ...chatbot, hasSecret: sealedSecret !== null, updatedAt: updatedAt.toISOString() };
}

export type ListedRun = Pick<ChatbotRun, "id" | "conversationId" | "trigger" | "state" | "error" | "steps"> & {
	customerName: string;
	startedAt: string;
	endedAt: string | null;
};

/** What a chatbot did, the newest first: `limit` of those before the run `before`. */
export async function runsOf(chatbotId: number, before: number | null, limit: number): Promise<ListedRun[]> {
	const found = await db()
		.select({ run: chatbotRuns, customerName: customers.name })
		.from(chatbotRuns)
		.innerJoin(conversations, eq(conversations.id, chatbotRuns.conversationId))
		.innerJoin(customers, eq(customers.id, conversations.customerId))
		.where(and(eq(chatbotRuns.chatbotId, chatbotId), before === null ? undefined : lt(chatbotRuns.id, before)))
		.orderBy(desc(chatbotRuns.id))
		.limit(limit);
	return found.map(({ run: { id, conversationId, trigger, state, error, steps, startedAt, endedAt }, customerName }) => ({
		...{ id, conversationId, trigger, state, error, steps, customerName },
		startedAt: startedAt.toISOString(),
		endedAt: endedAt?.toISOString() ?? null,
	}));
}

/** Why the newest run of a chatbot failed; of those whose newest did not, nothing. By the chatbot's number. */
export async function failingChatbots(): Promise<Record<number, string>> {
	const rows = await db().execute<{ id: number; error: string | null }>(sql`SELECT b.id, newest.error FROM chatbots b
		CROSS JOIN LATERAL (SELECT state, error FROM chatbot_runs r WHERE r.chatbot_id = b.id AND r.ended_at IS NOT NULL ORDER BY r.id DESC LIMIT 1) newest
		WHERE newest.state = 'failed'`);
	return Object.fromEntries(rows.map(({ id, error }) => [id, error ?? ""]));
}

export type BotHere = {
	id: number;
	name: string;
	emoji: string;
	enabled: boolean;
	blocked: boolean;
	blockedUntil: string | null;
	paused: boolean;
	busy: boolean;
};

/** The chatbots that speak on a conversation's channel, and what keeps each silent there. */
export async function chatbotsOf(conversationId: number): Promise<BotHere[]> {
	const rows = await db().execute<BotHere>(sql`
		SELECT b.id, b.name, b.emoji, b.enabled,
			coalesce(w.blocked AND (w.blocked_until IS NULL OR w.blocked_until > now()), false) AS blocked, w.blocked_until AS "blockedUntil",
			(coalesce((SELECT (value->>'pauseOnAnswer')::boolean FROM settings WHERE key = 'chatbots'), true)
				AND EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = c.id AND m.direction = 'out' AND m.author = 'operator' AND m.id > mark.id))
				OR EXISTS (SELECT 1 FROM chatbot_runs r WHERE r.conversation_id = c.id AND r.handed_off AND r.since_id > mark.id) AS paused,
			EXISTS (SELECT 1 FROM chatbot_runs r WHERE r.conversation_id = c.id AND r.chatbot_id = b.id AND r.ended_at IS NULL) AS busy
		FROM conversations c JOIN chatbots b ON c.channel::text = ANY(b.channels)
		LEFT JOIN conversation_chatbots w ON w.conversation_id = c.id AND w.chatbot_id = b.id
		CROSS JOIN LATERAL (SELECT greatest(coalesce(w.resumed_at, 0), coalesce((SELECT max(id) FROM events WHERE conversation_id = c.id AND type = 'archived'), 0)) AS id) mark
		WHERE c.id = ${conversationId} ORDER BY b.position, b.id`);
	return rows.map((row) => ({ ...row, blockedUntil: row.blocked && row.blockedUntil ? new Date(row.blockedUntil).toISOString() : null }));
}
