import type { Random } from "./random";

const years = 3;
export const span = years * 365 * 86_400;
const perConversation = 10;
const longest = 20_000;
/** An instant (in seconds since the beginning) and a conversation in one number, so that sorting them is sorting time. */
const step = 2 ** 21;

/**
 * Who says something when: `keys` are all messages in order of time. Most conversations are short and some are very long (Pareto), business
 * grows over the years, and one conversation has 20,000 messages.
 */
export function createHistory(random: Random, size: number) {
	if (size >= step) throw new Error(`at most ${step - 1} conversations`);
	const monster = Math.floor(size * 0.9);
	const weights = Float64Array.from({ length: size + 1 }, () => Math.min(1500, (1 - random.next()) ** (-1 / 1.35)));
	const total = weights.subarray(1).reduce((sum, weight) => sum + weight, 0);
	// In a small history the long one must not be all there is.
	const long = Math.min(longest, size * 2);
	const scale = (size * perConversation - long) / total;
	const counts = Int32Array.from(weights, (weight, i) => (i === monster ? long : Math.max(1, Math.floor(weight * scale + random.next()))));
	counts[0] = 0;
	const keys = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
	const began = new Float64Array(size + 1);
	const last = new Float64Array(size + 1);
	let at = 0;
	for (let i = 1; i <= size; i++) {
		const start = span * ((i - 0.5) / size) ** 0.7;
		began[i] = start;
		const gap = i === monster ? (span - start) / long : 6 * 3600;
		let second = start;
		for (let count = counts[i] ?? 0; count > 0; count--) {
			// What would be said tomorrow was said some time ago.
			const said = Math.floor(second < span ? second : start + random.next() * (span - start));
			last[i] = Math.max(last[i] ?? 0, said);
			keys[at++] = said * step + i;
			second += 5 + random.waiting(gap);
		}
	}
	keys.sort();
	// The newest twelfth is what people work on.
	const recent = last.slice(1).sort()[Math.floor(size * 0.92)] ?? 0;
	return { keys, counts, began, monster, isRecent: (i: number) => (last[i] ?? 0) >= recent };
}
export type History = ReturnType<typeof createHistory>;

export function readKey(key: number): { second: number; conversation: number } {
	const second = Math.floor(key / step);
	return { second, conversation: key - second * step };
}
