import "server-only";
import parsePhoneNumber from "libphonenumber-js";
import * as z from "zod/mini";
import type { FormAnswer, FormField } from "@/db/schema";
import { mostCharacters } from "./schema";

export type AnswerError = "required" | "email" | "phone" | "date" | "choice" | "tooLong";
export type Answers = { answers: FormAnswer[]; errors: Record<string, AnswerError> };

/** Holds what a visitor typed against what was asked. Whatever else was posted is left out; so is what was not answered. */
export function readAnswers(fields: FormField[], typed: (id: string) => string): Answers {
	const answers: FormAnswer[] = [];
	const errors: Answers["errors"] = {};
	for (const field of fields) {
		const given = plain(typed(field.id), field.type === "paragraph");
		const [value, error] = given === "" ? ["", field.required ? ("required" as const) : null] : check(field, given);
		if (error) errors[field.id] = error;
		else if (value) answers.push({ type: field.type, label: field.label, target: field.target, name: field.name, value });
	}
	return { answers, errors };
}

const email = z.email().check(z.maxLength(mostCharacters.email));

function check({ type, choices }: FormField, given: string): [string, AnswerError | null] {
	if (given.length > mostCharacters[type]) return ["", "tooLong"];
	switch (type) {
		case "email":
			return email.safeParse(given).success ? [given.toLowerCase(), null] : ["", "email"];
		case "phone": {
			const number = parsePhoneNumber(given);
			return number?.isValid() ? [number.number, null] : ["", "phone"];
		}
		case "date":
			return isDate(given) ? [given, null] : ["", "date"];
		case "select":
		case "radio":
			return choices.includes(given) ? [given, null] : ["", "choice"];
		case "checkbox":
			return ["1", null];
		default:
			return [given, null];
	}
}

/** A day that there is, as browsers send it. */
function isDate(given: string): boolean {
	const day = /^\d{4}-\d\d-\d\d$/.test(given) ? new Date(`${given}T00:00:00Z`) : null;
	return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(given);
}

/** Without what no text needs: control characters, what turns the reading direction, halves of characters. */
function plain(given: string, paragraphs: boolean): string {
	const lines = given.replace(/\r\n?/g, "\n").toWellFormed();
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
	const clean = lines.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, "");
	return (paragraphs ? clean : clean.replace(/\s+/g, " ")).trim();
}
