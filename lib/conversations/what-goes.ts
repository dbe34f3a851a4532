import "server-only";
import { and, count, eq, isNotNull, type SQL } from "drizzle-orm";
import { db, type Reader } from "@/db";
import { attachments, conversations, messages, notes } from "@/db/schema";

export type WhatGoes = { messages: number; notes: number; files: number };

/** What deleting a conversation forever would take away. Null when there is no such conversation. */
export async function whatGoes(conversationId: number, reader: Reader = db()): Promise<WhatGoes | null> {
	const [conversation] = await reader.select({ messages: conversations.messageCount }).from(conversations).where(eq(conversations.id, conversationId));
	if (!conversation) return null;
	const [noted] = await reader.select({ count: count() }).from(notes).where(eq(notes.conversationId, conversationId));
	const files = (await filesOf(reader, eq(messages.conversationId, conversationId))) + (await noteFilesOf(reader, conversationId));
	return { messages: conversation.messages, notes: noted?.count ?? 0, files };
}

/** How many files of messages are kept. */
export async function filesOf(reader: Reader, condition: SQL): Promise<number> {
	const [found] = await reader
		.select({ count: count() })
		.from(messages)
		.innerJoin(attachments, eq(attachments.messageId, messages.id))
		.where(and(condition, kept));
	return found?.count ?? 0;
}

async function noteFilesOf(reader: Reader, conversationId: number): Promise<number> {
	const [found] = await reader
		.select({ count: count() })
		.from(notes)
		.innerJoin(attachments, eq(attachments.noteId, notes.id))
		.where(and(eq(notes.conversationId, conversationId), kept));
	return found?.count ?? 0;
}

const kept = isNotNull(attachments.storageKey);
