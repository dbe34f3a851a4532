import "server-only";
import { base, type Provider, post, TranslateError } from "./provider";

/** LibreTranslate's POST /translate (docs.libretranslate.com): a list of texts in one request. */
export const libretranslate: Provider = {
	longest: 2_000,
	atOnce: 40,
	async translate({ url, key }, { texts, from, to }) {
		const body = { q: texts, source: base(from), target: base(to), format: "html", ...(key && { api_key: key }) };
		const answer = (await post(`${url.replace(/\/+$/, "")}/translate`, body)) as { translatedText?: unknown };
		const { translatedText } = answer;
		if (!Array.isArray(translatedText) || translatedText.length !== texts.length) throw new TranslateError("refused");
		return translatedText.map(String);
	},
};
