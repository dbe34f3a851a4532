import { describe, expect, it } from "vitest";
import { type DraftStore, draftKey, emptyDraft, readDraft, writeDraft } from "@/components/composer/drafts";

function memory(): DraftStore & { kept: Map<string, string> } {
	const kept = new Map<string, string>();
	return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
}
const draft = { text: "Hola", html: "<p>Hola</p>", cc: [{ typed: "a@x.es", address: "a@x.es" }], attachmentIds: [] };

describe("drafts", () => {
	it("come back as they were", () => {
		const store = memory();
		writeDraft(store, draftKey(1, 2, "reply"), draft);
		expect(readDraft(store, draftKey(1, 2, "reply"))).toEqual(draft);
	});
	it("belong to one user, one conversation and one mode", () => {
		const store = memory();
		writeDraft(store, draftKey(1, 2, "note"), { text: "secret", html: null, cc: [], attachmentIds: [] });
		for (const key of [draftKey(1, 2, "reply"), draftKey(1, 3, "note"), draftKey(2, 2, "note")]) expect(readDraft(store, key)).toEqual(emptyDraft);
	});
	it("leave nothing behind once emptied", () => {
		const store = memory();
		writeDraft(store, "k", draft);
		writeDraft(store, "k", { text: " \n", html: "<p></p>", cc: [], attachmentIds: [] });
		expect(store.kept.size).toBe(0);
	});
	it("survive what is not a draft, and storage that refuses", () => {
		const store = memory();
		for (const value of ["{", "null", "3", '"x"', '{"text":1}', "[]"]) {
			store.kept.set("k", value);
			expect(readDraft(store, "k")).toEqual(emptyDraft);
		}
		store.kept.set("k", '{"text":"a","html":5,"cc":[{"typed":1},{"typed":"b","address":null}]}');
		expect(readDraft(store, "k")).toEqual({ text: "a", html: null, cc: [{ typed: "b", address: null }], attachmentIds: [] });
		const shut: DraftStore = {
			getItem: () => {
				throw new Error("shut");
			},
			setItem: () => {
				throw new Error("full");
			},
			removeItem: () => {},
		};
		expect(readDraft(shut, "k")).toEqual(emptyDraft);
		expect(() => writeDraft(shut, "k", draft)).not.toThrow();
		expect(readDraft(null, "k")).toEqual(emptyDraft);
	});
});
