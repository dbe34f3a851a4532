import { z } from "zod";

/** What one message may carry from the page: a server action's body ends at 1 MB. */
export const maxFiles = 3;
export const maxFileBytes = 700_000;

// A file field comes as one file, several, or an empty one when nothing was chosen.
const files = z
	.union([z.file(), z.array(z.file())])
	.optional()
	.transform((value) => [value ?? []].flat().filter((file) => file.size > 0))
	.pipe(z.array(z.file()).max(maxFiles))
	.refine((list) => list.reduce((sum, file) => sum + file.size, 0) <= maxFileBytes);

const phone = z.e164("phone");
const name = z.string().trim().max(100).default("");

/** `answerTo`: the id of the mail that is answered; then To and Subject are the answer's. */
export const writeMailSchema = z
	.object({
		from: z.email(),
		fromName: name,
		answerTo: z.string().max(100).default(""),
		to: z.union([z.email(), z.literal("")]).default(""),
		subject: z.string().trim().max(500).default(""),
		text: z.string().min(1).max(100_000),
		files,
	})
	.refine((mail) => mail.to !== "" || mail.answerTo !== "", { path: ["to"], error: "required" });
export type WriteMail = z.output<typeof writeMailSchema>;

/** `inbox`: which of our numbers, on which channel, as `sms:+34…`. */
export const writeTextSchema = z.object({
	from: phone,
	fromName: name,
	inbox: z
		.string()
		.regex(/^(sms|whatsapp):\+[1-9]\d{6,14}$/)
		.transform((value) => value.split(":") as ["sms" | "whatsapp", string]),
	text: z.string().max(1600).default(""),
	files,
});
export type WriteText = z.output<typeof writeTextSchema>;
