import "server-only";
import { eld } from "eld/small";

/** The language of a text as ISO 639-1, by its words alone; null when they are too few to tell. */
export function detectLanguage(text: string): string | null {
	const words = text
		.slice(0, 5_000)
		.replace(/^>.*$/gm, " ")
		.replace(/https?:\/\/\S+|\S+@\S+/g, " ")
		.replace(/[^\p{L}\p{M}'’\s-]/gu, " ")
		.replace(/\s+/g, " ")
		.trim();
	if ((words.match(/\p{L}/gu)?.length ?? 0) < 8) return null;
	const found = eld.detect(words);
	return found.language && found.isReliable() ? found.language : null;
}
