/**
 * Runs `work` never twice at once: calls that come meanwhile lead to one more run, so that whoever called sees a state from after the call,
 * and an older answer never lands on a newer one. A failed run is tried again after `retryAfter` ms, then after twice that, and so
 * on up to a minute, until stopped.
 */
export function oneAtATime(work: () => Promise<void>, retryAfter = 3_000) {
	let running: Promise<void> | null = null;
	let again = false;
	let wait = retryAfter;
	let stopped = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function run() {
		try {
			do {
				again = false;
				await work();
			} while (again && !stopped);
			wait = retryAfter;
		} finally {
			// In the same breath as the last look at `again`: a call in between would be lost.
			running = null;
		}
	}
	function start(): Promise<void> {
		stopped = false;
		clearTimeout(timer);
		if (running) {
			again = true;
			return running;
		}
		running = run().catch(() => {
			if (stopped) return;
			timer = setTimeout(start, wait);
			wait = Math.min(2 * wait, 60_000);
		});
		return running;
	}
	return {
		start,
		stop: () => {
			stopped = true;
			clearTimeout(timer);
		},
	};
}
