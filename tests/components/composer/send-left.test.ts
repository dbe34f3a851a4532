import { expect, test } from "vitest";
import { emptyDraft, type Store } from "@/components/composer/drafts";
import { outboxKey } from "@/components/composer/letters-left";
import { type Letter, type Outcome, openOutboxes } from "@/components/composer/outbox";
import { sendLeft } from "@/components/composer/send-left";

const letter = (clientKey: string): Letter => ({
	clientKey,
	at: "2026-11-27T10:00:00.000Z",
	draft: { ...emptyDraft, text: clientKey },
	how: { archive: false, sendAt: null, seen: 3 },
	revisions: [],
	mail: true,
});

/** What the browser keeps, and a server that answers as it is told to. */
function setup(kept: Record<string, string[]>, answer: (text: string) => Outcome | Error = () => ({ sent: true })) {
	const items = new Map(Object.entries(kept).map(([key, letters]) => [key, JSON.stringify(letters.map(letter))]));
	const store: Store = {
		getItem: (key) => items.get(key) ?? null,
		setItem: (key, value) => void items.set(key, value),
		removeItem: (key) => void items.delete(key),
	};
	const posted: string[] = [];
	const post =
		(mode: string) =>
		async (conversationId: number, { clientKey }: Letter) => {
			const outcome = answer(clientKey);
			if (outcome instanceof Error) throw outcome;
			posted.push(`${mode} ${conversationId} ${clientKey}`);
			return outcome;
		};
	const run = () => sendLeft(1, store, [...items.keys()], { reply: post("reply"), note: post("note") });
	const left = (key: string) => (JSON.parse(items.get(key) ?? "[]") as Letter[]).map(({ clientKey }) => clientKey);
	return { run, posted, left };
}
const [ten, eleven, noted] = [outboxKey(1, 10, "reply"), outboxKey(1, 11, "reply"), outboxKey(1, 10, "note")];

test("sends what is left of its user's, in the order of writing, notes as notes, and keeps nothing of it", async () => {
	const { run, posted, left } = setup({ [ten]: ["a", "b"], [noted]: ["n"], [outboxKey(2, 10, "reply")]: ["stranger"], "draft:1:10:reply": ["draft"] });
	expect(await run()).toEqual([]);
	expect(posted).toEqual(["reply 10 a", "reply 10 b", "note 10 n"]);
	expect([left(ten), left(noted)]).toEqual([[], []]);
});

test("leaves an open conversation to its own outbox", async () => {
	const { run, posted, left } = setup({ [ten]: ["a"], [eleven]: ["b"] });
	openOutboxes.add(ten);
	await run();
	openOutboxes.delete(ten);
	expect(posted).toEqual(["reply 11 b"]);
	expect(left(ten)).toEqual(["a"]);
});

test("what is refused, or answered by somebody else meanwhile, stays with all that was written after it", async () => {
	const { run, posted, left } = setup({ [ten]: ["a", "b"], [eleven]: ["c"] }, (text) => (text === "a" ? { answered: ["Bo"] } : { sent: true }));
	expect(await run()).toEqual([{ conversationId: 10, clientKey: "a" }]);
	expect(left(ten)).toEqual(["a", "b"]);
	expect(posted).toEqual(["reply 10 a", "reply 11 c"]);
});

test("when nobody answers all of it stays, and goes at the next try", async () => {
	let down = true;
	const { run, left } = setup({ [ten]: ["a"] }, () => (down ? new TypeError("Failed to fetch") : { sent: true }));
	await expect(run()).rejects.toThrow("Failed to fetch");
	expect(left(ten)).toEqual(["a"]);
	down = false;
	await run();
	expect(left(ten)).toEqual([]);
});
