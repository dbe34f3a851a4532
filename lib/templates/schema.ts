import * as z from "zod/mini";
import { attachmentIds } from "@/lib/attachments/schema";

/** The channels of db/schema: this file reaches the browser, that one does not. */
const channels = ["email", "sms", "whatsapp", "chat"] as const;
/** The most that is taken from a file at once. */
export const mostImported = 500;

const templateId = z.int().check(z.positive());
// What forms send for "any" is an empty text.
const blankAsNull = z.pipe(
	z.nullish(z.string().check(z.maxLength(35))),
	z.transform((value) => value || null),
);
const language = z.string().check(z.regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, "language"));

const fields = {
	name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
	folder: z._default(z.string().check(z.trim(), z.maxLength(80)), ""),
	channel: z.pipe(blankAsNull, z.nullable(z.enum(channels))),
	language: z.pipe(blankAsNull, z.nullable(language)),
	subject: z._default(z.string().check(z.trim(), z.maxLength(998)), ""),
	text: z.string().check(
		z.maxLength(100_000),
		z.refine((value) => value.trim() !== "", "required"),
	),
	html: z._default(z.nullable(z.string().check(z.maxLength(500_000))), null),
};

const files = { attachmentIds: z.optional(attachmentIds) };

export const createTemplateSchema = z.object({ ...fields, ...files });
/** `seen`: when it was last changed as far as the form knows (ISO 8601), so that nobody writes over what a colleague did meanwhile. */
export const updateTemplateSchema = z.object({ templateId, seen: z.string().check(z.maxLength(40)), ...fields, ...files });
export const templateSchema = z.object({ templateId });
export const archiveTemplateSchema = z.object({ templateId, archived: z.boolean() });
/** A row of a file that is brought in. */
export const importedTemplateSchema = z.object(fields);
export const importTemplatesSchema = z.object({ file: z.string().check(z.maxLength(5_000_000)) });
