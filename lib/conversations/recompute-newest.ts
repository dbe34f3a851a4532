import "server-only";
import { and, asc, desc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { attachments, type Conversation, conversations, type Message, messages } from "@/db/schema";
import { ownWords } from "@/lib/mail/visible";
import { snippetOf } from "./touch";

/** Says anew what a (locked) conversation's row tells of its messages, after one of them went: the last line, who spoke, unread, the order. */
export async function recomputeNewest(tx: Transaction, { id, createdAt }: Conversation): Promise<void> {
	const newest = (condition?: SQL) => firstOf(tx, and(eq(messages.conversationId, id), condition), desc);
	const last = await newest();
	const spoken = await newest(or(ne(messages.author, "customer"), eq(messages.automatic, false)));
	const heard = await newest(and(eq(messages.direction, "in"), eq(messages.automatic, false)));
	const ours = await newest(eq(messages.direction, "out"));
	const first = await firstOf(tx, eq(messages.conversationId, id), asc);
	await tx
		.update(conversations)
		.set({
			lastMessageId: last?.id ?? 0,
			lastMessageAt: last?.createdAt ?? createdAt,
			sortAt: last?.createdAt ?? createdAt,
			lastSnippet: last ? snippetOf(await preview(tx, last)) : "",
			lastAuthor: (spoken ?? last)?.author ?? "customer",
			// Automatic mail is unread where it began the conversation.
			lastInboundId: heard?.id ?? (first?.direction === "in" ? first.id : 0),
			lastFailed: ours?.status === "failed",
			messageCount: sql`greatest(0, ${conversations.messageCount} - 1)`,
		})
		.where(eq(conversations.id, id));
}

async function firstOf(tx: Transaction, condition: SQL | undefined, order: typeof asc): Promise<Message | undefined> {
	const [message] = await tx.select().from(messages).where(condition).orderBy(order(messages.id)).limit(1);
	return message;
}

async function preview(tx: Transaction, message: Message): Promise<string> {
	const text = ownWords(message);
	if (text) return text;
	const files = await tx
		.select({ name: attachments.filename })
		.from(attachments)
		.where(eq(attachments.messageId, message.id))
		.orderBy(asc(attachments.position));
	return files.map(({ name }) => name).join(", ");
}
