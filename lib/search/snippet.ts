import { hasGrams, plainWords, splitGrams } from "./grams";
import type { SearchQuery } from "./parse";

/** A piece of text and where in it the hits are: offsets in UTF-16 units, from `start` up to `end`. */
export type Snippet = { text: string; highlights: { start: number; end: number }[] };

const around = 60;
const longest = 220;

/** The part of a text around its first hit, on one line. Without a hit (found by a name or a file) its beginning. */
export function snippetOf(text: string, query: SearchQuery): Snippet {
	const line = text.replace(/\s+/g, " ").trim();
	const hits = highlightsOf(line, query);
	const start = startOf(line, hits[0]?.start ?? 0);
	const end = endOf(line, start + longest);
	const lead = start > 0 ? "…" : "";
	const shift = lead.length - start;
	return {
		text: `${lead}${line.slice(start, end)}${end < line.length ? "…" : ""}`,
		highlights: hits.filter((hit) => hit.start >= start && hit.end <= end).map((hit) => ({ start: hit.start + shift, end: hit.end + shift })),
	};
}

/** At a space, and never inside a pair of surrogates. */
function startOf(line: string, hit: number): number {
	if (hit <= around) return 0;
	const space = line.indexOf(" ", hit - around);
	return space >= 0 && space < hit ? space + 1 : hit;
}

function endOf(line: string, end: number): number {
	if (end >= line.length) return line.length;
	return /[\udc00-\udfff]/.test(line[end] ?? "") ? end - 1 : end;
}

function highlightsOf(line: string, query: SearchQuery): Snippet["highlights"] {
	const sought = soughtPattern(query);
	if (!sought) return [];
	const { folded, places } = fold(line);
	return [...folded.matchAll(sought)].slice(0, 50).map(({ index, 0: hit }) => ({ start: places[index] ?? 0, end: places[index + hit.length] ?? line.length }));
}

/** Words as wholes, what is being typed as a beginning, phrases with anything but letters between, scripts without spaces anywhere. */
function soughtPattern({ words, phrases, prefix }: SearchQuery): RegExp | null {
	const edge = "(?<![\\p{L}\\p{N}])";
	const plain = (text: string) => plainWords(text).map((word) => fold(word).folded);
	const typing = plain(prefix ?? "");
	const started = typing.pop();
	const whole = [...words.flatMap((word) => splitGrams(word).words), ...typing].map((word) => `${edge}${fold(word).folded}(?![\\p{L}\\p{N}])`);
	const together = phrases.filter((phrase) => !hasGrams(phrase)).map((phrase) => `${edge}${plain(phrase).join("[^\\p{L}\\p{N}]+")}(?![\\p{L}\\p{N}])`);
	const runs = [...words, ...phrases].flatMap((text) => splitGrams(text).runs);
	const parts = [...together, ...whole, ...runs, ...(started ? [`${edge}${started}[\\p{L}\\p{N}]*`] : [])];
	return parts.length > 0 ? new RegExp(parts.join("|"), "gu") : null;
}

const apart: Partial<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i" };

/** Lower case without accents, as fold() in the database; `places[i]` is where folded unit i came from. */
function fold(text: string): { folded: string; places: number[] } {
	let folded = "";
	const places: number[] = [];
	let place = 0;
	for (const character of text) {
		const plain = character
			.normalize("NFD")
			.replace(/\p{Mn}/gu, "")
			.toLowerCase();
		for (const unit of hasGrams(character) ? character : (apart[plain] ?? plain)) {
			for (let i = 0; i < unit.length; i++) places.push(place + (unit === character ? i : 0));
			folded += unit;
		}
		place += character.length;
	}
	places.push(place);
	return { folded, places };
}
