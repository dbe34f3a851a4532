import { browserStore, type Draft, draftKey, emptyDraft, type Mode, readUnsaved, type Store, saysSomething } from "./drafts";
import { outboxKey } from "./letters-left";
import { editsKey, readEdits } from "./note-edits";
import { readLetters } from "./outbox";

export type KeptText = { mode: Mode; draft: Draft };
const modes = ["reply", "note"] as const;

/** What this browser still holds of a conversation that is not there any more: what was being written in it, and what could not be sent. */
export function keptHere(userId: number, conversationId: number, store: Store | null = browserStore()): KeptText[] {
	const written = modes.flatMap((mode) => {
		const letters = readLetters(store, outboxKey(userId, conversationId, mode)).map(({ draft }) => draft);
		const unsaved = readUnsaved(store, draftKey(userId, conversationId, mode))?.draft;
		return [...letters, ...(unsaved ? [unsaved] : [])].filter(saysSomething).map((draft) => ({ mode, draft }));
	});
	return [...written, ...readEdits(editsKey(userId, conversationId), store).map(({ text }) => ({ mode: "note" as const, draft: { ...emptyDraft, text } }))];
}

/** Of what was deleted in this window: what was being written there may still be on its way here. */
const unwanted = new Set<string>();
export const isUnwanted = (key: string) => unwanted.has(key);

/** Its writer has no more use for it, or has deleted the conversation. */
export function forgetHere(userId: number, conversationId: number, store: Store | null = browserStore()): void {
	for (const mode of modes) {
		unwanted.add(draftKey(userId, conversationId, mode));
		for (const key of [draftKey(userId, conversationId, mode), outboxKey(userId, conversationId, mode)]) store?.removeItem(key);
	}
	store?.removeItem(editsKey(userId, conversationId));
}
