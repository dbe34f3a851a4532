import data from "@emoji-mart/data";
import type { Locale } from "next-intl";
import { type EmojiData, withWords, wordsIn } from "./emoji-words";

export type FoundEmoji = { id: string; native: string; label: string };
type Emoji = { id: string; name: string; keywords: string[]; skins: { native: string }[] };
type Entry = { id: string; skins: string[]; label: string; words: string[]; rank: number };

const most = 6;
/** Of two that are called alike, what people mean first. */
const usual = new Set(
	"+1 heart tada joy grinning laughing blush heart_eyes sob pray clap wave ok_hand muscle fire rocket sunglasses thinking_face package truck".split(" "),
);
const loaded = new Map<Locale, Promise<Entry[]>>();

/** Emoji that what is typed may mean, in a language or in English, in the skin tone that was chosen in the picker. Loads all there are, once. */
export async function findEmoji(typed: string, locale: Locale): Promise<FoundEmoji[]> {
	const entries = loaded.get(locale) ?? load(locale);
	loaded.set(locale, entries);
	const wanted = fold(typed);
	const scored = (await entries).flatMap((entry) => {
		const score = scoreOf(entry, wanted);
		return score === null ? [] : { entry, score: 2 * score - (usual.has(entry.id) ? 3 : 0) };
	});
	scored.sort((a, b) => a.score - b.score || a.entry.rank - b.entry.rank);
	const tone = skinTone();
	return scored.slice(0, most).map(({ entry: { id, skins, label } }) => ({ id, native: skins[tone] ?? skins[0] ?? "", label }));
}

/** The smaller the nearer; null when it is not meant. */
function scoreOf({ id, words }: Entry, wanted: string): number | null {
	if (id === wanted || words[0] === wanted) return 0;
	if (words.includes(wanted)) return 1;
	if (id.startsWith(wanted) || words[0]?.startsWith(wanted)) return 2;
	return words.some((word) => word.startsWith(wanted)) ? 3 : null;
}

async function load(locale: Locale): Promise<Entry[]> {
	const [{ emojis }, names] = await Promise.all([withWords(data as unknown as EmojiData, locale), wordsIn(locale)]);
	return Object.values(emojis as unknown as Record<string, Emoji>).map(({ id, name, keywords, skins }) => {
		const own = names[id]?.split(" ") ?? [];
		const words = [...own, ...name.toLowerCase().split(/\W+/), ...keywords, ...id.split(/[_-]/)].filter(Boolean).map(fold);
		// Each word stands there with its accents and without.
		const spoken = own.filter((word, i) => i === 0 || word !== fold(own[i - 1] ?? ""));
		return {
			id,
			skins: skins.map((skin) => skin.native),
			label: spoken.slice(0, 5).join(" ") || name.toLowerCase(),
			words,
			rank: spoken.length || words.length,
		};
	});
}

const fold = (word: string) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Where emoji-mart keeps it: 1 is without a tone. */
function skinTone(): number {
	try {
		return Math.max(0, Number(window.localStorage.getItem("emoji-mart.skin") ?? 1) - 1) || 0;
	} catch {
		return 0;
	}
}
