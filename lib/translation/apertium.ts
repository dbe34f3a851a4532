import "server-only";
import { base, type Provider, post, TranslateError } from "./provider";

// ISO 639-3, as Apertium names its pairs.
const codes: Record<string, string> = { es: "spa", en: "eng", it: "ita", fr: "fra", pt: "por", ca: "cat", gl: "glg", ro: "ron", oc: "oci" };
const pivot = "es";

/** Apertium APy's /translate. Most pairs go through Spanish. */
export const apertium: Provider = {
	longest: 2_000,
	atOnce: 1,
	async translate({ url }, { texts, from, to }) {
		const via = base(from) === pivot || base(to) === pivot ? [from, to] : [from, pivot, to];
		let current = texts;
		for (let step = 1; step < via.length; step++) current = await each(url, current, via[step - 1] ?? from, via[step] ?? to);
		return current;
	},
};

async function each(url: string, texts: string[], from: string, to: string): Promise<string[]> {
	const [source, target] = [codes[base(from)], codes[base(to)]];
	if (!source || !target) throw new TranslateError("languages");
	const translated: string[] = [];
	for (const q of texts) {
		const body = new URLSearchParams({ langpair: `${source}|${target}`, q, markUnknown: "no", format: "html" });
		const answer = (await post(`${url.replace(/\/+$/, "")}/translate`, body)) as { responseData?: { translatedText?: unknown } };
		const text = answer.responseData?.translatedText;
		if (typeof text !== "string") throw new TranslateError("refused");
		// Words that it does not know stay marked even where that was not wanted.
		translated.push(text.replace(/(^|[\s(¿¡"'>])[#*@](?=\p{L})/gu, "$1"));
	}
	return translated;
}
