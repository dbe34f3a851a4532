import "server-only";

/** True for every request past so many in the running second. */
export function createRateLimit(perSecond: number | undefined): () => boolean {
	let second = 0;
	let count = 0;
	return () => {
		const now = Math.floor(Date.now() / 1000);
		if (now !== second) [second, count] = [now, 0];
		count += 1;
		return perSecond !== undefined && count > perSecond;
	};
}
