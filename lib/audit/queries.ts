import "server-only";
import { desc, eq, lt } from "drizzle-orm";
import { db } from "@/db";
import { type AuditAction, auditLog, customers, users } from "@/db/schema";

export type AuditEntry = {
	id: number;
	action: AuditAction;
	at: Date;
	userName: string;
	customerId: number;
	/** Null when the customer is gone too. */
	customerName: string | null;
	counts: Record<string, number>;
};

/** What was done for good, newest first. */
export async function listAudit(before = Number.MAX_SAFE_INTEGER, limit = 50): Promise<AuditEntry[]> {
	return db()
		.select({
			id: auditLog.id,
			action: auditLog.action,
			at: auditLog.createdAt,
			userName: users.name,
			customerId: auditLog.customerId,
			customerName: customers.name,
			counts: auditLog.counts,
		})
		.from(auditLog)
		.innerJoin(users, eq(users.id, auditLog.userId))
		.leftJoin(customers, eq(customers.id, auditLog.customerId))
		.where(lt(auditLog.id, before))
		.orderBy(desc(auditLog.id))
		.limit(limit);
}
