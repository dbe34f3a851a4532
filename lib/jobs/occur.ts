import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import type { Channel } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { enqueueAll, type Job, type Occasion } from "./enqueue";

/**
 * Tells the automations that something happened, where any waits for it. What an automation did sets nothing off, neither itself nor
 * another one: no loop among them can begin.
 */
export async function occur(tx: Transaction, occasion: Occasion, actor: Actor): Promise<void> {
	await enqueueAll(tx, occasionJobs([occasion], actor));
}

/** The same, to be added together with other jobs. */
export function occasionJobs(occasions: Occasion[], actor: Actor): Job[] {
	if (actor.type === "automation") return [];
	return occasions.map((payload) => ({
		name: "automation.consider" as const,
		payload,
		options: { queue: `automation:${payload.conversationId ?? `customer ${payload.customerId}`}` },
		when: sql`EXISTS (SELECT 1 FROM automations WHERE enabled AND trigger->>'type' = ${payload.type})`,
	}));
}

/** Whether a chatbot may answer in a conversation, or is about to. */
export function chatbotsListen(conversationId: number): SQL {
	return sql`(EXISTS (SELECT 1 FROM chatbots WHERE enabled) OR EXISTS (SELECT 1 FROM chatbot_runs WHERE conversation_id = ${conversationId} AND ended_at IS NULL))`;
}

/** Whether what arrives on a channel is translated: see lib/translation/settings.ts. */
export function isTranslated(channel: Channel): SQL {
	return sql`EXISTS (SELECT 1 FROM settings WHERE key = 'translation' AND value->>'provider' IS NOT NULL AND coalesce(value->'channels' ? ${channel}, true))`;
}

/** Whether one of us has written in a conversation of late: whoever did so last has it while nobody is assigned. */
export function wroteHere(conversationId: number): SQL {
	const newest = sql`SELECT author FROM messages WHERE conversation_id = ${conversationId} AND direction = 'out' ORDER BY id DESC LIMIT 100`;
	return sql`EXISTS (SELECT FROM (${newest}) newest WHERE author = 'operator')`;
}
