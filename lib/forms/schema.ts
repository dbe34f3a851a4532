import * as z from "zod/mini";
import type { FormFieldType, FormTarget } from "@/db/schema";

/** What an answer of each type may become. */
export const targetsOf = {
	text: ["line", "message", "subject", "name", "company", "field"],
	paragraph: ["message", "line"],
	email: ["email", "line"],
	phone: ["phone", "line"],
	date: ["line", "field"],
	select: ["line", "subject", "field", "tag", "language"],
	radio: ["line", "subject", "field", "tag", "language"],
	checkbox: ["line", "tag", "field"],
} as const satisfies Record<FormFieldType, readonly FormTarget[]>;
export const fieldTypes = Object.keys(targetsOf) as FormFieldType[];
const targets = ["line", "message", "subject", "name", "email", "phone", "company", "language", "field", "tag"] as const satisfies readonly FormTarget[];

export const hasChoices = (type: FormFieldType) => type === "select" || type === "radio";
/** Whether it has to be said which field of the customer's own, or which tag. */
export const needsName = ({ type, target }: { type: FormFieldType; target: FormTarget }) => target === "field" || (target === "tag" && !hasChoices(type));

const line = (most: number) => z.string().check(z.trim(), z.maxLength(most), z.regex(/^[^\p{Cc}]*$/u));
const text = (most: number) => z.string().check(z.trim(), z.maxLength(most), z.regex(/^[^\0]*$/));

const field = z
	.object({
		id: z.string().check(z.regex(/^f[1-9]\d{0,5}$/)),
		type: z.enum(fieldTypes as [FormFieldType, ...FormFieldType[]]),
		label: line(200).check(z.minLength(1)),
		hint: line(300),
		required: z.boolean(),
		target: z.enum(targets),
		name: line(60).check(z.refine((name) => name !== "__proto__")),
		choices: z.array(line(60).check(z.minLength(1))).check(z.maxLength(50)),
	})
	.check(
		z.refine(({ type, target }) => (targetsOf[type] as readonly FormTarget[]).includes(target), { message: "choice", path: ["target"] }),
		z.refine((given) => !needsName(given) || given.name !== "", { message: "required", path: ["name"] }),
		z.refine(({ type, choices }) => !hasChoices(type) || choices.length > 0, { message: "required", path: ["choices"] }),
		z.refine(({ target, choices }) => target !== "language" || choices.every(isLanguage), { message: "language", path: ["choices"] }),
		z.refine(({ choices }) => new Set(choices).size === choices.length, { message: "twice", path: ["choices"] }),
	);

function isLanguage(tag: string): boolean {
	return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag);
}

/** An origin as browsers send it: what follows the host of a pasted address is left out. */
const site = z.pipe(
	z.string().check(z.trim(), z.maxLength(300)),
	z.transform((given, context) => {
		const url = URL.canParse(given) ? new URL(given) : null;
		if (url && /^https?:$/.test(url.protocol) && url.hostname && /^[a-z0-9.:[\]-]+$/.test(url.host)) return url.origin;
		context.issues.push({ code: "custom", message: "url", input: given });
		return z.NEVER;
	}),
);

const fields = {
	name: line(120).check(z.minLength(1)),
	title: line(200).check(z.minLength(1)),
	intro: text(2_000),
	thanks: text(2_000).check(z.minLength(1)),
	language: z.enum(["es", "en", "it"]),
	inboxId: z.nullable(z.int().check(z.positive())),
	sites: z.array(site).check(z.maxLength(20)),
	fields: z.array(field).check(
		z.maxLength(40),
		z.refine((all) => new Set(all.map(({ id }) => id)).size === all.length),
		// Without an address nobody could be answered.
		z.refine((all) => all.filter(({ target, required }) => target === "email" && required).length === 1 && count(all, "email") === 1, "oneEmail"),
		z.refine((all) => (["name", "phone", "company", "language", "subject"] as const).every((target) => count(all, target) <= 1), "oneOfEach"),
	),
};
const count = (all: { target: FormTarget }[], wanted: FormTarget) => all.filter(({ target }) => target === wanted).length;

export const createFormSchema = z.object(fields);
const formId = z.int().check(z.positive(), z.lte(2_147_483_647));
/** `seen`: the state that was changed, by its time. */
export const updateFormSchema = z.object({ formId, seen: z.string().check(z.maxLength(40)), ...fields });
export const formSchema = z.object({ formId });
export const enableFormSchema = z.object({ formId, enabled: z.boolean() });
export const archiveFormSchema = z.object({ formId, archived: z.boolean() });
export const submissionSchema = z.object({ submissionId: z.int().check(z.positive()) });
export type FormInput = z.infer<typeof createFormSchema>;

/** What may be written in a field, in characters. */
export const mostCharacters = { text: 500, paragraph: 10_000, email: 254, phone: 40, date: 10, select: 60, radio: 60, checkbox: 1 } as const satisfies Record<
	FormFieldType,
	number
>;
/** The field that only machines see: whoever fills it in is one. */
export const trapName = "homepage";
