import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { transaction } from "@/db";
import { type Conversation, conversations, customers } from "@/db/schema";
import { requireStaff, type UserActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/record";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { type BulkResult, changeMany } from "./bulk";
import { bulkLimit } from "./limits";
import { recordEvents } from "./record-event";

/** Puts conversations among the spam or takes them out: there they call for nobody's attention. */
export async function setSpam(ids: number[], spam: boolean, actor: UserActor): Promise<BulkResult> {
	const changes = (conversation: Conversation) => conversation.spam !== spam;
	return changeMany(ids, actor, changes, spam ? "spam" : "unspam", (tx, changed) =>
		tx.update(conversations).set({ spam }).where(inArray(conversations.id, changed)),
	);
}

/**
 * Blocks customers, or lets them in again: all or none of those that there are. What a blocked one writes is kept, among the spam, and tells
 * nobody; so are all their conversations. Saying again what is already so changes nothing. Throws notFound when there is none of them.
 */
export async function blockCustomers(customerIds: number[], blocked: boolean, actor: UserActor): Promise<BulkResult> {
	requireStaff(actor);
	const wanted = [...new Set(customerIds)];
	const { found, changed, moved } = await transaction(async (tx) => {
		const found = await tx
			.select({ id: customers.id, blockedAt: customers.blockedAt })
			.from(customers)
			.where(inArray(customers.id, wanted))
			.orderBy(asc(customers.id))
			.for("no key update");
		const changed = found.filter(({ blockedAt }) => (blockedAt !== null) !== blocked).map(({ id }) => id);
		if (changed.length === 0) return { found, changed, moved: [] };
		await tx
			.update(customers)
			.set({ blockedAt: blocked ? new Date() : null })
			.where(inArray(customers.id, changed));
		const theirs = await tx
			.select({ id: conversations.id })
			.from(conversations)
			.where(and(inArray(conversations.customerId, changed), eq(conversations.spam, !blocked)))
			.orderBy(asc(conversations.id))
			.for("no key update");
		const moved = theirs.map(({ id }) => id);
		if (moved.length > 0) await tx.update(conversations).set({ spam: blocked }).where(inArray(conversations.id, moved));
		await recordEvents(tx, moved, actor, blocked ? "blocked" : "unblocked");
		for (const customerId of changed) await recordAudit(tx, actor, blocked ? "customer.blocked" : "customer.unblocked", { customerId });
		return { found, changed, moved };
	});
	if (found.length === 0) throw new DomainError("notFound");
	for (const customerId of changed) await publish("customer.changed", { customerId });
	for (let i = 0; i < moved.length; i += bulkLimit) await publish("conversations.changed", { conversationIds: moved.slice(i, i + bulkLimit) });
	return { changed, missing: wanted.length - found.length };
}
