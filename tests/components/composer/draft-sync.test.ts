import { beforeEach, describe, expect, it, vi } from "vitest";
import { DraftSync, type SavedDraft } from "@/components/composer/draft-sync";
import { type Draft, emptyDraft, type Unsaved } from "@/components/composer/drafts";

const draft = (text: string): Draft => ({ ...emptyDraft, text, html: `<p>${text}</p>` });

/** The server's rule: a save upon another revision than the newest writes nothing, and tells what is there. */
function server(first: SavedDraft | null = null) {
	const state = { current: first, down: false, loseAnswer: false, saves: 0 };
	const api = {
		async save(content: Draft | null, revision: string, base: string | null) {
			if (state.down) throw new TypeError("Failed to fetch");
			state.saves++;
			const mine = state.current?.revision === revision;
			if (!mine && state.current !== null && state.current.revision !== base) return { saved: false, current: state.current };
			if (!mine) state.current = content && { revision, draft: content };
			if (state.loseAnswer) throw new TypeError("Failed to fetch");
			return { saved: true, current: state.current };
		},
		load: async () => {
			if (state.down) throw new TypeError("Failed to fetch");
			return state.current;
		},
	};
	return { state, api };
}
function browser() {
	const kept: { unsaved: Unsaved | null } = { unsaved: null };
	return {
		kept,
		local: {
			read: () => kept.unsaved,
			write: (unsaved: Unsaved | null) => {
				kept.unsaved = unsaved;
			},
		},
	};
}

let shown: Draft[];
beforeEach(() => {
	vi.useFakeTimers();
	shown = [];
});
const open = (there: ReturnType<typeof server>, here = browser()) =>
	Object.assign(new DraftSync(there.state.current, here.local, there.api, (next) => shown.push(next)), { here });
