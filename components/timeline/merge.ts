import type { WaitingItem } from "@/lib/messages/waiting";
import type { TimelineItem } from "@/lib/timeline/queries";

/** Sent from this window and not yet confirmed: shown at once, replaced by the server's item with the same key. */
export type PendingItem = {
	kind: "pending";
	mode: "reply" | "note";
	clientKey: string;
	at: string;
	text: string;
	/** Nobody answered: it is kept here and tried again. */
	unsent?: { /** Null: nobody answered. */ reason: string | null; retry: () => void; edit: () => void };
};

/** Adds what came and replaces what changed, in the order of the timeline. Items that did not change stay the same objects. */
export function mergeItems(known: TimelineItem[], incoming: TimelineItem[]): TimelineItem[] {
	if (incoming.length === 0) return known;
	const byId = new Map(known.map((item) => [item.id, item]));
	for (const item of incoming) if (!sameItem(byId.get(item.id), item)) byId.set(item.id, item);
	// Also what a page brings that was asked for before.
	for (const id of deletedIds([...known, ...incoming])) byId.delete(id);
	const merged = [...byId.values()].sort((a, b) => a.id - b.id);
	return merged.length === known.length && merged.every((item, index) => item === known[index]) ? known : merged;
}

function sameItem(one: TimelineItem | undefined, other: TimelineItem): boolean {
	return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

/** What was deleted goes with the line of history that says so, wherever that came from. */
function deletedIds(items: TimelineItem[]): number[] {
	return items.flatMap((item) => {
		if (item.kind !== "event") return [];
		const id = item.type === "note_deleted" ? item.data.noteId : item.type === "message_deleted" ? item.data.messageId : null;
		return typeof id === "number" ? [id] : [];
	});
}

/** What is still to be shown as being sent: the server does not know it yet. */
export function stillPending(pending: PendingItem[], items: (TimelineItem | WaitingItem)[]): PendingItem[] {
	const arrived = new Set(items.map(clientKeyOf));
	return pending.filter((item) => !arrived.has(item.clientKey));
}

/** What has become a message waits no more, even if the answer still has both. */
export function stillWaiting(waiting: WaitingItem[], items: TimelineItem[]): WaitingItem[] {
	const arrived = new Set(items.map(clientKeyOf));
	return waiting.filter((item) => !arrived.has(item.clientKey));
}

export function sameWaiting(one: WaitingItem[], other: WaitingItem[]): boolean {
	return one.length === other.length && JSON.stringify(one) === JSON.stringify(other);
}

function clientKeyOf(item: TimelineItem | WaitingItem): string | null {
	return "clientKey" in item ? item.clientKey : null;
}

/** A name that stays the same when a pending item becomes the server's: the element on the screen is kept, and nothing jumps. */
export function itemKey(item: TimelineItem): string {
	return clientKeyOf(item) ?? `${item.kind}-${item.id}`;
}

export function newestId(items: TimelineItem[]): number {
	return items.at(-1)?.id ?? 0;
}

export function newestMessageId(items: TimelineItem[]): number {
	return items.findLast((item) => item.kind === "message")?.id ?? 0;
}

/** What is not final yet: messages of ours whose status may still move, and translations that are being made. At most 100, the newest ones. */
export function unsettledIds(items: TimelineItem[]): number[] {
	const open = items.filter(
		(item) => item.kind === "message" && ((item.direction === "out" && item.status !== "read") || item.translation?.state === "pending"),
	);
	return open.slice(-100).map((item) => item.id);
}

/** All that may be another than it was: a note is written anew, a message is translated or read again. At most 1,000, the newest ones. */
export function changeableIds(items: TimelineItem[]): number[] {
	return items
		.filter((item) => item.kind !== "event")
		.slice(-1000)
		.map((item) => item.id);
}
