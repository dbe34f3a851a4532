import "server-only";
import type { Transaction } from "@/db";
import { type Author, type Conversation, conversations, type Inbox, type Source } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { recordEvent } from "./record-event";

type Beginning = { customerId: number; inbox: Inbox; subject: string | null; source: Source; sourceName?: string | null; author: Author; spam?: boolean };

/** Begins a conversation. The caller puts the first message in before the transaction ends. */
export async function beginConversation(tx: Transaction, beginning: Beginning, actor: Actor): Promise<Conversation> {
	const { inbox, author, ...rest } = beginning;
	const [conversation] = await tx
		.insert(conversations)
		.values({ ...rest, inboxId: inbox.id, channel: inbox.channel, lastAuthor: author, subject: beginning.subject?.slice(0, 998) ?? null })
		.returning();
	if (!conversation) throw new Error("an insert answers its row");
	if (beginning.source !== "inbound")
		await recordEvent(tx, conversation.id, actor, "started", { source: beginning.source, sourceName: beginning.sourceName ?? null });
	return conversation;
}
