import { beforeEach, describe, expect, it } from "vitest";
import { type Draft, emptyDraft } from "@/components/composer/drafts";
import { Outbox, type SendProblem } from "@/components/composer/outbox";
import type { PendingItem } from "@/components/timeline/merge";
import type { ActionResult } from "@/lib/action";

const draft = (text: string): Draft => ({ text, html: `<p>${text}</p>`, cc: [], attachmentIds: [] });
const ok: ActionResult<unknown> = { ok: true, data: {} };

let field: Draft;
let shown: PendingItem[];
let arrived: Set<string>;
let said: (SendProblem | null)[];
let outbox: Outbox;

beforeEach(() => {
	[field, shown, arrived, said] = [draft("Hola"), [], new Set(), []];
	const store = {
		sending: (item: PendingItem) => void shown.push(item),
		notSent: (clientKey: string) => {
			shown = shown.filter((item) => item.clientKey !== clientKey);
		},
		has: (clientKey: string) => arrived.has(clientKey),
		changed: async () => {},
	};
	const put = (next: Draft) => {
		field = next;
	};
	outbox = new Outbox("reply", store, { read: () => field, put }, (problem) => said.push(problem));
});

/** A server that notes what reached it, and answers (or not) what it is told to. */
function server(answer: (clientKey: string) => ActionResult<unknown>) {
	const calls: { text: string; clientKey: string }[] = [];
	return {
		calls,
		act: async ({ text }: Draft, clientKey: string) => {
			calls.push({ text, clientKey });
			return answer(clientKey);
		},
	};
}

describe("Outbox", () => {
	it("shows what is sent and empties the field before anybody answers", async () => {
		const { act, calls } = server(() => ok);
		const sending = outbox.send(act);
		expect(shown).toMatchObject([{ kind: "pending", mode: "reply", text: "Hola" }]);
		expect(field).toEqual(emptyDraft);
		expect(await sending).toBe(true);
		expect(calls[0]?.clientKey).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	});

	it("sends once, however often it is pressed", async () => {
		const { act, calls } = server(() => ok);
		await Promise.all([outbox.send(act), outbox.send(act), outbox.send(act)]);
		expect(calls).toHaveLength(1);
	});

	it("sends nothing that is empty", async () => {
		field = draft(" \n ");
		const { act, calls } = server(() => ok);
		expect(await outbox.send(act)).toBe(false);
		expect(calls).toEqual([]);
	});

	it("gives the text back when it is refused, with the reason, and tries again under the same key", async () => {
		const refusing = server(() => ({ ok: false, error: "No se puede" }));
		expect(await outbox.send(refusing.act)).toBe(false);
		expect(field).toEqual(draft("Hola"));
		expect(said.at(-1)).toEqual({ refused: "No se puede" });
		expect(shown).toEqual([]);
		const accepting = server(() => ok);
		expect(await outbox.send(accepting.act)).toBe(true);
		expect(accepting.calls[0]?.clientKey).toBe(refusing.calls[0]?.clientKey);
		field = draft("Otra cosa");
		await outbox.send(accepting.act);
		expect(accepting.calls[1]?.clientKey).not.toBe(accepting.calls[0]?.clientKey);
	});

	const lost = () =>
		server(() => {
			throw new TypeError("Failed to fetch");
		});

	it("keeps what was written meanwhile behind what came back", async () => {
		const { act } = lost();
		const sending = outbox.send(act);
		field = draft("y además");
		await sending;
		expect(field).toEqual({ text: "Hola\ny además", html: "<p>Hola</p><p>y además</p>", cc: [], attachmentIds: [] });
		expect(said.at(-1)).toBe("offline");
	});

	it("sends nothing again that had arrived although nobody answered", async () => {
		const { act, calls } = lost();
		await outbox.send(act);
		arrived.add(calls[0]!.clientKey);
		expect(await outbox.send(act)).toBe(false);
		expect(calls).toHaveLength(1);
		expect(field).toEqual(emptyDraft);
		expect(said.at(-1)).toBeNull();
	});

	it("says so when that happens and the text is another by now, and sends the new one at the next press under a new key", async () => {
		const failing = lost();
		await outbox.send(failing.act);
		field = draft("Hola de nuevo");
		arrived.add(failing.calls[0]!.clientKey);
		expect(outbox.settle()).toBe(true);
		expect(said.at(-1)).toBe("alreadySent");
		expect(field.text).toBe("Hola de nuevo");
		const { act, calls } = server(() => ok);
		expect(await outbox.send(act)).toBe(true);
		expect(calls[0]?.clientKey).not.toBe(failing.calls[0]?.clientKey);
	});
});
