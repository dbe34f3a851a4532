import "server-only";
import type { FormField, Language } from "@/db/schema";
import { translator } from "@/lib/i18n/translator";
import type { AnswerError } from "./read-answers";
import { mostCharacters } from "./schema";

type Translate = Awaited<ReturnType<typeof translator<"form">>>;

/** What a form's page says by itself. */
export async function hostedTexts(language: Language) {
	const t = await translator(language, "form");
	const names = ["submit", "optional", "choose", "trap", "thanksTitle", "again", "closedTitle", "closedText", "errorTitle", "fix"] as const;
	return Object.fromEntries(names.map((name) => [name, t(name)])) as Record<(typeof names)[number], string>;
}

/** What is wrong with an answer, and what to do about it. */
export function answerSentence(t: Translate, { type }: FormField, error: AnswerError = "required"): string {
	if (error === "required" && type === "checkbox") return t("errors.tick");
	return error === "tooLong" ? t("errors.tooLong", { most: mostCharacters[type] }) : t(`errors.${error}`);
}
