import "server-only";
import type { Form, FormAnswer, FormTarget } from "@/db/schema";
import { translator } from "@/lib/i18n/translator";

/** What is said elsewhere than in a line of its own: by the message, its subject, or who it is from. */
const saidElsewhere: readonly FormTarget[] = ["message", "subject", "name", "email"];

export const answerTo = (answers: FormAnswer[], target: FormTarget): string | null => answers.find((answer) => answer.target === target)?.value ?? null;

/** A submission as a person would have written it: what they have to say, then a line for everything else that was asked. */
export async function composeMessage(answers: FormAnswer[], { title, language }: Pick<Form, "title" | "language">): Promise<{ subject: string; text: string }> {
	const t = await translator(language, "form");
	const said = answers.filter(({ target }) => target === "message").map(({ value }) => value);
	const shown = ({ type, target, value }: FormAnswer) => (type === "checkbox" ? t("yes") : target === "language" ? nameOf(value, language) : value);
	const lines = answers.filter(({ target }) => !saidElsewhere.includes(target)).map((answer) => `${answer.label.replace(/[:：]\s*$/, "")}: ${shown(answer)}`);
	const subject = answerTo(answers, "subject") ?? title;
	const text = [...said, lines.join("\n")].filter(Boolean).join("\n\n");
	return { subject, text: text || subject };
}

const nameOf = (tag: string, language: string) => new Intl.DisplayNames(language, { type: "language" }).of(tag) ?? tag;
