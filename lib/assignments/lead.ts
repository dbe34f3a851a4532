import "server-only";
import { eq, sql } from "drizzle-orm";
import { transaction } from "@/db";
import { conversationAssignees } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";

/** Makes one of the assigned the one in charge. Saying again what is already so records nothing. Throws notFound for who is not assigned. */
export async function setLead(id: number, userId: number, actor: Actor): Promise<void> {
	await transaction(async (tx) => {
		const { assigneeIds } = await loadConversation(tx, id, actor);
		if (!assigneeIds.includes(userId)) throw new DomainError("notFound");
		if (assigneeIds[0] === userId) return;
		const lead = sql<boolean>`user_id = ${userId}`;
		await tx.update(conversationAssignees).set({ lead }).where(eq(conversationAssignees.conversationId, id));
		await recordEvent(tx, id, actor, "led", { userIds: [userId] });
	});
	await publish("conversation.changed", { conversationId: id });
}
