import { setTimeout as sleep } from "node:timers/promises";

/** How many events one request may carry: https://pusher.com/docs/channels/library_auth_reference/rest-api/#post-batch-events */
const most = 10;

/** Milliseconds between two requests while there is much to tell: a request costs more than ten events. */
const pause = 10;

type Waiting<Item> = { item: Item; done: () => void; failed: (error: unknown) => void };

/**
 * Sends items at once while nothing is under way; what comes meanwhile, or right after, gathers and goes together, in order. A burst costs
 * few requests, and one item alone waits for nothing.
 */
export function gathering<Item>(send: (items: Item[]) => Promise<unknown>): (item: Item) => Promise<void> {
	let waiting: Waiting<Item>[] = [];
	let busy = false;
	const flush = async () => {
		busy = true;
		while (waiting.length > 0) {
			const all = waiting;
			waiting = [];
			const groups = Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most));
			await Promise.all([...groups.map(sendGroup), sleep(pause)]);
		}
		busy = false;
	};
	const sendGroup = async (group: Waiting<Item>[]) => {
		try {
			await send(group.map(({ item }) => item));
			for (const { done } of group) done();
		} catch (error) {
			for (const { failed } of group) failed(error);
		}
	};
	return (item) =>
		new Promise((done, failed) => {
			waiting.push({ item, done, failed });
			if (!busy) void flush();
		});
}
