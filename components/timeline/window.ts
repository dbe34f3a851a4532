/** How many items are on the page at most, and by how many the window moves: as many as are drawn within a frame. */
export const windowSize = 150;
export const windowStep = 10;

/** `end`: the id of the last item shown; null when the window is at the newest end, and moves along with what comes. */
export type WindowEnd = number | null;

type Window<T> = { shown: T[]; hiddenBefore: number; hiddenAfter: number };

/** The items to show, of those that are loaded: none before the one with the id `start`, while it is among them. */
export function windowOf<T extends { id: number }>(items: T[], end: WindowEnd, start = 0): Window<T> {
	const last = end === null ? items.length : items.findLastIndex((item) => item.id <= end) + 1;
	const from = items.findIndex((item) => item.id >= start);
	const first = Math.max(0, last - windowSize, Math.min(from, last));
	return { shown: items.slice(first, last), hiddenBefore: first, hiddenAfter: items.length - last };
}

/** Moves the window towards older items, letting go of the newest ones once it is full. */
export function olderEnd<T extends { id: number }>(items: T[], end: WindowEnd): WindowEnd {
	const { shown, hiddenBefore } = windowOf(items, end);
	if (hiddenBefore === 0) return end;
	const back = Math.min(windowStep, hiddenBefore);
	return shown.at(-1 - back)?.id ?? end;
}

/** Moves it back towards the newest. */
export function newerEnd<T extends { id: number }>(items: T[], end: WindowEnd): WindowEnd {
	const { hiddenAfter } = windowOf(items, end);
	if (hiddenAfter <= windowStep) return null;
	return items[items.length - hiddenAfter + windowStep - 1]?.id ?? null;
}

/** The window in which the item at `index` stands among the first. */
export function endAround<T extends { id: number }>(items: T[], index: number): WindowEnd {
	const last = index + windowSize - windowStep;
	return last >= items.length - 1 ? null : (items[last]?.id ?? null);
}