const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("DraftSync", () => {
	it("saves within a second of a key, however long somebody goes on typing, and keeps nothing here afterwards", async () => {
		const there = server();
		const sync = open(there);
		for (let i = 1; i <= 9; i++) {
			sync.change({ text: "x".repeat(i) });
			await passes(100);
		}
		expect(there.state.current?.draft.text.length).toBeGreaterThanOrEqual(6);
		expect(sync.here.kept.unsaved?.draft.text).toBe("x".repeat(9));
		await passes(1000);
		expect(there.state.current?.draft.text).toBe("x".repeat(9));
		expect(sync.settled).toBe(there.state.current?.revision);
		expect(sync.here.kept.unsaved).toBeNull();
		expect(there.state.saves).toBe(2);
		sync.change({ text: "more" });
		expect(sync.settled).toBeNull();
	});

	it("goes on when the network is back, and after a reload without it", async () => {
		const there = server();
		const first = open(there);
		there.state.down = true;
		first.change(draft("Sin red"));
		await passes(2000);
		expect(there.state.current).toBeNull();
		first.stop();
		const again = open(there, first.here);
		expect(again.draft.text).toBe("Sin red");
		there.state.down = false;
		await passes(4000);
		expect(there.state.current?.draft.text).toBe("Sin red");
		expect(first.here.kept.unsaved).toBeNull();
	});

	it("does not come back once sent or shortened, when a save was heard and its answer lost", async () => {
		for (const next of [emptyDraft, draft("Ho")]) {
			const there = server();
			const sync = open(there);
			there.state.loseAnswer = true;
			sync.change(draft("Hola"));
			await passes(700);
			there.state.loseAnswer = false;
			sync.hold();
			sync.change(next);
			await sync.release();
			expect(sync.draft.text).toBe(next.text);
			await passes(5000);
			expect(there.state.current?.draft.text ?? "").toBe(next.text);
		}
	});

	it("is not doubled by an answer that was lost", async () => {
		const there = server();
		const sync = open(there);
		there.state.loseAnswer = true;
		sync.change(draft("Hola"));
		await passes(700);
		there.state.loseAnswer = false;
		sync.change(draft("Hola a todos"));
		await passes(5000);
		expect(there.state.current?.draft.text).toBe("Hola a todos");
		expect(sync.draft.text).toBe("Hola a todos");
	});

	it("shows what another window writes, and joins both when both do", async () => {
		const there = server();
		const [a, b] = [open(there), open(there)];
		a.change(draft("Hola"));
		await passes(700);
		await b.pull();
		expect(shown.at(-1)?.text).toBe("Hola");
		there.state.down = true;
		b.change(draft("Hola, dice B"));
		await passes(700);
		there.state.down = false;
		a.change(draft("Hola, dice A"));
		await passes(700);
		await passes(5000);
		await a.pull();
		await passes(2000);
		expect(there.state.current?.draft.text).toContain("dice A");
		expect(there.state.current?.draft.text).toContain("dice B");
		expect(a.draft.text).toBe(b.draft.text);
	});

	it("leaves the field when it was sent from another window; what was typed since stays", async () => {
		const there = server();
		const [a, b] = [open(there), open(there)];
		a.change(draft("Enviado"));
		await passes(700);
		await b.pull();
		there.state.current = null;
		await b.pull();
		expect(b.draft).toEqual(emptyDraft);
		a.change(draft("Enviado y más"));
		await a.pull();
		await passes(1000);
		expect((await there.api.load())?.draft.text).toBe("Enviado y más");
	});

	it("does not leave the server while it is being sent, and does afterwards", async () => {
		const there = server();
		const sync = open(there);
		sync.change(draft("Se envía"));
		await passes(700);
		sync.hold();
		sync.change(emptyDraft);
		await passes(5000);
		expect(there.state.current?.draft.text).toBe("Se envía");
		await sync.release();
		await passes(1000);
		expect(there.state.current).toBeNull();
	});

	it("is sent under every revision that the server may have: what it said it has, what is on its way, and what nobody answered to", async () => {
		const there = server();
		const sync = open(there);
		sync.change(draft("Ho"));
		await passes(700);
		const seen = there.state.current?.revision;
		expect(sync.revisions).toEqual([seen]);
		there.state.loseAnswer = true;
		sync.change(draft("Hola"));
		await passes(700);
		const lost = there.state.current?.revision;
		expect(sync.revisions).toEqual([seen, lost]);
		there.state.loseAnswer = false;
		const save = vi.spyOn(there.api, "save").mockReturnValueOnce(new Promise(() => {}));
		sync.change(draft("Hola a todos"));
		await passes(5000);
		expect(sync.revisions).toEqual([seen, lost, save.mock.calls[0]?.[1]]);
	});

	it("is not brought back by an answer that was asked for before it was sent, and overtaken", async () => {
		const there = server();
		const sync = open(there);
		let answer: (current: SavedDraft | null) => void = () => {};
		vi.spyOn(there.api, "load").mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const late = sync.pull();
		sync.change(draft("Se envía"));
		await passes(700);
		const saved = there.state.current;
		sync.hold();
		sync.change(emptyDraft);
		there.state.current = null;
		await sync.release();
		answer(saved);
		await late;
		expect(sync.draft).toEqual(emptyDraft);
		expect(shown).toEqual([]);
	});

	it("stays in this browser when the conversation is deleted, whatever the server had of it or still answers", async () => {
		const there = server();
		const sync = open(there);
		sync.change(draft("A medio escribir"));
		await passes(1500);
		expect(sync.here.kept.unsaved).toBeNull();
		sync.abandon();
		expect(sync.here.kept.unsaved?.draft.text).toBe("A medio escribir");

		const [late, empty] = [open(server()), open(server())];
		late.change(draft("Se estaba guardando"));
		vi.advanceTimersByTime(600);
		late.abandon();
		await passes(5000);
		expect(late.here.kept.unsaved?.draft.text).toBe("Se estaba guardando");
		empty.abandon();
		expect(empty.here.kept.unsaved).toBeNull();
	});
});
