import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";

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
				AND EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = c.id AND m.author = 'operator' AND m.id > mark.id))
				OR EXISTS (SELECT 1 FROM chatbot_runs r WHERE r.conversation_id = c.id AND r.handed_off AND r.since_id > mark.id) AS paused,
			EXISTS (SELECT 1 FROM chatbot_runs r WHERE r.conversation_id = c.id AND r.chatbot_id = b.id AND r.ended_at IS NULL) AS busy
		FROM conversations c JOIN chatbots b ON c.channel::text = ANY(b.channels)
		LEFT JOIN conversation_chatbots w ON w.conversation_id = c.id AND w.chatbot_id = b.id
		CROSS JOIN LATERAL (SELECT greatest(coalesce(w.resumed_at, 0), coalesce((SELECT max(id) FROM events WHERE conversation_id = c.id AND type = 'archived'), 0)) AS id) mark
		WHERE c.id = ${conversationId} ORDER BY b.position, b.id`);
	return rows.map((row) => ({ ...row, blockedUntil: row.blocked && row.blockedUntil ? new Date(row.blockedUntil).toISOString() : null }));
}
