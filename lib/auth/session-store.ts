import "server-only";
import { randomBytes } from "node:crypto";
import { and, desc, eq, gt, isNull, lt, ne, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db";
import { sessions, users } from "@/db/schema";
import { DomainError } from "@/lib/errors";
import { disconnectSession } from "@/lib/realtime/publish";
import { avatarAddress } from "@/lib/users/avatar-address";

/** Seconds. From signing in, not from the last visit: whoever keeps a stolen cookie alive is out after this too. */
export const sessionLifetime = 30 * 24 * 3600;

/** What names a session on a page and to the realtime server: its id is a secret, and this does not tell it. */
const sessionHandle = sql<string>`encode(sha256(convert_to(${sessions.id}, 'UTF8')), 'hex')`;

/** The condition for the session of this handle. */
export const ofSession = (handle: string) => eq(sessionHandle, handle);

/** Opens a session for a user who has proved who they are; answers its id, which only ever travels inside the encrypted cookie. */
export async function createSession(userId: number, userAgent: string, tx: Pick<Transaction, "delete" | "insert"> = db()): Promise<string> {
	const id = randomBytes(32).toString("base64url");
	await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, sql`now()`)));
	await tx.insert(sessions).values({ id, userId, userAgent: userAgent.slice(0, 300), expiresAt: sql`now() + make_interval(secs => ${sessionLifetime})` });
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
			avatar: avatarAddress,
			handle: sessionHandle,
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
	await ended(await db().delete(sessions).where(eq(sessions.id, id)).returning({ handle: sessionHandle }));
}

/** Signs a user out everywhere (but in the session `except`), from the next request on; what they listen to falls silent at once. */
export async function endSessions(userId: number, except = ""): Promise<void> {
	await ended(
		await db()
			.delete(sessions)
			.where(and(eq(sessions.userId, userId), ne(sessionHandle, except)))
			.returning({ handle: sessionHandle }),
	);
}

/** Ends one session of a user, by its handle. Throws notFound for one that is no more, or somebody else's. */
export async function endSessionOf(userId: number, handle: string): Promise<void> {
	const gone = await db()
		.delete(sessions)
		.where(and(eq(sessions.userId, userId), eq(sessionHandle, handle)))
		.returning({ handle: sessionHandle });
	if (gone.length === 0) throw new DomainError("notFound");
	await ended(gone);
}

export type ListedSession = { handle: string; userAgent: string; lastSeenAt: string; since: string };

/** Where a user is signed in, the one seen last first. */
export async function listSessions(userId: number): Promise<ListedSession[]> {
	const found = await db()
		.select({ handle: sessionHandle, userAgent: sessions.userAgent, lastSeenAt: sessions.lastSeenAt, since: sessions.createdAt })
		.from(sessions)
		.where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
		.orderBy(desc(sessions.lastSeenAt));
	return found.map((session) => ({ ...session, lastSeenAt: session.lastSeenAt.toISOString(), since: session.since.toISOString() }));
}

async function ended(gone: { handle: string }[]): Promise<void> {
	await Promise.all(gone.map(({ handle }) => disconnectSession(handle)));
}
