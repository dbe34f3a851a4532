import { answered } from "@/components/ui/answered";
import type { ActionResult } from "@/lib/action";
import type { ListFilter } from "@/lib/conversations/filter";
import type { ListCounts, ListRow } from "@/lib/conversations/queries";
import { createBatch } from "./batch";
import type { Edit } from "./edits";
import { createHeard } from "./heard";
import { type ListApi, type ListPage, pagesDownTo } from "./list-api";
import { emptyList, type ListState, openEdits, visibleRows, withPage, withReload, withRows } from "./list-state";
import { sameFilter } from "./row-order";

export type ListSnapshot = {
	filter: ListFilter;
	rows: readonly ListRow[];
	/** The filter that `rows` belong to: those that were shown before stay until the new ones are there. */
	rowsOf: ListFilter;
	counts: ListCounts;
	status: "ready" | "loading" | "failed";
	/** Of the page below the last row. */
	more: "idle" | "loading" | "failed" | "end";
};
export type ListStart = { userId: number; filter: ListFilter; selected: number | null; page: ListPage; counts: ListCounts };

const pageSize = 50;

/**
 * The conversation list as the browser holds it: what the server said, in the order in which it was asked, under what the operator has
 * changed and the server has yet to confirm.
 */
export class ListStore {
	/** Grows with every request and every confirmation: of any two of them it tells which came first. */
	#clock = 1;
	#list: ListState;
	#edits: readonly Edit[] = [];
	#status: ListSnapshot["status"] = "ready";
	#more: ListSnapshot["more"] = "idle";
	#counts: ListCounts;
	/** The open conversation, and whether it stays in the list although it was read. */
	#selected: number | null;
	#kept: number | null = null;
	#reloadedAt = 1;
	#snapshot: ListSnapshot;
	#listeners = new Set<() => void>();
	#changed = createBatch((ids) => this.#fetchRows(ids), { every: 50 });
	#recount = createBatch(() => this.#fetchCounts(), { every: 500 });
	#stale = createBatch(() => this.#fetchAgain(), { every: 1000 });
	#missed = createBatch(() => this.#catchUp(), { every: 50 });
	#heard: ReturnType<typeof createHeard>;

	constructor(
		private readonly start: ListStart,
		private readonly api: ListApi,
	) {
		this.#list = withPage(emptyList(start.filter), start.page.rows, 1, start.page.next);
		this.#counts = start.counts;
		this.#heard = createHeard(start.counts.asOf);
		this.#selected = start.selected;
		this.#snapshot = { filter: start.filter, rows: [], rowsOf: start.filter, counts: start.counts, status: "ready", more: "idle" };
		this.#commit();
	}

