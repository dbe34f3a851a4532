import { z } from "zod";

// Long enough for any passphrase, short enough that hashing it costs no more than another.
export const signInSchema = z.object({
	email: z.string().trim().pipe(z.email()).pipe(z.string().max(254)),
	password: z.string().min(1).max(200),
	next: z.string().max(2000).default(""),
});
