import type { useTranslations } from "next-intl";

type Translate = Pick<ReturnType<typeof useTranslations<"errors">>, "has" | "raw">;

/** The sentence of a refusal that is kept by its code alone; null where it has none, or one that names what is not known any more. */
export function refusalSentence(t: Translate, code: string | null): string | null {
	const key = code as "notFound";
	if (!code || !t.has(key)) return null;
	const sentence = String(t.raw(key));
	return sentence.includes("{") ? null : sentence;
}