	snapshot = () => this.#snapshot;
	subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	};

	setFilter(filter: ListFilter) {
		if (sameFilter(filter, this.#list.filter)) return;
		this.#list = emptyList(filter);
		this.#kept = null;
		this.#load();
	}

	select(id: number | null) {
		if (id === this.#selected) return;
		this.#selected = id;
		this.#kept = this.#snapshot.rows.some((row) => row.id === id) ? id : null;
		this.#commit();
	}

	conversationChanged(...ids: number[]) {
		this.#changed.add(ids);
		this.#recount.add([0]);
	}

	customerChanged(customerId: number) {
		this.#changed.add([...this.#list.known.values()].flatMap(({ row }) => (row?.customerId === customerId ? [row.id] : [])));
	}

	/** Nobody tells of changes any more. */
	disconnected() {
		this.#heard.lost();
	}

	/** They are told of again: what was missed is asked for, and that alone. */
	connected() {
		this.#missed.add([0]);
	}

	/** Anything may have changed: the whole inbox was read. */
	resync() {
		this.#stale.add([0]);
		this.#recount.add([0]);
	}

	async loadMore() {
		const { filter, tail } = this.#list;
		if (this.#status !== "ready" || this.#more === "loading" || !tail) return;
		const asOf = ++this.#clock;
		this.#more = "loading";
		this.#commit();
		const page = await answered(this.api.page(filter, tail, pageSize));
		// After a reload the end is elsewhere, and this page with it.
		if (this.#list.tail !== tail) return;
		if (page) this.#list = withPage(this.#list, page.rows, asOf, page.next);
		this.#more = page ? "idle" : "failed";
		this.#commit();
	}

	retry() {
		return this.#status === "failed" ? this.#load() : this.loadMore();
	}

	/** Shows a change at once, and takes it back when `act` is refused or (null) never arrives. */
	async edit<T>(target: Edit["target"], change: Edit["change"], act: () => Promise<ActionResult<T>>): Promise<ActionResult<T> | null> {
		const key = ++this.#clock;
		this.#edits = [...this.#edits, { key, target, change, settledAt: null }];
		this.#commit();
		const result = await answered(act());
		const settledAt = ++this.#clock;
		this.#edits = result?.ok ? this.#edits.map((edit) => (edit.key === key ? { ...edit, settledAt } : edit)) : this.#edits.filter((edit) => edit.key !== key);
		this.#commit();
		if (target === "all") this.resync();
		else this.conversationChanged(...(typeof target === "number" ? [target] : target));
		return result;
	}

	#commit() {
		const { filter, tail } = this.#list;
		this.#edits = openEdits(this.#edits, this.#list, this.#reloadedAt);
		let { rows, rowsOf } = this.#snapshot;
		if (this.#status === "ready") {
			rowsOf = filter;
			rows = visibleRows(this.#list, this.#edits, this.start.userId, this.#kept);
			this.#kept = rows.some((row) => row.id === this.#selected) ? this.#selected : null;
		}
		const more = this.#status === "ready" && !tail ? "end" : this.#more;
		this.#snapshot = { filter, rows, rowsOf, counts: this.#counts, status: this.#status, more };
		for (const listener of this.#listeners) listener();
	}

	async #load() {
		const { filter } = this.#list;
		this.#status = "loading";
		this.#more = "idle";
		this.#commit();
		await this.#fetchAgain().catch(() => {
			if (this.#status !== "loading" || !sameFilter(filter, this.#list.filter)) return;
			this.#status = "failed";
			this.#commit();
		});
	}

	/** The list from its top, down to where it was loaded. */
	async #fetchAgain() {
		const asOf = ++this.#clock;
		const { filter, tail, known } = this.#list;
		const page = this.#status === "ready" ? await pagesDownTo(this.api, filter, tail, known.size) : await this.api.page(filter, null, pageSize);
		if (!sameFilter(filter, this.#list.filter)) return;
		this.#list = withReload(this.#list, page.rows, asOf, page.next, this.#kept);
		this.#reloadedAt = asOf;
		this.#status = "ready";
		this.#more = "idle";
		if (this.#kept !== null) this.#changed.add([this.#kept]);
		this.#commit();
	}

	async #fetchRows(ids: number[]) {
		const asOf = ++this.#clock;
		const { filter } = this.#list;
		// Read or unread is told apart here, so that the open conversation may stay among unread ones.
		const rows = await this.api.rows({ ...filter, unread: false }, ids);
		this.#list = withRows(this.#list, ids, rows, asOf);
		this.#commit();
	}

	async #catchUp() {
		const since = this.#heard.since();
		if (since === null) return;
		const { conversationIds, customerIds, everything, asOf } = await this.api.changes(since);
		this.#heard.caughtUp(asOf);
		if (everything) return this.resync();
		for (const id of customerIds) this.customerChanged(id);
		if (conversationIds.length > 0) this.conversationChanged(...conversationIds);
	}

	async #fetchCounts() {
		this.#counts = await this.api.counts();
		this.#heard.saw(this.#counts.asOf);
		this.#commit();
	}
}
