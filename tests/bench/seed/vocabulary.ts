import type { Random } from "./random";
import { frequentWords, syllables } from "./words";

export const languages = ["es", "en", "it"] as const;
const size = 40_000;
/** The tail beyond it is drawn evenly. */
const ranked = 20_000;
const table = 2 ** 20;

/** Words of three languages, as often as in real text (Zipf–Mandelbrot): the first ones make most of it, and thousands are rare. */
export function createVocabulary(random: Random) {
	const words = languages.map((language) => vocabulary(random, frequentWords[language].split(/\s+/), syllables[language].split(" ")));
	const used = languages.map(() => new Uint32Array(size));
	const ranks = rankTable();
	/** Order numbers: what people paste into a search box. */
	const orders = new Uint8Array(10_000_000);

	function word(language: number): string {
		const drawn = ranks[random.u32() >>> 12] ?? 0;
		const rank = drawn < ranked ? drawn : ranked + random.below(size - ranked);
		const counts = used[language] as Uint32Array;
		counts[rank] = (counts[rank] ?? 0) + 1;
		return words[language]?.[rank] ?? "";
	}

	/** `length` words in sentences; now and then a paragraph, an order number, a smiling face. */
	function text(language: number, length: number): string {
		let said = capital(word(language));
		let since = 0;
		for (let i = 1; i < length; i++) {
			const next = word(language);
			const dice = random.u32();
			since++;
			if (since > 5 && (dice & 7) === 0) {
				said += `${(dice & 120) === 0 ? ".\\n\\n" : ". "}${capital(next)}`;
				since = 0;
			} else said += (dice & 15) === 0 ? `, ${next}` : ` ${next}`;
		}
		const dice = random.u32();
		if ((dice & 7) === 0) {
			const order = 100_000 + random.below(9_900_000);
			orders[order] = (orders[order] ?? 0) + 1;
			said += ` #${order}`;
		}
		return (dice & 0x7f00) === 0 ? `${said}. 🙂` : `${said}.`;
	}

	function* counted(): Generator<[word: string, times: number]> {
		for (const [language, counts] of used.entries()) for (const [rank, times] of counts.entries()) if (times > 0) yield [words[language]?.[rank] ?? "", times];
		for (const [order, times] of orders.entries()) if (times > 0) yield [String(order), times];
	}
	return { text, word, words, counted };
}
export type Vocabulary = ReturnType<typeof createVocabulary>;

export const capital = (word: string) => `${word[0]?.toUpperCase()}${word.slice(1)}`;

function vocabulary(random: Random, frequent: string[], parts: string[]): string[] {
	const known = new Set(frequent);
	while (known.size < size) known.add(Array.from({ length: 2 + random.below(3) }, () => random.pick(parts)).join(""));
	return [...known];
}

/** Rank r with a probability of about 1 / (r + 2.7), by one look into a table. */
function rankTable(): Uint16Array {
	const sums = new Float64Array(size);
	let sum = 0;
	for (let rank = 0; rank < size; rank++) {
		sum += 1 / (rank + 2.7);
		sums[rank] = sum;
	}
	const ranks = new Uint16Array(table);
	let rank = 0;
	for (let i = 0; i < table; i++) {
		while ((sums[rank] ?? sum) / sum < (i + 0.5) / table) rank++;
		ranks[i] = rank;
	}
	return ranks;
}
