import { describe, expect, it } from "vitest";
import { type Draft, draftKey, emptyDraft, mergeDrafts, readUnsaved, type Store, writeUnsaved } from "@/components/composer/drafts";

function memory(): Store & { kept: Map<string, string> } {
	const kept = new Map<string, string>();
	return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
}
const draft = (text: string, more: Partial<Draft> = {}): Draft => ({ ...emptyDraft, text, html: `<p>${text}</p>`, ...more });
const full = draft("Hola", {
	kind: "forward",
	messageId: 7,
	to: [{ typed: "a@x.es", address: "a@x.es" }],
	bcc: [{ typed: "b", address: null }],
	replyTo: "personal",
});

describe("what is not saved yet", () => {
	it("comes back as it was, with what it was written upon", () => {
		const store = memory();
		const unsaved = { draft: full, before: draft("Ho"), base: "r1" };
		writeUnsaved(store, draftKey(1, 2, "reply"), unsaved);
		expect(readUnsaved(store, draftKey(1, 2, "reply"))).toEqual(unsaved);
	});
	it("belongs to one user, one conversation and one mode", () => {
		const store = memory();
		writeUnsaved(store, draftKey(1, 2, "note"), { draft: draft("secret"), before: emptyDraft, base: null });
		for (const key of [draftKey(1, 2, "reply"), draftKey(1, 3, "note"), draftKey(2, 2, "note")]) expect(readUnsaved(store, key)).toBeNull();
	});
	it("leaves nothing behind once saved", () => {
		const store = memory();
		writeUnsaved(store, "k", { draft: full, before: emptyDraft, base: null });
		writeUnsaved(store, "k", null);
		expect(store.kept.size).toBe(0);
	});
	it("survives what is not a draft, and storage that refuses", () => {
		const store = memory();
		for (const value of ["{", "null", "3", '"x"', '{"text":1}', "[]"]) {
			store.kept.set("k", value);
			expect(readUnsaved(store, "k")).toBeNull();
		}
		store.kept.set("k", '{"draft":{"text":"a","html":5,"kind":"x","cc":[{"typed":1},{"typed":"b","address":null}]}}');
		expect(readUnsaved(store, "k")?.draft).toEqual({ ...emptyDraft, text: "a", cc: [{ typed: "b", address: null }] });
		const refuse = () => {
			throw new Error("shut");
		};
		expect(readUnsaved({ getItem: refuse, setItem: refuse, removeItem: refuse }, "k")).toBeNull();
		expect(() => writeUnsaved({ getItem: refuse, setItem: refuse, removeItem: refuse }, "k", null)).not.toThrow();
		expect(readUnsaved(null, "k")).toBeNull();
	});
});

describe("two windows", () => {
	const before = draft("Hola");
	it("what only one of them changed is that one's", () => {
		expect(mergeDrafts(before, draft("Hola A"), before)).toEqual(draft("Hola A"));
		expect(mergeDrafts(before, before, draft("Hola B"))).toEqual(draft("Hola B"));
		expect(mergeDrafts(before, before, emptyDraft)).toEqual(emptyDraft);
	});
	it("of two that hold each other the longer one stays", () => {
		expect(mergeDrafts(before, draft("Hola Ana"), draft("Hola A")).text).toBe("Hola Ana");
		expect(mergeDrafts(before, draft("Hola A"), draft("Hola Ana")).text).toBe("Hola Ana");
	});
	it("nothing that was typed in either is lost", () => {
		expect(mergeDrafts(before, draft("Hola Ana"), draft("Hola Bo"))).toMatchObject({ text: "Hola Bo\nHola Ana", html: "<p>Hola Bo</p><p>Hola Ana</p>" });
		expect(mergeDrafts(before, draft("Hola, sigo"), emptyDraft).text).toBe("Hola, sigo");
	});
});
