import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { type Language, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { forgiveAttempt, reserveAttempt } from "@/lib/auth/attempts";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { endSessions } from "@/lib/auth/session-store";
import { DomainError } from "@/lib/errors";
import { avatarAddress } from "./avatar-address";

export type Profile = {
	id: number;
	name: string;
	email: string;
	role: "operator" | "admin";
	language: Language;
	timeZone: string;
	avatar: string | null;
};

/** What a user says of themselves. */
export async function profileOf(userId: number): Promise<Profile> {
	const [user] = await db()
		.select({
			id: users.id,
			name: users.name,
			email: users.email,
			role: users.role,
			language: users.language,
			timeZone: users.timeZone,
			avatar: avatarAddress,
		})
		.from(users)
		.where(eq(users.id, userId));
	if (!user) throw new DomainError("notFound");
	return user;
}

/** Changes what a user is called, and the language and zone they are spoken to in. */
export async function updateProfile(given: { name: string; language: Language; timeZone: string }, actor: UserActor): Promise<void> {
	await db().update(users).set(given).where(eq(users.id, actor.user.id));
}

/**
 * Changes a password for who knows the present one, and signs them out everywhere but in the session `handle`. Throws wrongPassword, and
 * tooManyAttempts: an open browser must not be a place to guess at.
 */
export async function changePassword({ current, password }: { current: string; password: string }, handle: string, actor: UserActor): Promise<void> {
	const { id } = actor.user;
	const [user] = await db().select({ email: users.email, passwordHash: users.passwordHash }).from(users).where(eq(users.id, id));
	if (!user) throw new DomainError("notFound");
	const attempt = await reserveAttempt(user.email.toLowerCase(), `profile ${id}`);
	if (!(await verifyPassword(user.passwordHash, current))) throw new DomainError("wrongPassword");
	await forgiveAttempt(attempt);
	await db()
		.update(users)
		.set({ passwordHash: await hashPassword(password) })
		.where(eq(users.id, id));
	await endSessions(id, handle);
}
