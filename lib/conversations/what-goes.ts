import "server-only";
import { and, count, eq, inArray, isNotNull, type SQL, sum } from "drizzle-orm";
import { db, type Reader } from "@/db";
import { attachments, conversations, messages, notes } from "@/db/schema";

export type WhatGoes = { messages: number; notes: number; files: number };

/** What deleting conversations forever would take away. */
export async function whatGoes(ids: number[], reader: Reader = db()): Promise<WhatGoes> {
	const [said] = await reader
		.select({ messages: sum(conversations.messageCount).mapWith(Number) })
		.from(conversations)
		.where(inArray(conversations.id, ids));
	const [noted] = await reader.select({ count: count() }).from(notes).where(inArray(notes.conversationId, ids));
	const files = (await filesOf(reader, inArray(messages.conversationId, ids))) + (await noteFilesOf(reader, ids));
	return { messages: said?.messages ?? 0, notes: noted?.count ?? 0, files };
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

async function noteFilesOf(reader: Reader, ids: number[]): Promise<number> {
	const [found] = await reader
		.select({ count: count() })
		.from(notes)
		.innerJoin(attachments, eq(attachments.noteId, notes.id))
		.where(and(inArray(notes.conversationId, ids), kept));
	return found?.count ?? 0;
}

const kept = isNotNull(attachments.storageKey);
