import "server-only";
import type { TranslationProvider } from "@/db/schema";
import { apertium } from "./apertium";
import { deeplProvider } from "./deepl";
import { libretranslate } from "./libretranslate";
import { openai } from "./openai";
import { paidOnce } from "./paid";
import { inPieces } from "./pieces";
import type { Account, Provider } from "./provider";

const providers: Record<TranslationProvider, Provider> = { deepl: deeplProvider, libretranslate, apertium, openai };
/** Texts of one request: DeepL takes no more. */
const batch = 40;

export type Engine = { provider: TranslationProvider; account: Account };
type Source = { text: string; html?: boolean; names?: string[]; from: string; to: string /** Asks, whatever was paid for. */; fresh?: boolean };

/** A text, or HTML, in another language. What was paid for once is not asked again. Throws TranslateError. */
export async function translate({ provider, account }: Engine, { text, html = false, names = [], from, to, fresh = false }: Source): Promise<string> {
	const { longest, translate: ask } = providers[provider];
	const engine = JSON.stringify([provider, account.url, account.model]);
	return inPieces(text, { html, names, longest }, async (texts) => {
		if (fresh) return ask(account, { texts, from, to });
		const translated: string[] = [];
		for (let at = 0; at < texts.length; at += batch)
			translated.push(...(await paidOnce(engine, { texts: texts.slice(at, at + batch), from, to }, (unpaid) => ask(account, { texts: unpaid, from, to }))));
		return translated;
	});
}
