import "server-only";
import type { Transaction } from "@/db";
import { type AuditAction, auditLog } from "@/db/schema";
import type { UserActor } from "@/lib/actor";

type Entry = { customerId: number; conversationId?: number; counts?: Record<string, number> };

/** Keeps who did what for good, and to whom, in the transaction that does it. Numbers alone: nothing of what was said. */
export async function recordAudit(tx: Transaction, actor: UserActor, action: AuditAction, entry: Entry): Promise<void> {
	await tx.insert(auditLog).values({ ...entry, action, userId: actor.user.id });
}
