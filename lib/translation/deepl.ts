import "server-only";
import * as deepl from "deepl-node";
import { base, type Provider, TranslateError } from "./provider";

// As targets these two are refused without their country.
const targets: Record<string, string> = { en: "en-GB", pt: "pt-PT" };

/** DeepL's own client. Without an address it asks the host that the key belongs to. */
export const deeplProvider: Provider = {
	longest: 10_000,
	// DeepL takes 50.
	atOnce: 40,
	async translate({ url, key }, { texts, from, to }) {
		const translator = new deepl.Translator(key, { maxRetries: 2, minTimeout: 10_000, ...(url && { serverUrl: url }) });
		const target = /^(en|pt)-/i.test(to) ? to : (targets[base(to)] ?? base(to));
		try {
			const results = await translator.translateText(texts, base(from) as deepl.SourceLanguageCode, target as deepl.TargetLanguageCode, {
				tagHandling: "xml",
				preserveFormatting: true,
			});
			return results.map(({ text }) => text);
		} catch (error) {
			throw asTranslateError(error);
		}
	},
};

function asTranslateError(error: unknown): TranslateError {
	if (error instanceof deepl.QuotaExceededError) return new TranslateError("quota");
	if (error instanceof deepl.AuthorizationError) return new TranslateError("credentials");
	if (error instanceof deepl.TooManyRequestsError) return new TranslateError("rateLimited");
	if (error instanceof deepl.ConnectionError) return new TranslateError("unreachable");
	return new TranslateError(error instanceof deepl.DeepLError && /language|_lang/i.test(error.message) ? "languages" : "refused");
}
