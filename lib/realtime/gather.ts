/** How many events one request may carry: https://pusher.com/docs/channels/library_auth_reference/rest-api/#post-batch-events */
const most = 10;

type Waiting<Item> = { item: Item; done: () => void; failed: (error: unknown) => void };

/**
 * Sends items at once while nothing is under way; what comes meanwhile gathers and goes together, in order, when that has ended. A burst
 * costs few requests, and one item alone waits for nothing.
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
			await Promise.all(groups.map(sendGroup));
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
