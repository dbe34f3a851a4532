import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Draft, emptyDraft, type Store } from "@/components/composer/drafts";
import { type Act, type How, type Letter, Outbox, type Outcome, type SendProblem } from "@/components/composer/outbox";
import type { PendingItem } from "@/components/timeline/merge";

const draft = (text: string): Draft => ({ ...emptyDraft, text, html: `<p>${text}</p>` });
const how: How = { archive: false, sendAt: null, seen: 7 };
const ok: Outcome = { sent: true };

let field: Draft;
let shown: PendingItem[];
let arrived: Set<string>;
let said: (SendProblem | null)[];
let asked: string[][];
let kept: Map<string, string>;
let held: number;
let settled: string | null;

beforeEach(() => {
	vi.useFakeTimers();
	[field, shown, arrived, said, asked, kept, held, settled] = [draft("Hola"), [], new Set(), [], [], new Map(), 0, null];
});

const put = (next: Draft) => {
	field = next;
};
const storage: Store = {
	getItem: (key) => kept.get(key) ?? null,
	setItem: (key, value) => void kept.set(key, value),
	removeItem: (key) => void kept.delete(key),
};
function open(act: Act) {
	const store = {
		sending: (item: PendingItem) => {
			shown = [...shown.filter((other) => other.clientKey !== item.clientKey), item];
		},
		notSent: (clientKey: string) => {
			shown = shown.filter((item) => item.clientKey !== clientKey);
		},
		has: (clientKey: string) => arrived.has(clientKey),
		changed: async () => {
			shown = shown.filter((item) => !arrived.has(item.clientKey));
		},
	};
	const place = { read: () => field, put, revisions: () => ["r1"], settled: () => settled, hold: () => void held++, release: () => void held-- };
	const say = {
		problem: (problem: SendProblem | null) => void said.push(problem),
		answered: (by: string[]) => void asked.push(by),
		reasonOf: (outcome: object) => JSON.stringify(outcome),
	};
	return new Outbox("reply", store, place, say, act, { storage, key: "outbox", mail: true });
}

/** A server that notes what reached it, and answers (or not) what it is told to. */
function server(answer: (letter: Letter) => Outcome) {
	const state = { answer, calls: [] as { text: string; clientKey: string; seen: number | null }[] };
	const act: Act = async (letter) => {
		state.calls.push({ text: letter.draft.text, clientKey: letter.clientKey, seen: letter.how.seen });
		return state.answer(letter);
	};
	return { state, act };
}
const lost = () => {
	throw new TypeError("Failed to fetch");
};
const accepts = ({ clientKey }: Letter): Outcome => {
	arrived.add(clientKey);
	return ok;
};

