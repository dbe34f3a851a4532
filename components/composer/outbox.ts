import type { TimelineStore } from "@/components/timeline/timeline-store";
import { answered } from "@/components/ui/answered";
import type { TranslationProvider } from "@/db/schema";
import { asDraft, type Draft, emptyDraft, isEmpty, joined, type Mode, type Store as Storage, saysSomething, saysTheSame } from "./drafts";
import { newKey } from "./new-key";

/** Why it did not go out: it had gone out before; or what the server said. */
export type SendProblem = "alreadySent" | { refused: string };
/** How it is to go: when, and what the writer had seen of the conversation (null: whatever was said since). */
export type How = {
	archive: boolean;
	sendAt: string | null;
	seen: number | null /** What goes out instead of what is written. */;
	translated?: Translated /** Whom a note names. */;
	mentions?: number[];
};
/** `subject`: of a mail that begins a conversation. */
export type Translated = { text: string; html: string | null; subject?: string | undefined; language: string; sentIn: string; provider: TranslationProvider };
/** `mail`: whether its channel carries what only mail has. */
export type Letter = {
	clientKey: string;
	at: string;
	draft: Draft;
	how: How /** Under which the server may have the draft of it. */;
	revisions: string[];
	mail: boolean;
};
/** What became of it. `answered`: somebody else has answered since. No answer at all is thrown. */
export type Outcome = { sent: true } | { refused: string } | { answered: string[] };
export type Act = (letter: Letter) => Promise<Outcome>;
/**
 * The field that is written in: what it holds at this very moment, how to fill it, and how its draft is kept while it is being sent. `settled`:
 * the draft's revision, where the server has just what is written.
 */
export type Field = { read(): Draft; put(draft: Draft): void; revisions(): string[]; settled(): string | null; hold(): void; release(): void };
type Store = Pick<TimelineStore, "sending" | "notSent" | "has" | "changed">;
type Say = { problem(problem: SendProblem | null): void; answered(by: string[], how: How): void; reasonOf(outcome: Exclude<Outcome, { sent: true }>): string };

/** Where letters are kept whose conversation is open: they are sent from there (see send-left.ts for all others). */
export const openOutboxes = new Set<string>();

/** Milliseconds until what nobody answered to is tried again. */
const pause = 5_000;

/**
 * Sends what is written, once: the field is emptied and the message shown at once. What nobody answers to stays below the history, each
 * by itself, is kept in this browser and tried again under its own key, by which the server knows it. What is refused comes back into the field.
 */
