import type { NoteEdit } from "@/components/composer/note-edits";
import type { TimelineNote } from "@/lib/timeline/queries";
import type { TimelineState } from "./timeline-store";

/** `place`: what stands for the note once it was deleted. */
type Edited = NoteEdit & { place: TimelineNote };
/** Told of every change; null: nothing is kept of it any more. */
export type KeepEdit = (noteId: number, edit: NoteEdit | null) => void;
type Shown = Pick<TimelineState, "items" | "deleted">;

export const nothingDeleted: ReadonlySet<number> = new Set();

/** What is being written in the place of notes. */
export class EditedNotes {
	#edits = new Map<number, Edited>();
	#keep: KeepEdit = () => {};

	/** Goes on with what was kept. */
	resume(kept: NoteEdit[], keep: KeepEdit): void {
		for (const { note, text } of kept) this.#edits.set(note.id, { note, text, place: { ...note } });
		this.#keep = keep;
	}

	textOf(noteId: number): string | null {
		return this.#edits.get(noteId)?.text ?? null;
	}

	write(note: TimelineNote, text: string): void {
		const place = this.#edits.get(note.id)?.place ?? { ...note };
		// Of a note that is gone its own words are worth keeping too.
		if (text === note.text && note !== place) this.forget(note.id);
		else {
			this.#edits.set(note.id, { note, text, place });
			this.#keep(note.id, { note, text });
		}
	}

	forget(noteId: number): void {
		if (this.#edits.delete(noteId)) this.#keep(noteId, null);
	}

	/** The history with every note that was deleted while it is being written anew: it keeps its place until its writer is done. */
	within({ items, older }: Pick<TimelineState, "items" | "older">): Shown {
		const places = new Map([...this.#edits.values()].map(({ place }) => [place.id, place]));
		const there = items.filter((item) => places.get(item.id) !== item);
		const ids = new Set(there.map(({ id }) => id));
		// What lies beyond what is loaded may well be there: after a note that is gone, there is at least the line that says so.
		const from = older === "none" ? 0 : (there[0]?.id ?? Number.POSITIVE_INFINITY);
		const to = there.at(-1)?.id ?? 0;
		const gone = [...places.values()].filter(({ id }) => !ids.has(id) && id > from && id < to);
		if (gone.length === 0) return { items: there.length === items.length ? items : there, deleted: nothingDeleted };
		return { items: [...there, ...gone].sort((a, b) => a.id - b.id), deleted: new Set(gone.map(({ id }) => id)) };
	}
}
