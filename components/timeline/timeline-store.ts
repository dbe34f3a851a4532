import type { NoteEdit } from "@/components/composer/note-edits";
import { oneAtATime } from "@/components/realtime/one-at-a-time";
import { answered } from "@/components/ui/answered";
import type { WaitingItem } from "@/lib/messages/waiting";
import type { TimelineAround, TimelineItem, TimelineNote, TimelinePage } from "@/lib/timeline/queries";
import { EditedNotes, type KeepEdit, nothingDeleted } from "./edited-notes";
import { changeableIds, mergeItems, newestId, type PendingItem, sameWaiting, stillPending, stillWaiting, unsettledIds } from "./merge";
import type { TimelineApi } from "./timeline-api";

export type TimelineState = {
	items: TimelineItem[];
	/** Sent from here and not yet confirmed. */
	pending: PendingItem[];
	/** At the server, to be sent later: when the time to undo it is over, or at an hour that was chosen. */
	waiting: WaitingItem[];
	/** What lies before the first item: more to load, being loaded, not loadable just now, or nothing. */
	older: "some" | "loading" | "failed" | "none";
	/** The same after the last item: "none" when what comes is shown as it comes. */
	newer: "some" | "loading" | "failed" | "none";
	/** Notes among the items that are not there any more: something is being written in their place. */
	deleted: ReadonlySet<number>;
	/** Up to here it is history that was asked for; what lies after it came meanwhile. */
	loadedUpto: number;
};

/** The server's limit of one answer: a full one may have left something out. */
const changesLimit = 500;
/** Of what is asked for as it is now. */
const mostAtOnce = 200;

/** The timeline of one conversation as the browser holds it: pages of history, what came since, what is being sent. */
export class TimelineStore {
	#state: TimelineState;
	#listeners = new Set<() => void>();
	#changed = new Set<number>();
	#catchUp: ReturnType<typeof oneAtATime>;
	readonly #edited = new EditedNotes();

	constructor(
		private readonly conversationId: number,
		first: TimelinePage & Partial<Pick<TimelineAround, "newer">> & { waiting?: WaitingItem[] },
		private readonly api: TimelineApi,
	) {
		const [older, newer] = [first.older, first.newer].map((more) => (more ? "some" : "none"));
		this.#state = {
			items: first.items,
			pending: [],
			waiting: first.waiting ?? [],
			older: older ?? "none",
			newer: newer ?? "none",
			deleted: nothingDeleted,
			loadedUpto: newestId(first.items),
		};
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

