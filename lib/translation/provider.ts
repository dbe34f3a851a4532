import "server-only";
import type { TranslationFailure } from "@/db/schema";

/** How to reach a provider. Languages are BCP 47 tags; each provider turns them into its own. */
export type Account = { url: string; key: string; model: string };
export type Wanted = { texts: string[]; from: string; to: string };

/** One translator. Texts are XML: `<x id="0"/>` stands for what must come back as it was. */
export type Provider = {
	/** Characters of one text at most; what is longer is split at its sentences. */
	longest: number;
	/** Texts that go in one request. Where each is asked for by itself, it is one: what was paid for is kept though the next one fails. */
	atOnce: number;
	/** Throws TranslateError. The texts come back in their order. */
	translate(account: Account, wanted: Wanted): Promise<string[]>;
};

export class TranslateError extends Error {
	constructor(
		readonly code: TranslationFailure,
		/** Seconds after which the provider wants to be asked again. */
		readonly retryAfter: number | null = null,
	) {
		super(code);
		this.name = "TranslateError";
	}
	/** Seconds until it is asked again. */
	get wait(): number {
		return this.retryAfter ?? 15;
	}
	/** Whether the same may go well a little later. */
	get passing(): boolean {
		return this.code === "rateLimited" || this.code === "unreachable";
	}
}

const patience = 30_000;

/** Posts JSON, or a form, and answers the JSON that comes back. Throws TranslateError. */
export async function post(url: string, body: Record<string, unknown> | URLSearchParams): Promise<unknown> {
	const form = body instanceof URLSearchParams;
	const response = await fetch(url, {
		method: "POST",
		redirect: "error",
		signal: AbortSignal.timeout(patience),
		...(form ? { body } : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
	}).catch(() => null);
	if (!response) throw new TranslateError("unreachable");
	if (!response.ok) throw errorOf(response.status, response.headers.get("retry-after"));
	return response.json().catch(() => {
		throw new TranslateError("refused");
	});
}

/** What an HTTP status says. 456 is DeepL's for a quota that is used up. */
export function errorOf(status: number, retryAfter: string | null): TranslateError {
	if (status === 429) return new TranslateError("rateLimited", secondsUntil(retryAfter));
	if (status === 456 || status === 402) return new TranslateError("quota");
	if (status === 401 || status === 403) return new TranslateError("credentials");
	if (status === 400 || status === 404) return new TranslateError("languages");
	return new TranslateError(status >= 500 ? "unreachable" : "refused");
}

/** Retry-After is a number of seconds, or a date (RFC 9110, 10.2.3). */
function secondsUntil(retryAfter: string | null): number | null {
	const seconds = retryAfter === null ? Number.NaN : /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
	return seconds > 0 ? Math.ceil(seconds) : null;
}

/** "pt-BR" is "pt". */
export const base = (language: string) => language.toLowerCase().split("-")[0] ?? language;
