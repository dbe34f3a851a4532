import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { conversationDeletions, conversations, deliveries, messages } from "@/db/schema";
import { requireStaff, type UserActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/record";
import { loadConversation } from "@/lib/conversations/load";
import { whatGoes } from "@/lib/conversations/what-goes";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { enqueuePurge, stopSending } from "./purge";

/**
 * Deletes a conversation forever. It is gone for everybody at once, whatever its length, and nothing of it goes out any more; a job takes
 * away its history. Throws notFound.
 */
export async function deleteConversation(id: number, actor: UserActor): Promise<void> {
	const customerId = await transaction(async (tx) => {
		const { customerId } = await loadConversation(tx, id, actor);
		const counts = await whatGoes([id], tx);
		await stopSending(tx, await waiting(tx, id));
		await tx.delete(conversations).where(eq(conversations.id, id));
		await tx.insert(conversationDeletions).values({ conversationId: id });
		await recordAudit(tx, actor, "conversation.deleted", { customerId, conversationId: id, counts });
		await enqueuePurge(tx, id);
		return customerId;
	});
	await publish("conversation.changed", { conversationId: id });
	await publish("customer.changed", { customerId });
}

/** Each of them, one after the other; those that somebody else deleted meanwhile are gone as wanted. */
export async function deleteConversations(ids: number[], actor: UserActor): Promise<void> {
	requireStaff(actor);
	for (const id of ids) {
		await deleteConversation(id, actor).catch((error) => {
			if (!(error instanceof DomainError && error.code === "notFound")) throw error;
		});
	}
}

async function waiting(tx: Transaction, conversationId: number): Promise<number[]> {
	const open = await tx
		.select({ id: deliveries.messageId })
		.from(deliveries)
		.innerJoin(messages, eq(messages.id, deliveries.messageId))
		.where(and(eq(messages.conversationId, conversationId), inArray(deliveries.state, ["queued", "sending"])));
	return open.map(({ id }) => id);
}
