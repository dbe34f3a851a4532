import "server-only";

export type Timers = { later(ms: number, run: () => void): void; clear(): void };

/** Timeouts that can all be called off together, when the stand-in stops or forgets everything. */
export function createTimers(): Timers {
	const waiting = new Set<NodeJS.Timeout>();
	return {
		later(ms, run) {
			const timer = setTimeout(() => {
				waiting.delete(timer);
				run();
			}, ms);
			waiting.add(timer);
		},
		clear() {
			for (const timer of waiting) clearTimeout(timer);
			waiting.clear();
		},
	};
}
