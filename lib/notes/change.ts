import "server-only";
import { eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Note, notes } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { buryNote } from "@/lib/conversations/tombstones";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { forgetWords } from "@/lib/search/forget-words";
import { recountWords } from "@/lib/search/refresh-words";
import { mention } from "./mention";

/** Writes one's own note anew, which it says from then on. Throws notFound; notAllowed for somebody else's. */
export async function editNote({ noteId, text, mentions }: { noteId: number; text: string; mentions?: number[] }, actor: UserActor): Promise<void> {
	const note = await transaction(async (tx) => {
		const note = await loadNote(tx, noteId, actor);
		if (note.userId !== actor.user.id) throw new DomainError("notAllowed");
		if (note.body === text) return note;
		await forgetWords(tx, [noteId]);
		await tx.update(notes).set({ body: text, editedAt: sql`clock_timestamp()` }).where(eq(notes.id, noteId));
		await recountWords(tx, [noteId]);
		await mention(tx, noteId, mentions ?? []);
		return note;
	});
	await publish("conversation.changed", { conversationId: note.conversationId, messageId: noteId });
}

/** Takes a note away for good: one's own, or as an admin anybody's (somebody may have written down a password); the history says who did it, not what it was. Throws notFound, notAllowed. */
export async function deleteNote(noteId: number, actor: UserActor): Promise<void> {
	const note = await transaction(async (tx) => {
		const note = await loadNote(tx, noteId, actor);
		if (note.userId !== actor.user.id && actor.user.role !== "admin") throw new DomainError("notAllowed");
		await forgetWords(tx, [noteId]);
		await buryNote(tx, noteId);
		await tx.delete(notes).where(eq(notes.id, noteId));
		await recordEvent(tx, note.conversationId, actor, "note_deleted", { noteId });
		return note;
	});
	await publish("conversation.changed", { conversationId: note.conversationId });
}

async function loadNote(tx: Transaction, noteId: number, actor: UserActor): Promise<Note> {
	const [found] = await tx.select({ conversationId: notes.conversationId }).from(notes).where(eq(notes.id, noteId));
	if (!found) throw new DomainError("notFound");
	await loadConversation(tx, found.conversationId, actor);
	const [note] = await tx.select().from(notes).where(eq(notes.id, noteId));
	if (!note) throw new DomainError("notFound");
	return note;
}
