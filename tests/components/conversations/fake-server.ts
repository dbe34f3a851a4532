import type { ListApi, ListPage } from "@/components/conversations/list-api";
import { isShown, orderOf } from "@/components/conversations/row-order";
import { nextCursor } from "@/lib/conversations/cursor";
import { type ListFilter, parseListFilter } from "@/lib/conversations/filter";
import type { ListCounts, ListRow } from "@/lib/conversations/queries";

export const everything = parseListFilter(new URLSearchParams());
export const me = 1;

export function sortKey(second: number): string {
	return new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString().replace("Z", "000Z");
}

export function makeRow(id: number, change: Partial<ListRow> = {}): ListRow {
	return {
		id,
		customerId: id,
		customerAvatar: null,
		customerName: `Customer ${id}`,
		channel: "email",
		inboxId: 1,
		subject: null,
		snippet: "",
		lastAuthor: "customer",
		lastMessageAt: "2026-01-01T00:00:00.000Z",
		sortKey: sortKey(id),
		lastMessageId: id,
		flagged: false,
		status: "active",
		snoozedUntil: null,
		spam: false,
		source: "inbound",
		lastFailed: false,
		draft: false,
		assigneeIds: [],
		unread: 0,
		...change,
	};
}

/** What the server knows, in memory. `hold` decides when an answer that was made is delivered; each is a copy of what was so when asked. */
export class FakeServer implements ListApi {
	rowsById = new Map<number, ListRow>();
	asked: string[] = [];
	/** The ids that changed, in order. */
	changed: number[] = [];
	failing = false;
	hold: () => Promise<unknown> = () => Promise.resolve();

	constructor(rows: ListRow[]) {
		for (const row of rows) this.rowsById.set(row.id, row);
	}

	set(id: number, change: Partial<ListRow>) {
		this.rowsById.set(id, { ...makeRow(id), ...this.rowsById.get(id), ...change });
		this.changed.push(id);
	}

	remove(id: number) {
		this.rowsById.delete(id);
		this.changed.push(id);
	}

	list(filter: ListFilter): ListRow[] {
		return [...this.rowsById.values()].filter((row) => isShown(row, filter, me)).sort(orderOf(filter));
	}

	pageNow(filter: ListFilter, after: ListPage["next"], limit: number): ListPage {
		const rows = this.list(filter)
			.filter((row) => !after || orderOf(filter)(row, after) > 0)
			.slice(0, limit)
			.map((row) => ({ ...row }));
		return { rows, next: nextCursor(rows, limit) };
	}

	page = (filter: ListFilter, after: ListPage["next"], limit: number) => this.#answer(`page ${limit}`, this.pageNow(filter, after, limit));
	rows = (filter: ListFilter, ids: readonly number[]) =>
		this.#answer(
			`rows ${ids.join(",")}`,
			this.list(filter)
				.filter((row) => ids.includes(row.id))
				.map((row) => ({ ...row })),
		);
	counts = () => this.#answer("counts", this.countsNow());
	changes = (since: string) => {
		const conversationIds = [...new Set(this.changed.slice(Number(since)))];
		return this.#answer(`changes since ${since}`, { conversationIds, customerIds: [], everything: false, asOf: String(this.changed.length) });
	};

	countsNow(): ListCounts {
		const active = [...this.rowsById.values()].filter((row) => row.status === "active");
		return {
			active: active.length,
			archived: this.rowsById.size - active.length,
			snoozed: 0,
			spam: 0,
			flagged: 0,
			unassigned: 0,
			mine: 0,
			unread: active.filter((row) => row.unread > 0).length,
			asOf: String(this.changed.length),
		};
	}

	async #answer<T>(question: string, answer: T): Promise<T> {
		this.asked.push(question);
		const { failing } = this;
		await this.hold();
		if (failing) throw new Error("offline");
		return answer;
	}
}

export function seeded(seed: number) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}
