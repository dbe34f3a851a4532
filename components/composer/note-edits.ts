import type { TimelineNote } from "@/lib/timeline/queries";
import { browserStore, type Store } from "./drafts";

/** A note, and what is being written in its place. */
export type NoteEdit = { note: TimelineNote; text: string };

/** Where this browser keeps what somebody writes anew of the notes of a conversation. */
export const editsKey = (userId: number, conversationId: number) => `draft:${userId}:${conversationId}:edits`;

/** What is kept there; nothing where storage is shut or holds something else. */
export function readEdits(key: string, store: Store | null = browserStore()): NoteEdit[] {
	try {
		const kept: unknown = JSON.parse(store?.getItem(key) ?? "[]");
		return Array.isArray(kept) ? kept.filter(isNoteEdit) : [];
	} catch {
		return [];
	}
}

/** Keeps one in the place of what was kept of that note; null leaves nothing of it. Failing only means that it is not kept. */
export function keepEdit(key: string, noteId: number, edit: NoteEdit | null, store: Store | null = browserStore()): void {
	// Read again each time: another window may be writing another note.
	const edits = [...readEdits(key, store).filter(({ note }) => note.id !== noteId), ...(edit ? [edit] : [])];
	try {
		if (edits.length > 0) store?.setItem(key, JSON.stringify(edits));
		else store?.removeItem(key);
	} catch {}
}

function isNoteEdit(value: unknown): value is NoteEdit {
	const { note, text } = (value ?? {}) as Partial<NoteEdit>;
	return (
		typeof text === "string" && typeof note?.id === "number" && typeof note.text === "string" && typeof note.at === "string" && Array.isArray(note.mentions)
	);
}
