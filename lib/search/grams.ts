/** Scripts written without spaces, and emoji: found by single characters and pairs. The same class as has_grams() in db/migrations/0004_search.sql. */
const gram =
	"[\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u2600-\\u27BF\\u3040-\\u30FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uAC00-\\uD7AF\\uF900-\\uFAFF\\u{1F000}-\\u{1FAFF}\\u{20000}-\\u{3FFFF}]";
const runs = new RegExp(`(${gram}+)`, "gu");
const oneGram = new RegExp(gram, "u");

export const hasGrams = (text: string) => oneGram.test(text);

/** Splits text into runs of such characters and the plain words between them. */
export function splitGrams(text: string): { words: string[]; runs: string[] } {
	const parts = text.split(runs);
	return {
		words: parts.filter((_, i) => i % 2 === 0).flatMap(plainWords),
		runs: parts.filter((_, i) => i % 2 === 1),
	};
}

/** The index's words for a run: its pairs of neighbours, or its only character. */
export function gramWords(run: string): string[] {
	const codes = [...run].map((character) => character.codePointAt(0)?.toString(16) ?? "");
	return codes.length === 1 ? [`zqg${codes[0]}`] : codes.slice(1).map((code, i) => `zqg${codes[i]}x${code}`);
}

/** What a person sees as words. */
export function plainWords(text: string): string[] {
	return text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
