import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { type User, users } from "@/db/schema";
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
	const sessionId = await openSession(user, origin.userAgent);
	await forgiveAttempt(attempt);
	return { sessionId, userId: user.id, language: user.language, timeZone: user.timeZone };
}

/** Looking at a password takes a while: whoever changes it meanwhile, or shuts its user out, ends this session as well, or keeps it from being opened. */
async function openSession({ id, passwordHash }: Pick<User, "id" | "passwordHash">, userAgent: string): Promise<string> {
	return transaction(async (tx) => {
		const asBefore = and(eq(users.id, id), eq(users.passwordHash, passwordHash ?? ""), isNull(users.deactivatedAt));
		const [still] = await tx.select({ id: users.id }).from(users).where(asBefore).for("share");
		if (!still) throw new DomainError("wrongCredentials");
		return createSession(id, userAgent, tx);
	});
}
