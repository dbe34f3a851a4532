import type { Frequency } from "./frequency";
import { largestSpan, smallestSpan } from "./window";

/** What the windows have shown so far. */
export type Progress = {
	/** Ids that were looked through, and those that are left. */
	searched: number;
	rest: number;
	/** Messages that hold the words, whatever the filters made of them. */
	hits: number;
	found: number;
	missing: number;
	/** The last window's ids, and the milliseconds it took. */
	last: number;
	took: number;
	/** Milliseconds until the time is up. */
	left: number;
};

/** A word of no more messages than these is rare: all of history is asked at once. */
const rareWord = 500;
/** The same where words seldom met in the newest ids, `searchedFirst` of them, and so few of all are likely to. */
const seldomWord = 300_000;
const searchedFirst = 16_384;
const few = 200;

/** As many ids as it takes until what was seen says more than how often each word was counted. */
const outweighed = 65_536;

/** Each hit of a window is fetched, be it shown or not. Reading its text for a phrase takes several times as long. */
const mostHits = 4000;
const mostRead = 1000;

/** What a window of these takes is mostly the way there and back. */
const short = 16_384;

export const isRare = ({ rarest, settled }: Frequency) => settled && rarest <= rareWord;

/** Words that do not meet where they would if they met everywhere: all of history at once costs no more than the rarest of them does. */
export function seldomMeets(frequency: Frequency, progress: Pick<Progress, "searched" | "rest" | "hits">): boolean {
	return progress.searched >= searchedFirst && frequency.rarest <= seldomWord && likely(frequency, progress) * progress.rest <= few;
}

/** How many of all messages hold the words, by what was seen and, while that is little, by the counts. */
function likely({ chance }: Frequency, { searched, hits }: Pick<Progress, "searched" | "hits">): number {
	return (hits + chance * outweighed) / (searched + outweighed);
}

/** Wide enough for what is missing, by how thick the hits lay so far; no wider than the time that is left allows, nor the hits it may hold. */
export function nextSpan(frequency: Frequency, progress: Progress, reads: boolean): number {
	const { searched, hits, found, missing, last, took, left } = progress;
	const byFound = found === 0 ? searched * 16 : Math.min(searched * 16, (searched * 1.5 * missing) / found);
	const byTime = took < 5 || (last < short && !reads) ? Number.POSITIVE_INFINITY : (last * Math.max(0, left - took)) / took;
	const byHits = (reads ? mostRead : mostHits) / Math.max(hits / searched, likely(frequency, progress));
	return Math.max(smallestSpan, Math.min(Math.ceil(byFound), Math.ceil(byTime), Math.ceil(byHits), largestSpan));
}
