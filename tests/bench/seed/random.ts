/** Of all that is made up. */
export const seed = 42;

/** xoshiro128**: fast, and the same numbers in every run of one seed. */
export function createRandom(seed: number) {
	let [a, b, c, d] = [seed >>> 0, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
	function u32(): number {
		const mixed = Math.imul(b, 5);
		const result = Math.imul((mixed << 7) | (mixed >>> 25), 9) >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = (d << 11) | (d >>> 21);
		return result;
	}
	for (let i = 0; i < 50; i++) u32();
	const next = () => u32() / 2 ** 32;
	const below = (n: number) => Math.floor(next() * n);
	return {
		u32,
		next,
		below,
		chance: (p: number) => next() < p,
		pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
		/** Exponentially distributed around `mean`. */
		waiting: (mean: number) => -mean * Math.log(1 - next()),
		/** 0 … n - 1, the small ones far more often. */
		skewed: (n: number) => Math.min(n - 1, Math.floor(Math.exp(next() * Math.log(n + 1)) - 1)),
	};
}
export type Random = ReturnType<typeof createRandom>;
