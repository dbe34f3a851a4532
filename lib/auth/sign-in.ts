import "server-only";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { users } from "@/db/schema";
import { DomainError } from "@/lib/errors";
import { forgiveAttempt, reserveAttempt } from "./attempts";
import { verifyPassword } from "./password";
import { createSession } from "./session-store";

type Credentials = { email: string; password: string };
/** `ip` and `userAgent`: where the attempt comes from. */
type Origin = { ip: string; userAgent: string };

/**
 * Checks a password and opens a session. Throws tooManyAttempts, wrongCredentials (the same for an unknown address, and as slow), or
 * userNotActive to whoever knows the right password of a deactivated account.
 */
export async function signIn(credentials: Credentials, origin: Origin) {
	const email = credentials.email.trim().toLowerCase();
	const attempt = await reserveAttempt(email, origin.ip);
	const [user] = await db()
		.select({ id: users.id, passwordHash: users.passwordHash, deactivatedAt: users.deactivatedAt, language: users.language, timeZone: users.timeZone })
		.from(users)
		.where(eq(sql`lower(${users.email})`, email));
	const right = await verifyPassword(user?.passwordHash ?? null, credentials.password);
	if (!user || !right) throw new DomainError("wrongCredentials");
	if (user.deactivatedAt) throw new DomainError("userNotActive");
	await forgiveAttempt(attempt);
	return { sessionId: await createSession(user.id, origin.userAgent), userId: user.id, language: user.language, timeZone: user.timeZone };
}
