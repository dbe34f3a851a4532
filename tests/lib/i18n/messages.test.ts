import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { deliveryStatuses, languages } from "@/db/schema";
import { sendErrorCodes } from "@/lib/channels/provider";
import { errorCodes } from "@/lib/errors";
import { namespaces } from "@/lib/i18n/namespaces";
import { loadMessages, translator } from "@/lib/i18n/translator";

const root = path.resolve("lib/i18n/messages");

/** Every key, with the arguments that its sentence asks for. */
function keys(value: unknown, at = ""): Record<string, string[]> {
	if (typeof value === "string") return { [at]: [...new Set(namesIn(value))].sort() };
	return Object.assign({}, ...Object.entries(value as object).map(([key, inner]) => keys(inner, at ? `${at}.${key}` : key)));
}

/** ICU: an odd brace opens an argument, an even one the text of a plural's branch. */
function namesIn(sentence: string): string[] {
	let depth = 0;
	return [...sentence.matchAll(/\{\s*(\w*)|\}|<(\w+)>/g)].flatMap(([found, argument, tag]) => {
		if (tag) return [`<${tag}>`];
		depth += found === "}" ? -1 : 1;
		return found !== "}" && depth % 2 === 1 && argument ? [argument] : [];
	});
}

describe("texts", () => {
	test.each(languages)("%s: every file is listed, none is missing", (language) => {
		const files = fs.readdirSync(path.join(root, language)).sort();
		expect(files).toEqual(
			Object.keys(namespaces)
				.map((name) => `${name}.json`)
				.sort(),
		);
	});

	test.each(["en", "it"] as const)("%s says everything that Spanish says, with the same arguments, and nothing else", async (language) => {
		expect(keys(await loadMessages(language))).toEqual(keys(await loadMessages("es")));
	});

	test.each(languages)("%s: no sentence shouts, and none is empty", async (language) => {
		const said = JSON.stringify(await loadMessages(language));
		expect(said).not.toMatch(/!|""/);
	});

	test("every code has its sentence", async () => {
		const { errors, delivery } = await loadMessages("es");
		expect(Object.keys(errors)).toEqual(expect.arrayContaining([...errorCodes]));
		expect(Object.keys(delivery.error).sort()).toEqual([...sendErrorCodes].sort());
		expect(Object.keys(delivery.status).sort()).toEqual([...deliveryStatuses].sort());
	});

	test("plurals follow the language", async () => {
		const t = await translator("it", "errors");
		expect(t("fields.tooLong", { maximum: 1 })).toBe("Al massimo 1 carattere.");
		expect(t("fields.tooLong", { maximum: 2000 })).toBe("Al massimo 2000 caratteri.");
	});
});
