import "server-only";
import type { TranslationProvider } from "@/db/schema";
import { apertium } from "./apertium";
import { deeplProvider } from "./deepl";
import { libretranslate } from "./libretranslate";
import { openai } from "./openai";
import { paidOnce } from "./paid";
import { inPieces } from "./pieces";
import { politely } from "./politely";
import type { Account, Provider, Wanted } from "./provider";

const providers: Record<TranslationProvider, Provider> = { deepl: deeplProvider, libretranslate, apertium, openai };
/** Characters of one request at most: DeepL takes 128 KiB of them as they go over the line. */
const mostCharacters = 12_000;

export type Engine = { provider: TranslationProvider; account: Account };
type Source = { text: string; html?: boolean; names?: string[]; from: string; to: string /** Asks, whatever was paid for. */; fresh?: boolean };

/** A text, or HTML, in another language. What was paid for once is not asked again. Throws TranslateError. */
export async function translate({ provider, account }: Engine, { text, html = false, names = [], from, to, fresh = false }: Source): Promise<string> {
	const { longest, atOnce, translate } = providers[provider];
	const engine = JSON.stringify([provider, account.url, account.model]);
	const ask = (texts: string[]) => politely(engine, () => translate(account, { texts, from, to }));
	return inPieces(text, { html, names, longest }, async (texts) => {
		const translated: string[] = [];
		for (const some of batches(texts, atOnce)) {
			const wanted: Wanted = { texts: some, from, to };
			translated.push(...(fresh ? await ask(some) : await paidOnce(engine, wanted, ask)));
		}
		return translated;
	});
}

function batches(texts: string[], most: number): string[][] {
	const made: string[][] = [];
	let characters = 0;
	for (const text of texts) {
		const last = made.at(-1);
		characters += text.length;
		if (last && last.length < most && characters <= mostCharacters) last.push(text);
		else {
			made.push([text]);
			characters = text.length;
		}
	}
	return made;
}
