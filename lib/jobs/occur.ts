import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import type { Actor } from "@/lib/actor";
import { enqueue, type Occasion } from "./enqueue";

/**
 * Tells the automations that something happened, where any waits for it. What an automation did sets nothing off, neither itself nor
 * another one: no loop among them can begin.
 */
export async function occur(tx: Transaction, occasion: Occasion, actor: Actor): Promise<void> {
	if (actor.type === "automation") return;
	const [waits] = await tx.execute(sql`SELECT 1 FROM automations WHERE enabled AND trigger->>'type' = ${occasion.type} LIMIT 1`);
	if (waits) await enqueue(tx, "automation.consider", occasion, { queue: `automation:${occasion.conversationId ?? `customer ${occasion.customerId}`}` });
}
