import type { CustomerHit } from "@/lib/search/customers";
import type { SearchHit } from "@/lib/search/queries";
import type { SearchApi } from "./search-api";

export type SearchState = {
	/** What `hits` and `customers` were found with: what was typed since may be on its way. Null: nothing was found yet. */
	found: string | null;
	status: "idle" | "loading" | "failed";
	customers: CustomerHit[];
	hits: SearchHit[];
	/** Where the history that was not searched yet begins; null: all of it was. */
	olderId: number | null;
	older: "idle" | "loading" | "failed";
};

/** How often it goes on by itself while there is no message: each answer gets further back, less far where the server is busy. */
const stepsAlone = 10;

const nothing: SearchState = { found: null, status: "idle", customers: [], hits: [], olderId: null, older: "idle" };

/** What the last search found. Only the answer to the last question ever counts: those before it are called off. */
export class SearchStore {
	#state = nothing;
	#listeners = new Set<() => void>();
	#asked: AbortController | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		private readonly api: SearchApi,
		/** Milliseconds without another key before the server is asked. */
		private readonly pause = 120,
	) {}

	snapshot = () => this.#state;
	subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	};

	/** What was found before stays until the answer is there. */
	search(text: string): void {
		this.#callOff();
		const known = text === this.#state.found;
		this.#set({ status: known ? "idle" : "loading", older: "idle" });
		if (!known) this.#timer = setTimeout(() => void this.#ask(text), this.pause);
	}

	retry(text: string): void {
		this.#callOff();
		this.#set({ status: "loading" });
		void this.#ask(text);
	}

	/** Goes on where the last page ended, for the text that the page was found with. Answers whether it got further. */
	async searchOlder(): Promise<boolean> {
		const { found, olderId, older, status } = this.#state;
		if (found === null || olderId === null || older === "loading" || status !== "idle") return false;
		this.#set({ older: "loading" });
		const answer = await this.#answer(found, olderId);
		if (answer === "calledOff") return false;
		if (answer === "failed") this.#set({ older: "failed" });
		else this.#set({ hits: [...this.#state.hits, ...answer.messages.hits], olderId: answer.messages.olderId, older: "idle" });
		return answer !== "failed";
	}

	clear(): void {
		this.#callOff();
		this.#set(nothing);
	}

	stop(): void {
		this.#callOff();
	}

	async #ask(text: string): Promise<void> {
		const answer = await this.#answer(text, null);
		if (answer === "calledOff") return;
		if (answer === "failed") return this.#set({ ...nothing, status: "failed" });
		this.#set({ ...nothing, found: text, customers: answer.customers, hits: answer.messages.hits, olderId: answer.messages.olderId });
		for (let step = 0; step < stepsAlone && this.#state.hits.length === 0; step++) if (!(await this.searchOlder())) return;
	}

	async #answer(text: string, before: number | null) {
		const asked = new AbortController();
		this.#asked = asked;
		const answer = await this.api(text, before, asked.signal).catch(() => "failed" as const);
		return asked.signal.aborted ? ("calledOff" as const) : answer;
	}

	#callOff(): void {
		clearTimeout(this.#timer);
		this.#asked?.abort();
		this.#asked = null;
	}

	#set(change: Partial<SearchState>): void {
		this.#state = { ...this.#state, ...change };
		for (const listener of this.#listeners) listener();
	}
}