	/** Something may have been missed: a moment, in which what was not final yet became so, or (`long`) a time in which anything may have changed. */
	resync(long = false): Promise<void> {
		return this.changed(...(long ? changeableIds : unsettledIds)(this.#state.items));
	}

	async loadOlder(): Promise<void> {
		const first = this.#state.items[0];
		if (!first || this.#state.older === "none" || this.#state.older === "loading") return;
		this.#set({ older: "loading" });
		const page = await answered(this.api.before(this.conversationId, first.id));
		// Begun anew meanwhile: this page is not the one before the first any more.
		if (this.#state.items[0]?.id !== first.id) return;
		if (page) this.#set({ items: mergeItems(this.#state.items, page.items), older: page.older ? "some" : "none" });
		else this.#set({ older: "failed" });
	}

	async loadNewer(): Promise<void> {
		const { items: before, newer } = this.#state;
		const upto = newestId(before);
		if (newer === "none" || newer === "loading") return;
		this.#set({ newer: "loading" });
		const page = await answered(this.api.from(this.conversationId, upto));
		// Gone to the newest end meanwhile: this page lies somewhere else now.
		if (this.#state.newer === "none" || newestId(this.#state.items) !== upto) return;
		if (!page) return this.#set({ newer: "failed" });
		const items = mergeItems(this.#state.items, page.items);
		this.#set({ items, newer: page.newer ? "some" : "none", loadedUpto: newestId(items) });
		// What came while the last page was on its way was not taken.
		if (!page.newer) await this.#catchUp.start();
	}

	/** Leaves an older part of the history for the newest one. Whether it got there. */
	async toNewest(): Promise<boolean> {
		if (this.#state.newer === "none") return true;
		const there = await this.#beginAnew().then(
			() => true,
			() => false,
		);
		if (there) void this.#catchUp.start();
		return there;
	}

	/** Leaves for the part of the history around an item. Whether it got there. */
	async goTo(id: number): Promise<boolean> {
		const page = await answered(this.api.around(this.conversationId, id));
		if (!page) return false;
		const [older, newer] = [page.older, page.newer].map((more) => (more ? ("some" as const) : ("none" as const)));
		this.#set({ items: page.items, older, newer, loadedUpto: newestId(page.items) });
		// What came while it was on its way.
		if (!page.newer) void this.#catchUp.start();
		return true;
	}

	/** Shows what is being sent, at once. */
	sending(item: PendingItem): void {
		this.#set({ pending: [...this.#state.pending.filter((other) => other.clientKey !== item.clientKey), item] });
	}

	/** Goes on with what was being written in the place of notes; `keep` is given it with every change. */
	resumeEdits(kept: NoteEdit[], keep: KeepEdit): void {
		this.#edited.resume(kept, keep);
		this.#set({});
	}
	editOf = (noteId: number): string | null => this.#edited.textOf(noteId);
	writeEdit = (note: TimelineNote, text: string): void => this.#edited.write(note, text);
	/** It was saved, or given up. */
	endEdit(noteId: number): void {
		const { items, deleted } = this.#state;
		this.#edited.forget(noteId);
		this.#set(deleted.has(noteId) ? { items: items.filter(({ id }) => id !== noteId) } : {});
	}

	/** It was refused, or never arrived. */
	notSent(clientKey: string): void {
		this.#set({ pending: this.#state.pending.filter((item) => item.clientKey !== clientKey) });
	}

	has(clientKey: string): boolean {
		const { items, waiting } = this.#state;
		return items.some((item) => item.kind !== "event" && item.clientKey === clientKey) || waiting.some((item) => item.clientKey === clientKey);
	}

	/** The newest thing that is shown, be it a message or one that waits to be. */
	seen(): number {
		return Math.max(newestId(this.#state.items), 0, ...this.#state.waiting.map((item) => item.id));
	}

	stop(): void {
		this.#catchUp.stop();
	}

	async #fetchChanges(): Promise<void> {
		// Taken out before asking: a message that changes again meanwhile is asked for again.
		const changed = [...this.#changed].sort((a, b) => b - a).slice(0, mostAtOnce);
		for (const id of changed) this.#changed.delete(id);
		const { items, waiting } = await this.api.changes(this.conversationId, newestId(this.#state.items), changed).catch((error) => {
			for (const id of changed) this.#changed.add(id);
			throw error;
		});
		if (this.#changed.size > 0) void this.#catchUp.start();
		// Before the newest end only what is there already changes: anything after it would leave a gap.
		if (this.#state.newer !== "none")
			return this.#merge(
				items.filter((item) => item.id <= this.#state.loadedUpto),
				waiting,
			);
		if (items.length >= changesLimit) return this.#beginAnew();
		this.#merge(items, waiting);
	}

	/** Too much happened while nobody listened: history is loaded again from its newest end. */
	async #beginAnew(): Promise<void> {
		const page = await this.api.newest(this.conversationId);
		this.#state = { ...this.#state, items: [], older: page.older ? "some" : "none", newer: "none", loadedUpto: newestId(page.items) };
		this.#merge(page.items, page.waiting);
	}

	/** Both at once: nothing leaves the screen before what takes its place is there. */
	#merge(incoming: TimelineItem[], waiting: WaitingItem[]): void {
		const items = mergeItems(this.#state.items, incoming);
		const open = stillWaiting(waiting, items);
		if (items === this.#state.items && sameWaiting(open, this.#state.waiting)) return;
		this.#set({ items, waiting: open, pending: stillPending(this.#state.pending, [...items, ...open]) });
	}

	#set(change: Partial<TimelineState>): void {
		const next = { ...this.#state, ...change };
		this.#state = { ...next, ...this.#edited.within(next) };
		for (const listener of this.#listeners) listener();
	}
}
