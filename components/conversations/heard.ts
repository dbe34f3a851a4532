/** Milliseconds. A dead connection is noticed within forty seconds: what was said in the last ones before may not have been heard. */
const margin = 60_000;

/** Since when changes may have been missed: as `asOf` of ListCounts and ListChanges, in which they are asked for. */
export function createHeard(first: string, now = () => Date.now()) {
	/** The first one is certain; those after it become so with time. */
	let marks = [{ asOf: first, at: now() }];
	/** Null while everything is heard. Nobody has listened yet when the page comes. */
	let since: string | null = first;

	function settle(): void {
		const old = marks.findLastIndex(({ at }) => at <= now() - margin);
		if (old > 0) marks = marks.slice(old);
	}
	return {
		/** So far the server had got, while we listened. */
		saw(asOf: string): void {
			settle();
			marks.push({ asOf, at: now() });
		},
		/** Nobody listens any more. */
		lost(): void {
			settle();
			since ??= marks[0]?.asOf ?? first;
		},
		since: () => since,
		/** All that changed up to `asOf` was asked for. */
		caughtUp(asOf: string): void {
			marks = [{ asOf, at: now() }];
			since = null;
		},
	};
}
