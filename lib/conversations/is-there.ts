import "server-only";
import { type Column, type SQL, sql } from "drizzle-orm";
import { messages, notes } from "@/db/schema";

/** Whether a message's conversation is there: what belongs to a deleted one is gone with it, also while a job still takes it away. */
export function messageIsThere(messageId: Column): SQL {
	return sql`EXISTS (SELECT 1 FROM ${messages} JOIN conversations c ON c.id = ${messages.conversationId} WHERE ${messages.id} = ${messageId})`;
}

/** The same of a note. */
export function noteIsThere(noteId: Column): SQL {
	return sql`EXISTS (SELECT 1 FROM ${notes} JOIN conversations c ON c.id = ${notes.conversationId} WHERE ${notes.id} = ${noteId})`;
}
