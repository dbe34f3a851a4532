import "server-only";
import type { $ZodError, $ZodIssue } from "zod/v4/core";
import type { Language } from "@/db/schema";
import { loadMessages, translator } from "./i18n/translator";

/** Zod's issues as sentences beside their fields: "recipients.0" → ["…"]. A schema may name a sentence itself: `z.string().check(z.e164("phone"))`. */
export async function fieldErrors(error: $ZodError, input: unknown, language: Language): Promise<Record<string, string[]>> {
	const t = await translator(language, "errors");
	const sentences = (await loadMessages(language)).errors.fields;
	const fields: Record<string, string[]> = {};
	for (const issue of error.issues) {
		const named = Object.hasOwn(sentences, issue.message) ? { key: issue.message as FieldKey } : explain(issue, input);
		const path = issue.path.join(".");
		fields[path] = [...(fields[path] ?? []), t(`fields.${named.key}`, "params" in named ? named.params : {})];
	}
	return fields;
}

type FieldKey = keyof Awaited<ReturnType<typeof loadMessages>>["errors"]["fields"];
type Explained = { key: FieldKey; params?: Record<string, number> };

function explain(issue: $ZodIssue, input: unknown): Explained {
	if (isMissing(input, issue.path)) return { key: "required" };
	if (issue.code === "too_small")
		return sized(issue.origin, Number(issue.minimum), { string: "tooShort", array: "tooFew", set: "tooFew" }, "tooSmall", "minimum");
	if (issue.code === "too_big") return sized(issue.origin, Number(issue.maximum), { string: "tooLong", array: "tooMany", set: "tooMany" }, "tooBig", "maximum");
	if (issue.code === "invalid_format" && issue.format === "email") return { key: "email" };
	if (issue.code === "invalid_format" && issue.format === "url") return { key: "url" };
	if (issue.code === "invalid_value") return { key: "choice" };
	return { key: "invalid" };
}

function sized(origin: string, limit: number, keys: Record<string, FieldKey>, otherwise: FieldKey, name: "minimum" | "maximum"): Explained {
	return { key: keys[origin] ?? otherwise, params: { [name]: limit } };
}

function isMissing(input: unknown, path: PropertyKey[]): boolean {
	const value = path.reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined), input);
	return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}
