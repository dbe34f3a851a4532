import parsePhoneNumber from "libphonenumber-js";
import * as z from "zod/mini";

// What forms send for nothing is an empty text.
const blankAsNull = z.pipe(
	z.nullish(z.string().check(z.maxLength(320))),
	z.transform((value) => value?.trim() || null),
);

/** Any way of writing an international number, as E.164. */
const phone = z.pipe(
	z.string(),
	z.transform((value, context) => {
		const number = parsePhoneNumber(value);
		if (number?.isValid()) return number.number as string;
		context.issues.push({ code: "custom", message: "phone", input: value });
		return z.NEVER;
	}),
);

/** A BCP 47 tag, in its canonical spelling. */
const language = z.pipe(
	z.string().check(z.maxLength(35)),
	z.transform((value, context) => {
		try {
			const [tag] = Intl.getCanonicalLocales(value);
			if (tag) return tag;
		} catch {
			// Not a tag: said below.
		}
		context.issues.push({ code: "custom", message: "language", input: value });
		return z.NEVER;
	}),
);

export const createCustomerSchema = z
	.object({
		name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
		email: z.pipe(blankAsNull, z.nullable(z.email().check(z.maxLength(254)))),
		phone: z.pipe(blankAsNull, z.nullable(phone)),
		language: z.pipe(blankAsNull, z.nullable(language)),
	})
	.check(z.refine(({ email, phone }) => email !== null || phone !== null, { path: ["email"], error: "emailOrPhone" }));
