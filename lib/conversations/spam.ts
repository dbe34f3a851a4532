import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
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
 * Blocks a customer, or lets them in again. What a blocked one writes is kept, among the spam, and tells nobody; so are all their
 * conversations. Saying again what is already so changes nothing. Throws notFound.
 */
export async function blockCustomer(customerId: number, blocked: boolean, actor: UserActor): Promise<void> {
	requireStaff(actor);
	const changed = await transaction(async (tx) => {
		const [customer] = await tx
			.update(customers)
			.set({ blockedAt: blocked ? new Date() : null })
			.where(and(eq(customers.id, customerId), blocked ? isNull(customers.blockedAt) : isNotNull(customers.blockedAt)))
			.returning({ id: customers.id });
		if (!customer) {
			const [known] = await tx.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId));
			if (!known) throw new DomainError("notFound");
			return [];
		}
		const theirs = await tx
			.select({ id: conversations.id })
			.from(conversations)
			.where(and(eq(conversations.customerId, customerId), eq(conversations.spam, !blocked)))
			.orderBy(asc(conversations.id))
			.for("no key update");
		const ids = theirs.map(({ id }) => id);
		if (ids.length > 0) await tx.update(conversations).set({ spam: blocked }).where(inArray(conversations.id, ids));
		await recordEvents(tx, ids, actor, blocked ? "blocked" : "unblocked");
		await recordAudit(tx, actor, blocked ? "customer.blocked" : "customer.unblocked", { customerId });
		return ids;
	});
	await publish("customer.changed", { customerId });
	for (let i = 0; i < changed.length; i += bulkLimit) await publish("conversations.changed", { conversationIds: changed.slice(i, i + bulkLimit) });
}
