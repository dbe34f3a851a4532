/**
 * Collects ids and works on them together: at once when it has been quiet, else at most once every `every` ms, one batch at a time. A batch
 * that fails is tried again, later and later, together with what came meanwhile.
 */
export function createBatch(work: (ids: number[]) => Promise<void>, { every, size = 200 }: { every: number; size?: number }) {
	const waiting = new Set<number>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let running = false;
	let failures = 0;
	let startedAt = Number.NEGATIVE_INFINITY;

	function schedule() {
		if (timer !== undefined || running || waiting.size === 0) return;
		const pause = failures > 0 ? Math.min(30_000, 500 * 2 ** failures) : every;
		timer = setTimeout(run, Math.max(0, startedAt + pause - performance.now()));
	}

	async function run() {
		timer = undefined;
		running = true;
		startedAt = performance.now();
		const ids = [...waiting].slice(0, size);
		for (const id of ids) waiting.delete(id);
		try {
			await work(ids);
			failures = 0;
		} catch {
			failures++;
			for (const id of ids) waiting.add(id);
		}
		running = false;
		schedule();
	}

	return {
		add(ids: Iterable<number>) {
			for (const id of ids) waiting.add(id);
			schedule();
		},
		/** What waits is forgotten; a batch under way ends by itself. */
		clear() {
			clearTimeout(timer);
			timer = undefined;
			waiting.clear();
			failures = 0;
		},
	};
}
