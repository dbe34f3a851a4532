import type { TimelineItem, TimelinePage } from "@/lib/timeline/queries";
import { mergeItems, newestId, type PendingItem, stillPending, unsettledIds } from "./merge";
import { oneAtATime } from "./one-at-a-time";
import type { TimelineApi } from "./timeline-api";

export type TimelineState = {
	items: TimelineItem[];
	/** Sent from here and not yet confirmed. */
	pending: PendingItem[];
	/** What lies before the first item: more to load, being loaded, not loadable just now, or nothing. */
	older: "some" | "loading" | "failed" | "none";
};

/** The server's limit of one answer: a full one may have left something out. */
const changesLimit = 500;

/** The timeline of one conversation as the browser holds it: pages of history, what came since, what is being sent. */
export class TimelineStore {
	#state: TimelineState;
	#listeners = new Set<() => void>();
	#changed = new Set<number>();
	#catchUp: ReturnType<typeof oneAtATime>;

	constructor(
		private readonly conversationId: number,
		first: TimelinePage,
		private readonly api: TimelineApi,
	) {
		this.#state = { items: first.items, pending: [], older: first.older ? "some" : "none" };
		this.#catchUp = oneAtATime(() => this.#fetchChanges());
	}

	snapshot = () => this.#state;
	subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	};

	/** Asks for what came since, and for these messages as they are now. */
	changed(...messageIds: number[]): Promise<void> {
		for (const id of messageIds) this.#changed.add(id);
		return this.#catchUp.start();
	}

	/** Anything may have changed: after a lost connection. */
	resync(): Promise<void> {
		return this.changed(...unsettledIds(this.#state.items));
	}

	async loadOlder(): Promise<void> {
		const first = this.#state.items[0];
		if (!first || this.#state.older === "none" || this.#state.older === "loading") return;
		this.#set({ older: "loading" });
		const page = await this.api.before(this.conversationId, first.id).catch(() => null);
		// Begun anew meanwhile: this page is not the one before the first any more.
		if (this.#state.items[0]?.id !== first.id) return;
		if (page) this.#set({ items: mergeItems(this.#state.items, page.items), older: page.older ? "some" : "none" });
		else this.#set({ older: "failed" });
	}

	/** Shows what is being sent, at once. */
	sending(item: PendingItem): void {
		this.#set({ pending: [...this.#state.pending.filter((other) => other.clientKey !== item.clientKey), item] });
	}

	/** It was refused, or never arrived. */
	notSent(clientKey: string): void {
		this.#set({ pending: this.#state.pending.filter((item) => item.clientKey !== clientKey) });
	}

	has(clientKey: string): boolean {
		return this.#state.items.some((item) => item.kind !== "event" && item.clientKey === clientKey);
	}

	stop(): void {
		this.#catchUp.stop();
	}

	async #fetchChanges(): Promise<void> {
		// Taken out before asking: a message that changes again meanwhile is asked for again.
		const changed = [...this.#changed];
		this.#changed.clear();
		const items = await this.api.changes(this.conversationId, newestId(this.#state.items), changed).catch((error) => {
			for (const id of changed) this.#changed.add(id);
			throw error;
		});
		if (items.length >= changesLimit) return this.#beginAnew();
		this.#merge(items);
	}

	/** Too much happened while nobody listened: history is loaded again from its newest end. */
	async #beginAnew(): Promise<void> {
		const page = await this.api.newest(this.conversationId);
		this.#state = { ...this.#state, items: [], older: page.older ? "some" : "none" };
		this.#merge(page.items);
	}

	#merge(incoming: TimelineItem[]): void {
		const items = mergeItems(this.#state.items, incoming);
		if (items !== this.#state.items) this.#set({ items, pending: stillPending(this.#state.pending, items) });
	}

	#set(change: Partial<TimelineState>): void {
		this.#state = { ...this.#state, ...change };
		for (const listener of this.#listeners) listener();
	}
}