export class Outbox {
	#letters: Letter[];
	/** Of all that this window has had in hand: whatever else is kept there is another window's. */
	readonly #known = new Set<string>();
	#failed = new Map<string, string | null>();
	/** Taken back into the field, though it may have gone out. */
	#edited: Letter | null = null;
	#busy = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		private readonly mode: Mode,
		private readonly store: Store,
		private readonly field: Field,
		private readonly say: Say,
		private readonly act: Act,
		private readonly kept: { storage: Storage | null; key: string; mail: boolean },
	) {
		openOutboxes.add(kept.key);
		this.#letters = readLetters(kept.storage, kept.key);
		for (const letter of this.#letters) {
			// Sent just before the page went away: its draft, or as much of it as was saved, is still where it was.
			if (saysTheSame(field.read(), letter.draft) || letter.revisions.includes(field.settled() ?? "")) field.put(emptyDraft);
			this.#failed.set(letter.clientKey, null);
			this.#known.add(letter.clientKey);
			this.#show(letter);
		}
		if (this.#letters.length > 0) this.#later(0);
	}

	/** Answers whether something went out. */
	async send(how: How): Promise<boolean> {
		if (!sendable(this.field.read())) return false;
		if (this.#edited) await this.store.changed();
		if (this.settle()) return false;
		const draft = this.field.read();
		const letter = {
			// Another device has the same draft, and may send it too while nobody answers here: it is one message.
			clientKey: this.#edited?.clientKey ?? this.field.settled() ?? newKey(),
			at: new Date().toISOString(),
			draft,
			how,
			revisions: this.field.revisions(),
			mail: this.kept.mail,
		};
		this.#edited = null;
		this.say.problem(null);
		this.field.hold();
		this.#letters.push(letter);
		this.#known.add(letter.clientKey);
		this.#write();
		this.#show(letter);
		this.field.put(emptyDraft);
		const sent = await this.#post(letter);
		this.field.release();
		return sent;
	}

	/** Tries again, in the order of writing, what nobody answered to. */
	async retryAll(): Promise<void> {
		for (const letter of [...this.#letters]) if (this.#failed.get(letter.clientKey) === null) await this.#post(letter);
	}

	/** What seemed lost is there after all. Called whenever the timeline changes. Whether nothing is left of what is in the field. */
	settle(): boolean {
		for (const letter of this.#letters) if (this.store.has(letter.clientKey)) this.#forget(letter);
		const edited = this.#edited;
		if (!edited || !this.store.has(edited.clientKey)) return false;
		this.#edited = null;
		const rewritten = !saysTheSame(this.field.read(), edited.draft);
		this.say.problem(rewritten ? "alreadySent" : null);
		if (!rewritten) this.field.put(emptyDraft);
		return true;
	}

	stop(): void {
		openOutboxes.delete(this.kept.key);
		clearTimeout(this.#timer);
	}

	async #post(letter: Letter): Promise<boolean> {
		const { clientKey } = letter;
		if (this.#busy.has(clientKey)) return false;
		this.#busy.add(clientKey);
		this.#failed.delete(clientKey);
		this.#show(letter);
		const outcome = await answered(this.act(letter));
		this.#busy.delete(clientKey);
		if (outcome && "sent" in outcome) {
			this.#forget(letter, false);
			await this.store.changed();
			return true;
		}
		if (outcome) this.#refused(letter, outcome);
		else this.#unanswered(letter, null);
		this.settle();
		return false;
	}

	/** Back into the field; unless something else is written there, which it must not be mixed with. */
	#refused(letter: Letter, outcome: Exclude<Outcome, { sent: true }>): void {
		if (isEmpty(this.field.read())) {
			this.#forget(letter);
			this.field.put(letter.draft);
			if ("answered" in outcome) this.say.answered(outcome.answered, letter.how);
			else this.say.problem(outcome);
		} else this.#unanswered(letter, this.say.reasonOf(outcome));
	}

	#unanswered(letter: Letter, reason: string | null): void {
		this.#failed.set(letter.clientKey, reason);
		this.#show(letter);
		if (reason === null) this.#later(pause);
	}

	#show(letter: Letter): void {
		const { clientKey, at, draft } = letter;
		const reason = this.#failed.get(clientKey);
		const unsent = reason === undefined ? undefined : { reason, retry: () => this.#again(letter), edit: () => void this.#edit(letter) };
		this.store.sending({ kind: "pending", mode: this.mode, clientKey, at, text: draft.text, unsent });
	}

	/** By hand, having read why it did not go. */
	#again(letter: Letter): void {
		letter.how = { ...letter.how, seen: this.#failed.get(letter.clientKey) === null ? letter.how.seen : null };
		void this.#post(letter);
	}

	async #edit(letter: Letter): Promise<void> {
		await this.store.changed().catch(() => {});
		if (this.settle() || !this.#letters.includes(letter) || this.#busy.has(letter.clientKey)) return;
		this.#edited = this.#failed.get(letter.clientKey) === null ? letter : null;
		this.#forget(letter);
		this.field.put(joined(letter.draft, this.field.read()));
	}

	#forget(letter: Letter, hide = true): void {
		this.#letters = this.#letters.filter((other) => other !== letter);
		this.#failed.delete(letter.clientKey);
		this.#write();
		if (hide) this.store.notSent(letter.clientKey);
	}

	#later(delay: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.retryAll(), delay);
	}

	#write(): void {
		const { storage, key } = this.kept;
		const others = readLetters(storage, key).filter(({ clientKey }) => !this.#known.has(clientKey));
		writeLetters(storage, key, [...others, ...this.#letters]);
	}
}

/** A mail may be passed on without a word. */
export function sendable(draft: Draft): boolean {
	return saysSomething(draft) || (draft.kind === "forward" && draft.to.length > 0);
}

/** Failing (storage full or forbidden) only means that they are not kept. */
export function writeLetters(storage: Storage | null, key: string, letters: Letter[]): void {
	try {
		if (letters.length > 0) storage?.setItem(key, JSON.stringify(letters));
		else storage?.removeItem(key);
	} catch {}
}

export function readLetters(storage: Storage | null, key: string): Letter[] {
	try {
		const found: unknown = JSON.parse(storage?.getItem(key) ?? "[]");
		return Array.isArray(found)
			? found
					.filter((letter) => typeof letter?.clientKey === "string" && letter.how)
					.map((letter) => ({ ...letter, draft: asDraft(letter.draft), revisions: letter.revisions ?? [] }))
			: [];
	} catch {
		return [];
	}
}
