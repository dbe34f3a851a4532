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

const customerId = z.int().check(z.positive());
const line = (most: number) => z.string().check(z.trim(), z.maxLength(most), z.regex(/^[^\p{Cc}]*$/u));
export const editableFields = ["name", "language", "company", "remarks"] as const;

/** One field of a record, `was` as its editor saw it. A language as a BCP 47 tag; an empty text for none, but a name must be. */
export const editCustomerSchema = z.discriminatedUnion("field", [
	z.object({ customerId, field: z.literal("name"), was: z.string(), now: line(200).check(z.minLength(1)) }),
	z.object({ customerId, field: z.literal("language"), was: z.string(), now: z.union([z.literal(""), language]) }),
	z.object({ customerId, field: z.literal("company"), was: z.string(), now: line(200) }),
	z.object({ customerId, field: z.literal("remarks"), was: z.string(), now: z.string().check(z.trim(), z.maxLength(10_000), z.regex(/^[^\0]*$/)) }),
]);

export const tagCustomerSchema = z.object({ customerId, tag: line(60).check(z.minLength(1)), on: z.boolean() });
export const customerFieldSchema = z.object({
	customerId,
	name: line(60).check(
		z.minLength(1),
		z.refine((name) => name !== "__proto__"),
	),
	was: z.string(),
	now: line(2000),
});
export const customerSchema = z.object({ customerId });
export const trustImagesSchema = z.object({ customerId, trusted: z.boolean() });

const address = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("email"), value: z.pipe(z.string().check(z.trim()), z.email().check(z.maxLength(254))) }),
	z.object({ kind: z.literal("phone"), value: phone }),
]);
const knownAddress = z.object({ kind: z.enum(["email", "phone", "chat"]), value: z.string().check(z.maxLength(320)) });

/** `replaces`: the address in whose place it is written. */
export const addIdentitySchema = z.object({ customerId, address, replaces: z.nullable(z.string().check(z.maxLength(320))) });
export const identitySchema = z.object({ customerId, address: knownAddress });
