import { expect, test } from "vitest";
import { findEmoji } from "@/components/composer/emoji-search";

const found = async (typed: string, locale: "es" | "en" | "it") => (await findEmoji(typed, locale)).map(({ native }) => native);

test.each([
	["es", "coraz", "❤️"],
	["es", "CORAZÓN", "❤️"],
	["es", "corazon", "❤️"],
	["it", "cuor", "❤️"],
	["en", "heart", "❤️"],
	["es", "thumbsup", "👍"],
	["es", "+1", "👍"],
	["es", "pulgar", "👍"],
	["it", "festa", "🎉"],
] as const)("in %s, :%s is among other things %s", async (locale, typed, emoji) => {
	expect(await found(typed, locale)).toContain(emoji);
});

test("says what it is in the language, offers six at most, and nothing for what no emoji is called", async () => {
	const [first] = await findEmoji("camión", "es");
	expect(first?.label).toContain("camión");
	expect(first?.label).not.toContain("camion ");
	expect((await findEmoji("cara", "es")).length).toBe(6);
	expect(await findEmoji("zzqx", "es")).toEqual([]);
});
