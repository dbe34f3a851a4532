import { answered } from "@/components/ui/answered";
import { type Draft, emptyDraft, isEmpty, mergeDrafts, sameDraft, type Unsaved } from "./drafts";
import { newKey } from "./new-key";

export type SavedDraft = { revision: string; draft: Draft };
export type DraftApi = {
	save(draft: Draft | null, revision: string, base: string | null): Promise<{ saved: boolean; current: SavedDraft | null }>;
	load(): Promise<SavedDraft | null>;
};
type Local = { read(): Unsaved | null; write(unsaved: Unsaved | null): void };

/** Milliseconds from a key to saving it, and to another try when nobody answered. */
const delays = { save: 600, retry: 3_000 };
/** Of those, older ones would have been heard of. */
const mostUnanswered = 50;

/**
 * One draft, here and on the server. Every change is kept in this browser at once and on the server within a second; until the server
 * has it, it stays in this browser, through a lost network and a reload. What another window has saved comes in, joined with what is new here.
 */
export class DraftSync {
	#draft: Draft;
	#saved: SavedDraft | null;
	/** Saves that nobody has answered to, or not yet: what is found under one of these was written here. */
	readonly #unanswered = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#saving = false;
	/** Grows with all that is learnt of the server's, and with every sending: an answer that was asked for before knows less. */
	#turn = 0;
	#held = false;
	#stopped = false;
	#gone = false;

	constructor(
		first: SavedDraft | null,
		private readonly local: Local,
		private readonly api: DraftApi,
		private readonly show: (draft: Draft) => void,
	) {
		this.#saved = first;
		const unsaved = local.read();
		this.#draft = unsaved
			? mergeDrafts(unsaved.base === (first?.revision ?? null) ? this.#before() : unsaved.before, unsaved.draft, this.#before())
			: this.#before();
		if (this.#isDirty()) this.#later();
	}

	get draft(): Draft {
		return this.#draft;
	}
	/** Under which the server has it, as far as we know. */
	get revision(): string | null {
		return this.#saved?.revision ?? null;
	}

	/** Under which else it may have got there by now: what is sent is gone from the server under each of these. */
	get revisions(): string[] {
		return [...(this.revision ? [this.revision] : []), ...[...this.#unanswered].slice(-mostUnanswered)];
	}

	/** The same, where what the server has is all that is written. */
	get settled(): string | null {
		return this.#isDirty() ? null : this.revision;
	}

	/** What somebody types. */
	change(part: Partial<Draft>): void {
		this.#draft = { ...this.#draft, ...part };
		this.#keep();
		this.#later();
	}

	/** Nothing is saved while it is being sent: the text must not leave the server before the message is there. */
	hold(): void {
		this.#held = true;
		this.#turn++;
	}

	async release(): Promise<void> {
		this.#held = false;
		await this.pull();
		this.#keep();
		if (this.#isDirty()) this.#later();
	}

	/** It changed elsewhere, or may have. */
	async pull(): Promise<void> {
		const turn = ++this.#turn;
		const current = await this.api.load().catch(() => undefined);
		if (current === undefined || this.#turn !== turn || this.#saving || this.#held || this.#stopped) return;
		if (current?.revision !== this.revision) this.#take(current);
	}

	/** What the server says it has now: after something was taken back. */
	adopt(current: SavedDraft): void {
		this.#take(current);
	}

	/** Where it was kept is gone: from now on it stays in this browser alone, for its writer to take away. */
	abandon(): void {
		this.#gone = true;
		this.#saved = null;
		this.#keep();
		this.stop();
	}

	stop(): void {
		clearTimeout(this.#timer);
		if (!this.#held && !this.#gone && this.#isDirty()) void this.#save();
		this.#stopped = true;
	}

	async #save(): Promise<void> {
		if (this.#saving || this.#held || this.#stopped || !this.#isDirty()) return;
		this.#saving = true;
		const [draft, revision] = [this.#draft, newKey()];
		const kept = isEmpty(draft) ? null : { revision, draft };
		this.#unanswered.add(revision);
		const answer = await answered(this.api.save(kept && draft, revision, this.revision));
		this.#saving = false;
		if (this.#gone) return;
		this.#turn++;
		if (answer?.saved) this.#saved = kept;
		else if (answer) this.#take(answer.current);
		if (answer) this.#unanswered.delete(revision);
		if (!this.#held) this.#keep();
		if (this.#isDirty()) this.#later(answer ? delays.save : delays.retry);
	}

	#take(current: SavedDraft | null): void {
		const before = current && this.#unanswered.has(current.revision) ? current.draft : this.#before();
		const merged = mergeDrafts(before, this.#draft, current?.draft ?? emptyDraft);
		this.#saved = current;
		this.#turn++;
		const changed = !sameDraft(merged, this.#draft);
		this.#draft = merged;
		this.#keep();
		if (changed) this.show(merged);
		if (this.#isDirty()) this.#later();
	}

	#later(delay = delays.save): void {
		if (this.#stopped) return;
		if (delay === delays.retry) clearTimeout(this.#timer);
		else if (this.#timer !== undefined) return;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			void this.#save();
		}, delay);
	}

	#keep(): void {
		this.local.write(this.#isDirty() ? { draft: this.#draft, before: this.#before(), base: this.revision } : null);
	}
	#before(): Draft {
		return this.#saved?.draft ?? emptyDraft;
	}
	#isDirty(): boolean {
		return isEmpty(this.#draft) ? this.#saved !== null : !sameDraft(this.#draft, this.#before());
	}
}
