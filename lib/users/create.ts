import "server-only";
import { sql } from "drizzle-orm";
import { db, type Transaction } from "@/db";
import { type Language, type Role, type User, users } from "@/db/schema";
import { hashPassword } from "@/lib/auth/password";

export type NewUser = { name: string; email: string; password: string; role: Role; language: Language; timeZone?: string; signature?: string };

/** Adds a user, for whom everything written so far counts as read. Throws when the address is taken (unique key, case ignored). */
export async function createUser({ password, ...given }: NewUser, tx: Pick<Transaction, "insert"> = db()): Promise<User> {
	const [user] = await tx
		.insert(users)
		.values({
			...given,
			email: given.email.trim().toLowerCase(),
			passwordHash: await hashPassword(password),
			// The next id is newer than all there is: no need to look for the newest message.
			readAllUpto: sql`nextval('timeline_id')`,
			readAllAt: sql`clock_timestamp()`,
		})
		.returning();
	return user as User;
}
