import { setTimeout as sleep } from "node:timers/promises";

type Answer<T> = T | false | null | undefined | 0 | "";

/** Asks until the answer is truthy, and returns it. A throw counts as "not yet"; past `timeout` (ms) the last one comes out. */
export async function until<T>(ask: () => Answer<T> | Promise<Answer<T>>, { timeout = 15_000, interval = 20 } = {}): Promise<T> {
	const deadline = Date.now() + timeout;
	let last: unknown;
	do {
		try {
			const answer = await ask();
			if (answer) return answer;
			last = undefined;
		} catch (error) {
			last = error;
		}
		await sleep(interval);
	} while (Date.now() < deadline);
	throw last ?? new Error(`Still not so after ${timeout} ms: ${ask}`);
}
