// Writes what emoji are called in Spanish and Italian, for the picker's search: `node scripts/emoji-words.mjs`, once for each version of the data.

import fs from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { emojis } = require("@emoji-mart/data");
const plain = (unified) => unified.toLowerCase().replaceAll("-fe0f", "");
const folded = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");

for (const language of ["es", "it"]) {
	const known = new Map(require(`emojibase-data/${language}/data.json`).map((emoji) => [plain(emoji.hexcode), emoji]));
	const words = Object.values(emojis).flatMap(({ id, skins }) => {
		const emoji = known.get(plain(skins[0].unified));
		if (!emoji) return [];
		const all = [emoji.label, ...(emoji.tags ?? [])].flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 1);
		return [[id, [...new Set(all.flatMap((word) => [word, folded(word)]))].join(" ")]];
	});
	fs.writeFileSync(`components/composer/emoji-words.${language}.json`, `${JSON.stringify(Object.fromEntries(words))}\n`);
}
