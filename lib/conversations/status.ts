import "server-only";
import { eq } from "drizzle-orm";
import { transaction } from "@/db";
import { conversations, type Status } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { publish } from "@/lib/realtime/publish";
import { loadConversation } from "./load";
import { recordEvent } from "./record-event";

/** Archives a conversation or brings it back. Saying again what is already so records nothing. */
export async function setStatus(id: number, status: Status, actor: Actor): Promise<void> {
	await transaction(async (tx) => {
		const conversation = await loadConversation(tx, id, actor);
		const archives = status === "archived";
		// Who archives what is snoozed does not want it back by itself.
		if (conversation.status === status && !(archives && conversation.snoozedUntil)) return;
		await tx
			.update(conversations)
			.set({ status, ...(archives && { snoozedUntil: null }) })
			.where(eq(conversations.id, id));
		await recordEvent(tx, id, actor, archives ? "archived" : "reopened");
	});
	await publish("conversation.changed", { conversationId: id });
}
