import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Author, type Conversation, conversations } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { recordEvent } from "./record-event";

type Newest = {
	id: number;
	author: Author;
	text: string /** Out of office and the like: shown, but stirs nothing. */;
	automatic?: boolean /** When it arrived, for mail that lay in a mailbox before we knew it: stirs nothing, and stands where its date says. */;
	arrivedAt?: Date | null;
};

const snippetLength = 140;

/**
 * Makes a message the newest of its (locked) conversation. A customer's own words make it unread and bring it back from the archive;
 * automatic mail does neither, save that it may begin a conversation. Nothing brings spam back.
 */
export async function touchConversation(tx: Transaction, conversation: Conversation, newest: Newest, actor: Actor): Promise<void> {
	await touch(tx, conversation, newest);
	if (reopens(conversation, newest)) await recordEvent(tx, conversation.id, actor, "reopened");
}

/** The same, but for the line of history that says what it reopened. */
export function touch(tx: Transaction, conversation: Conversation, newest: Newest) {
	if (newest.arrivedAt) return insertHistory(tx, conversation, newest, newest.arrivedAt);
	const speaks = stirs(conversation, newest) || newest.author !== "customer";
	return tx
		.update(conversations)
		.set({
			lastMessageId: newest.id,
			lastMessageAt: sql`clock_timestamp()`,
			sortAt: onTop(conversation.id),
			...(speaks && { lastAuthor: newest.author }),
			lastSnippet: snippetOf(newest.text),
			messageCount: sql`${conversations.messageCount} + 1`,
			...(stirs(conversation, newest) && { lastInboundId: newest.id }),
			...(reopens(conversation, newest) && { status: "active" as const, snoozedUntil: null }),
			...(newest.author !== "customer" && { lastFailed: false }),
		})
		.where(eq(conversations.id, conversation.id));
}

function stirs({ messageCount }: Conversation, { author, automatic }: Omit<Newest, "id">): boolean {
	return author === "customer" && (!automatic || messageCount === 0);
}

export function reopens(conversation: Conversation, newest: Omit<Newest, "id">): boolean {
	if (newest.arrivedAt || conversation.spam || !stirs(conversation, newest)) return false;
	return conversation.status === "archived" || conversation.snoozedUntil !== null;
}

/** Read by everybody, and below what has happened since. */
function insertHistory(tx: Transaction, { id, messageCount, lastMessageAt }: Conversation, newest: Newest, arrivedAt: Date) {
	const isNewest = messageCount === 0 || arrivedAt >= lastMessageAt;
	return tx
		.update(conversations)
		.set({
			lastMessageId: newest.id,
			messageCount: sql`${conversations.messageCount} + 1`,
			...(isNewest && { lastMessageAt: arrivedAt, sortAt: arrivedAt, lastAuthor: newest.author, lastSnippet: snippetOf(newest.text) }),
			...(messageCount === 0 && { createdAt: arrivedAt }),
		})
		.where(eq(conversations.id, id));
}

export function snippetOf(text: string): string {
	return text.replace(/\s+/g, " ").trim().slice(0, snippetLength).toWellFormed();
}

/** Already first and moved less than 5 s ago: the order key stays, and the update touches no index. */
function onTop(id: number) {
	return sql`CASE WHEN ${conversations.sortAt} > clock_timestamp() - interval '5 seconds' AND ${id} = (SELECT top.id FROM conversations top ORDER BY top.sort_at DESC, top.id DESC LIMIT 1)
		THEN ${conversations.sortAt} ELSE greatest(${conversations.sortAt}, clock_timestamp()) END`;
}
