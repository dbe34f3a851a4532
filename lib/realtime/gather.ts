import { setTimeout as sleep } from "node:timers/promises";

/** How many events one request may carry: https://pusher.com/docs/channels/library_auth_reference/rest-api/#post-batch-events */
const most = 10;

/** Milliseconds that a request waits for company once there is much to tell: it costs more than ten events. */
const pause = 10;

type Waiting<Item> = { item: Item; done: () => void; failed: (error: unknown) => void };

/**
 * Sends items at once while nothing is under way; what comes meanwhile gathers, a moment longer too, and goes together, in order. A burst
 * costs few requests, and one item alone waits for nothing, nor do those that come one after the other.
 */
export function gathering<Item>(send: (items: Item[]) => Promise<unknown>): (item: Item) => Promise<void> {
	let waiting: Waiting<Item>[] = [];
	let busy = false;
	const flush = async () => {
		while (waiting.length > 0) {
			const all = waiting;
			waiting = [];
			const groups = Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most));
			const ended = await Promise.allSettled(groups.map(async (group) => send(group.map(({ item }) => item))));
			// Whoever is told may send the next at once.
			busy = waiting.length > 0;
			for (const [i, end] of ended.entries()) {
				for (const { done, failed } of groups[i] ?? []) end.status === "fulfilled" ? done() : failed(end.reason);
			}
			if (!busy) return;
			await sleep(pause);
		}
	};
	return (item) =>
		new Promise((done, failed) => {
			waiting.push({ item, done, failed });
			if (busy) return;
			busy = true;
			void flush();
		});
}
