import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { sessions, users } from "@/db/schema";
import { disconnectUser } from "@/lib/realtime/publish";

/** Seconds. From signing in, not from the last visit: whoever keeps a stolen cookie alive is out after this too. */
export const sessionLifetime = 30 * 24 * 3600;

/** Opens a session for a user who has proved who they are; answers its id, which only ever travels inside the encrypted cookie. */
export async function createSession(userId: number, userAgent: string): Promise<string> {
	const id = randomBytes(32).toString("base64url");
	await db()
		.delete(sessions)
		.where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, sql`now()`)));
	await db()
		.insert(sessions)
		.values({ id, userId, userAgent: userAgent.slice(0, 300), expiresAt: sql`now() + make_interval(secs => ${sessionLifetime})` });
	return id;
}

/** Who a session belongs to: null once it was ended, ran out, or its user was deactivated. */
export async function userOfSession(id: string) {
	const [user] = await db()
		.select({
			id: users.id,
			name: users.name,
			email: users.email,
			role: users.role,
			language: users.language,
			timeZone: users.timeZone,
			sessionId: sessions.id,
			idle: lt(sessions.lastSeenAt, sql`now() - interval '5 minutes'`),
		})
		.from(sessions)
		.innerJoin(users, eq(users.id, sessions.userId))
		.where(and(eq(sessions.id, id), gt(sessions.expiresAt, sql`now()`), isNull(users.deactivatedAt)));
	if (!user) return null;
	const { idle, ...known } = user;
	// Not on every request: a page is a dozen of them.
	if (idle) await db().update(sessions).set({ lastSeenAt: sql`now()` }).where(eq(sessions.id, id));
	return known;
}
export type SessionUser = NonNullable<Awaited<ReturnType<typeof userOfSession>>>;

export async function endSession(id: string): Promise<void> {
	await db().delete(sessions).where(eq(sessions.id, id));
}

/** Signs a user out everywhere, from the next request on; what they listen to falls silent at once. */
export async function endSessions(userId: number): Promise<void> {
	await db().delete(sessions).where(eq(sessions.userId, userId));
	await disconnectUser(userId);
}
