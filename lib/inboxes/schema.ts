import parsePhoneNumber from "libphonenumber-js";
import * as z from "zod/mini";
import { mailSecurities } from "@/db/schema";

const id = z.int().check(z.positive());
const line = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most), z.regex(/^[^\p{Cc}]*$/u));

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
const email = z.string().check(z.trim(), z.toLowerCase(), z.email(), z.maxLength(254));
// A name or an address, not a URL: what people paste from a provider's help page is told beside the field.
const host = z
	.string()
	.check(
		z.trim(),
		z.toLowerCase(),
		z.maxLength(253),
		z.regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$|^\[?[0-9a-f:]+\]?$/, "host"),
	);

const server = z.object({
	host,
	port: z.int().check(z.minimum(1), z.maximum(65_535)),
	security: z.enum(mailSecurities),
	user: line(254),
	/** Null: the one that is kept already. */
	password: z.nullable(z.string().check(z.minLength(1), z.maxLength(1_000))),
});

export const mailboxSchema = z.object({
	imap: z.extend(server, { folder: line(255) }),
	smtp: server,
	importDays: z.int().check(z.minimum(0), z.maximum(3_650)),
});
export type MailboxGiven = z.output<typeof mailboxSchema>;

const named = { id: z.nullable(id), name: line(120), main: z.boolean(), enabled: z.boolean() };
/** `userId`: whose personal inbox it is; null for everybody's. */
const owned = { userId: z.nullable(id) };

/** An inbox to add (without `id`) or to change. */
export const inboxSchema = z.discriminatedUnion("provider", [
	z.object({ ...named, ...owned, provider: z.literal("resend"), channel: z.literal("email"), address: email }),
	z.object({ ...named, ...owned, provider: z.literal("mailbox"), channel: z.literal("email"), address: email, mailbox: mailboxSchema }),
	z.object({ ...named, provider: z.literal("twilio"), channel: z.enum(["sms", "whatsapp"]), address: phone }),
]);
export type InboxGiven = z.output<typeof inboxSchema>;

/** `id`: the inbox whose kept passwords stand in for those not given. */
export const checkMailboxSchema = z.object({ id: z.nullable(id), mailbox: mailboxSchema });
/** `to`: an email address, or a number, as the inbox's channel wants it. */
export const testInboxSchema = z.object({ id, to: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)) });
export const emailSyncSchema = z.object({ on: z.boolean() });
