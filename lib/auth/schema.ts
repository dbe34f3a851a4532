import { z } from "zod";

/** Of a password that is chosen now: long rather than odd (NIST SP 800-63B §5.1.1.2). */
export const newPassword = z.string().min(12).max(200);
export const personName = z.string().trim().min(1).max(200);

/** `timeZone`: the browser's, where it could say. */
export const acceptInvitationSchema = z.object({
	token: z.string().max(200),
	name: personName,
	password: newPassword,
	timeZone: z.string().max(64).optional(),
});

// Long enough for any passphrase, short enough that hashing it costs no more than another.
export const signInSchema = z.object({
	email: z.string().trim().pipe(z.email()).pipe(z.string().max(254)),
	password: z.string().min(1).max(200),
	next: z.string().max(2000).default(""),
});
