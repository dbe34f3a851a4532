import type { TimelineStore } from "@/components/timeline/timeline-store";
import type { ActionResult } from "@/lib/action";
import { type Draft, emptyDraft, isEmpty, type Mode } from "./drafts";
import { newKey } from "./new-key";

/** Why it did not go out: nobody answered; it had gone out before; or what the server said. */
export type SendProblem = "offline" | "alreadySent" | { refused: string };
export type Act = (draft: Draft, clientKey: string) => Promise<ActionResult<unknown>>;
/** The field that is written in: what it holds at this very moment, and how to fill it. */
export type Field = { read(): Draft; put(draft: Draft): void };
type Store = Pick<TimelineStore, "sending" | "notSent" | "has" | "changed">;
/** `uncertain`: nobody answered, so it may have gone out. */
type Failure = { clientKey: string; draft: Draft; uncertain: boolean };

/**
 * Sends what is written, once: the field is emptied and the message shown at once; when it is refused or does not arrive, the text comes
 * back, and the next press goes under the same key, by which the server knows it again.
 */
export class Outbox {
	#failure: Failure | null = null;

	constructor(
		private readonly mode: Mode,
		private readonly store: Store,
		private readonly field: Field,
		private readonly say: (problem: SendProblem | null) => void,
	) {}

	/** Answers whether something went out. */
	async send(act: Act): Promise<boolean> {
		if (isEmpty(this.field.read())) return false;
		if (this.#failure?.uncertain) await this.store.changed();
		if (this.settle()) return false;
		const draft = this.field.read();
		const clientKey = this.#failure?.clientKey ?? newKey();
		this.#failure = null;
		this.say(null);
		this.store.sending({ kind: "pending", mode: this.mode, clientKey, at: new Date().toISOString(), text: draft.text });
		this.field.put(emptyDraft);
		const result = await act(draft, clientKey).catch(() => null);
		if (result?.ok) await this.store.changed();
		else this.#failed({ clientKey, draft, uncertain: result === null }, result ? { refused: result.error } : "offline");
		return result?.ok ?? false;
	}

	/** What seemed lost is there after all: nothing is left to send, unless something else was written meanwhile. Called whenever the timeline changes. */
	settle(): boolean {
		const failed = this.#failure;
		if (!failed || !this.store.has(failed.clientKey)) return false;
		this.#failure = null;
		const rewritten = this.field.read().text.trim() !== failed.draft.text.trim();
		this.say(rewritten ? "alreadySent" : null);
		if (!rewritten) this.field.put(emptyDraft);
		return true;
	}

	#failed(failure: Failure, problem: SendProblem): void {
		this.#failure = failure;
		this.store.notSent(failure.clientKey);
		this.field.put(joined(failure.draft, this.field.read()));
		this.say(problem);
		this.settle();
	}
}

/** Whoever has written on meanwhile keeps that too. */
function joined(before: Draft, after: Draft): Draft {
	const attachmentIds = [...new Set([...before.attachmentIds, ...after.attachmentIds])];
	if (after.text.trim() === "") return { ...before, attachmentIds };
	return { ...before, attachmentIds, text: `${before.text}\n${after.text}`, html: before.html === null ? null : before.html + (after.html ?? "") };
}
