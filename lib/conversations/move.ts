import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db";
import { type Conversation, conversations, inboxes } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { type BulkResult, changeMany } from "./bulk";

/** Moves conversations to another inbox of their channel: answers go out from there. Throws notFound for an inbox that is none, otherChannel. */
export async function moveToInbox(ids: number[], inboxId: number, actor: Actor): Promise<BulkResult> {
	const [inbox] = await db()
		.select()
		.from(inboxes)
		.where(and(eq(inboxes.id, inboxId), eq(inboxes.enabled, true)));
	if (!inbox) throw new DomainError("notFound");
	const changes = (conversation: Conversation) => {
		if (conversation.channel !== inbox.channel) throw new DomainError("otherChannel");
		return conversation.inboxId !== inboxId;
	};
	return changeMany(ids, actor, changes, "moved", (tx, changed) => tx.update(conversations).set({ inboxId }).where(inArray(conversations.id, changed)), {
		inbox: inbox.name,
	});
}
