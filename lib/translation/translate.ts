import "server-only";
import type { TranslationProvider } from "@/db/schema";
import { apertium } from "./apertium";
import { deeplProvider } from "./deepl";
import { libretranslate } from "./libretranslate";
import { openai } from "./openai";
import { paidOnce } from "./paid";
import { inPieces } from "./pieces";
import { type Account, type Provider, TranslateError, type Wanted } from "./provider";

const providers: Record<TranslationProvider, Provider> = { deepl: deeplProvider, libretranslate, apertium, openai };
/** Texts and characters of one request at most: DeepL takes 50 texts, and 128 KiB of them as they go over the line. */
const batch = { texts: 40, characters: 12_000 };

export type Engine = { provider: TranslationProvider; account: Account };
type Source = { text: string; html?: boolean; names?: string[]; from: string; to: string /** Asks, whatever was paid for. */; fresh?: boolean };

/** A text, or HTML, in another language. What was paid for once is not asked again. Throws TranslateError. */
export async function translate({ provider, account }: Engine, { text, html = false, names = [], from, to, fresh = false }: Source): Promise<string> {
	const { longest, translate } = providers[provider];
	const engine = JSON.stringify([provider, account.url, account.model]);
	const ask = (texts: string[]) => politely(engine, () => translate(account, { texts, from, to }));
	return inPieces(text, { html, names, longest }, async (texts) => {
		const translated: string[] = [];
		for (const some of batches(texts)) {
			const wanted: Wanted = { texts: some, from, to };
			translated.push(...(fresh ? await ask(some) : await paidOnce(engine, wanted, ask)));
		}
		return translated;
	});
}

function batches(texts: string[]): string[][] {
	const made: string[][] = [];
	let characters = 0;
	for (const text of texts) {
		const last = made.at(-1);
		characters += text.length;
		if (last && last.length < batch.texts && characters <= batch.characters) last.push(text);
		else {
			made.push([text]);
			characters = text.length;
		}
	}
	return made;
}

/** Until when each provider wants to be left alone, in milliseconds; every process learns it by one refusal. */
const quiet = new Map<string, number>();

/** Asks nobody who said that it is too much. */
async function politely<T>(engine: string, ask: () => Promise<T>): Promise<T> {
	const left = (quiet.get(engine) ?? 0) - Date.now();
	if (left > 0) throw new TranslateError("rateLimited", Math.ceil(left / 1000));
	try {
		return await ask();
	} catch (error) {
		if (error instanceof TranslateError && error.code === "rateLimited") quiet.set(engine, Date.now() + error.wait * 1000);
		throw error;
	}
}
