import "server-only";
import { eq } from "drizzle-orm";
import { transaction } from "@/db";
import { conversations } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { publish } from "@/lib/realtime/publish";
import { loadConversation } from "./load";
import { recordEvent } from "./record-event";

/** Flags a conversation for everybody, or takes the flag away. Saying again what is already so records nothing. */
export async function setFlag(id: number, flagged: boolean, actor: Actor): Promise<void> {
	await transaction(async (tx) => {
		const conversation = await loadConversation(tx, id, actor);
		if (conversation.flagged === flagged) return;
		await tx.update(conversations).set({ flagged }).where(eq(conversations.id, id));
		await recordEvent(tx, id, actor, flagged ? "flagged" : "unflagged");
	});
	await publish("conversation.changed", { conversationId: id });
}
