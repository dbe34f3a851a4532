import type { Locale } from "next-intl";

type Emoji = { keywords: string[] };
export type EmojiData = { emojis: Record<string, Emoji> };

const words: Record<Locale, () => Promise<Record<string, string>>> = {
	en: async () => ({}),
	es: () => import("./emoji-words.es.json").then((loaded) => loaded.default),
	it: () => import("./emoji-words.it.json").then((loaded) => loaded.default),
};

/** What emoji are called in a language, by their id. English is better than none. */
export const wordsIn = (locale: Locale): Promise<Record<string, string>> => words[locale]().catch(() => ({}));

/** emoji-mart's data, found by what emoji are called in a language as well; it knows English alone. */
export async function withWords<D extends EmojiData>(data: D, locale: Locale): Promise<D> {
	const known = await wordsIn(locale);
	const emojis = Object.entries(data.emojis).map(([id, emoji]) => [id, { ...emoji, keywords: [...(emoji.keywords ?? []), ...(known[id]?.split(" ") ?? [])] }]);
	return { ...data, emojis: Object.fromEntries(emojis) };
}
