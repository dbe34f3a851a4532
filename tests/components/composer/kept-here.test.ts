import { expect, it } from "vitest";
import { draftKey, emptyDraft, type Store, writeUnsaved } from "@/components/composer/drafts";
import { forgetHere, isUnwanted, keptHere } from "@/components/composer/kept-here";
import { outboxKey } from "@/components/composer/letters-left";
import { editsKey, keepEdit } from "@/components/composer/note-edits";
import { type Letter, writeLetters } from "@/components/composer/outbox";
import { note } from "../timeline/items";

function storage(): Store & { keys: () => string[] } {
	const kept = new Map<string, string>();
	return {
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value),
		removeItem: (key) => void kept.delete(key),
		keys: () => [...kept.keys()],
	};
}
const draft = (text: string) => ({ ...emptyDraft, text });
const letter = (text: string): Letter => ({
	clientKey: text,
	at: "2026-01-01T00:00:00Z",
	draft: draft(text),
	how: { archive: false, sendAt: null, seen: null },
	revisions: [],
	mail: true,
});

it("holds what was being written in a conversation and what could not be sent, until its writer puts it away", () => {
	const store = storage();
	const unsaved = (text: string) => ({ draft: draft(text), before: emptyDraft, base: null });
	writeLetters(store, outboxKey(1, 7, "reply"), [letter("Sin red")]);
	writeUnsaved(store, draftKey(1, 7, "reply"), unsaved("A medias"));
	writeUnsaved(store, draftKey(1, 7, "note"), unsaved("Para el equipo"));
	writeUnsaved(store, draftKey(1, 8, "reply"), unsaved("De otra"));
	writeUnsaved(store, draftKey(2, 7, "reply"), unsaved("De otro"));
	keepEdit(editsKey(1, 7), 5, { note: note(5), text: "Corregida" }, store);
	keepEdit(editsKey(1, 7), 6, { note: note(6), text: "Otra" }, store);
	keepEdit(editsKey(1, 7), 6, null, store);
	expect(keptHere(1, 7, store).map(({ mode, draft }) => [mode, draft.text])).toEqual([
		["reply", "Sin red"],
		["reply", "A medias"],
		["note", "Para el equipo"],
		["note", "Corregida"],
	]);
	expect(isUnwanted(draftKey(1, 7, "note"))).toBe(false);
	forgetHere(1, 7, store);
	expect(keptHere(1, 7, store)).toEqual([]);
	expect(store.keys()).toEqual([draftKey(1, 8, "reply"), draftKey(2, 7, "reply")]);
	expect(isUnwanted(draftKey(1, 7, "note"))).toBe(true);
});

it("holds nothing of what is no edit of a note", () => {
	const store = storage();
	for (const value of ["", "{}", "null", "[null]", '[{"text":"x"}]', '[{"text":"x","note":{"id":"1"}}]']) {
		store.setItem(editsKey(1, 7), value);
		expect(keptHere(1, 7, store)).toEqual([]);
	}
});

it("is empty where there is no storage", () => expect(keptHere(1, 7, null)).toEqual([]));
