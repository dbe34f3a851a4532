import data from "@emoji-mart/data";
import { expect, test } from "vitest";
import { type EmojiData, withWords } from "@/components/composer/emoji-words";

const all = data as unknown as EmojiData;

test.each([
	["es", "corazón", "heart"],
	["es", "corazon", "heart"],
	["it", "cuore", "heart"],
	["es", "pulgar", "+1"],
	["en", "love", "heart"],
] as const)("in %s, %s finds %s, and English is still known", async (locale, word, id) => {
	const { emojis } = await withWords(all, locale);
	expect(emojis[id]?.keywords).toEqual(expect.arrayContaining([word]));
	expect(emojis.heart?.keywords).toContain("love");
});

test("what was given stays as it was", async () => {
	await withWords(all, "es");
	expect(all.emojis.heart?.keywords).not.toContain("corazón");
});