describe("Outbox", () => {
	it("shows what is sent and empties the field before anybody answers, and keeps it until then", async () => {
		const { act, state } = server(accepts);
		const outbox = open(act);
		const sending = outbox.send(how);
		expect(shown).toMatchObject([{ kind: "pending", mode: "reply", text: "Hola" }]);
		expect([field, held]).toEqual([emptyDraft, 1]);
		expect(kept.get("outbox")).toContain("Hola");
		expect(await sending).toBe(true);
		expect([shown, held, kept.size]).toEqual([[], 0, 0]);
		expect(state.calls[0]?.clientKey).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	});

	it("sends once, however often it is pressed, and nothing that is empty", async () => {
		const { act, state } = server(accepts);
		const outbox = open(act);
		await Promise.all([outbox.send(how), outbox.send(how), outbox.send(how)]);
		expect(state.calls).toHaveLength(1);
		field = draft(" \n ");
		expect(await outbox.send(how)).toBe(false);
	});

	it("gives the text back when it is refused, with the reason", async () => {
		const outbox = open(server(() => ({ refused: "No se puede" })).act);
		expect(await outbox.send(how)).toBe(false);
		expect(field).toEqual(draft("Hola"));
		expect(said.at(-1)).toEqual({ refused: "No se puede" });
		expect([shown, kept.size]).toEqual([[], 0]);
	});

	it("gives the text back and asks when somebody answered since", async () => {
		const outbox = open(server(() => ({ answered: ["Jorge"] })).act);
		await outbox.send(how);
		expect(asked).toEqual([["Jorge"]]);
		expect(field).toEqual(draft("Hola"));
	});

	it("keeps two that nobody answered to apart, and sends both, in order and once, when the network is back", async () => {
		const { act, state } = server(lost);
		const outbox = open(act);
		await outbox.send(how);
		field = draft("Y otra cosa");
		await outbox.send(how);
		expect(shown.map(({ text, unsent }) => [text, unsent?.reason])).toEqual([
			["Hola", null],
			["Y otra cosa", null],
		]);
		expect(field).toEqual(emptyDraft);
		state.answer = accepts;
		state.calls = [];
		await vi.advanceTimersByTimeAsync(6000);
		expect(state.calls.map(({ text }) => text)).toEqual(["Hola", "Y otra cosa"]);
		expect(new Set(state.calls.map(({ clientKey }) => clientKey)).size).toBe(2);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(state.calls).toHaveLength(2);
		expect([shown, kept.size]).toEqual([[], 0]);
	});

	it("goes on after a reload under the same key, without leaving the text in the field as well", async () => {
		const first = server(lost);
		const before = open(first.act);
		await before.send(how);
		before.stop();
		[field, shown] = [draft("Hola"), []];
		const second = server(accepts);
		open(second.act);
		expect(field).toEqual(emptyDraft);
		await vi.advanceTimersByTimeAsync(10);
		expect(second.state.calls[0]?.clientKey).toBe(first.state.calls[0]?.clientKey);
		expect(kept.size).toBe(0);
	});

	it("goes on after a reload without what had been saved of it by then; what was written since stays", async () => {
		const before = open(server(lost).act);
		await before.send(how);
		before.stop();
		[field, settled] = [draft("Ho"), "r1"];
		open(server(lost).act).stop();
		expect(field).toEqual(emptyDraft);
		[field, settled] = [draft("Otra cosa"), null];
		open(server(accepts).act);
		await vi.advanceTimersByTimeAsync(10);
		expect(field.text).toBe("Otra cosa");
	});

	it("sends a draft that the server has under its revision, whichever device sends it; what is not there yet, under a new key", async () => {
		const { act, state } = server(lost);
		const outbox = open(act);
		settled = "5b0a6f0e-3f5c-4a59-9d0e-0f3f0a1f7c11";
		await outbox.send(how);
		settled = null;
		field = draft("Hola otra vez");
		await outbox.send(how);
		expect(state.calls[0]?.clientKey).toBe("5b0a6f0e-3f5c-4a59-9d0e-0f3f0a1f7c11");
		expect(state.calls[1]?.clientKey).not.toBe(state.calls[0]?.clientKey);
	});

	it("keeps what two windows of one conversation could not send, each for itself, through a reload of both", async () => {
		const { act, state } = server(lost);
		const one = open(act);
		const two = open(act);
		await one.send(how);
		field = draft("Y otra cosa");
		await two.send(how);
		for (const outbox of [one, two]) outbox.stop();
		state.calls.length = 0;
		state.answer = accepts;
		[field, shown] = [emptyDraft, []];
		open(act);
		await vi.advanceTimersByTimeAsync(10);
		expect(state.calls.map(({ text }) => text)).toEqual(["Hola", "Y otra cosa"]);
		expect(kept.size).toBe(0);
	});

	it("sends nothing again that had arrived although nobody answered", async () => {
		const { act, state } = server((letter) => {
			arrived.add(letter.clientKey);
			return lost();
		});
		const outbox = open(act);
		await outbox.send(how);
		expect([shown, field, kept.size]).toEqual([[], emptyDraft, 0]);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(state.calls).toHaveLength(1);
	});

	it("what is refused later does not mix with what is being written: it stays by itself, and Retry sends it all the same", async () => {
		const { act, state } = server(lost);
		const outbox = open(act);
		await outbox.send(how);
		field = draft("Algo nuevo");
		state.answer = () => ({ answered: ["Jorge"] });
		await outbox.retryAll();
		expect(field).toEqual(draft("Algo nuevo"));
		expect(shown[0]?.unsent?.reason).toContain("Jorge");
		state.answer = accepts;
		shown[0]?.unsent?.retry();
		await vi.advanceTimersByTimeAsync(10);
		expect(state.calls.at(-1)).toMatchObject({ text: "Hola", seen: null });
	});

	it("is written on in the field when asked for, and goes under the key it had", async () => {
		const { act, state } = server(lost);
		const outbox = open(act);
		await outbox.send(how);
		shown[0]?.unsent?.edit();
		await vi.advanceTimersByTimeAsync(0);
		expect([field, shown]).toEqual([draft("Hola"), []]);
		field = draft("Hola de nuevo");
		state.answer = accepts;
		await outbox.send(how);
		expect(state.calls.at(-1)?.clientKey).toBe(state.calls[0]?.clientKey);
	});

	it("says so when that had arrived, and keeps what is another text by now", async () => {
		const { act, state } = server(lost);
		const outbox = open(act);
		await outbox.send(how);
		shown[0]?.unsent?.edit();
		await vi.advanceTimersByTimeAsync(0);
		field = draft("Otro texto");
		arrived.add(state.calls[0]?.clientKey ?? "");
		expect(outbox.settle()).toBe(true);
		expect(said.at(-1)).toBe("alreadySent");
		expect(field.text).toBe("Otro texto");
	});
});
