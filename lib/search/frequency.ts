/** Counting words lags behind; with more ids than these to go, a word may be frequent among them that was not counted once. */
const uncounted = 50_000;
/** With more than this share of all to go, the counts say nothing. */
const lagging = 0.1;
/** Of all messages, when nothing is known: more than most words. */
const assumed = 0.05;

export type Frequency = {
	/** How many messages hold the rarest of the words: no search for all of them costs more than looking through those. */
	rarest: number;
	/** How many of all messages would hold every word, had they nothing to do with each other: from 0 to 1. */
	chance: number;
	/** Whether `rarest` is so nearly exact that a small one is truly rare. */
	settled: boolean;
};

/** From the messages that hold each word, as counted up to the id `counted` of all up to `top`. */
export function frequencyOf(counts: number[], counted: number | null, top: number): Frequency {
	const lag = counted === null ? Number.POSITIVE_INFINITY : top - counted;
	if (counted === null || counts.length === 0 || lag > Math.max(uncounted, top * lagging))
		return { rarest: Number.POSITIVE_INFINITY, chance: assumed, settled: false };
	const chance = counts.reduce((product, count) => product * Math.min(1, count / Math.max(1, counted)), 1);
	return { rarest: Math.min(...counts), chance, settled: lag <= uncounted };
}
