import "server-only";
import { createHash, createHmac } from "node:crypto";
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { type Invitation, invitations, type Language, type Role, type User, users } from "@/db/schema";
import { type Actor, actorId, requireAdminActor } from "@/lib/actor";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { createUser } from "./create";

const lifetime = 7 * 24 * 3600_000;

export type ListedInvitation = Pick<Invitation, "id" | "email" | "role" | "lastError"> & {
	sent: boolean;
	over: boolean;
	expiresAt: string;
	invitedBy: string | null;
};

/** Who was asked and has not come yet, the newest last. */
export async function listInvitations(): Promise<ListedInvitation[]> {
	const found = await db()
		.select({ invitation: invitations, by: users.name, over: lte(invitations.expiresAt, sql`now()`) })
		.from(invitations)
		.leftJoin(users, eq(users.id, invitations.invitedBy))
		.orderBy(asc(invitations.id));
	return found.map(({ invitation: { id, email, role, lastError, sentAt, expiresAt }, by, over }) => ({
		id,
		email,
		role,
		lastError,
		sent: sentAt !== null,
		over: Boolean(over),
		expiresAt: expiresAt.toISOString(),
		invitedBy: by,
	}));
}

/** Asks somebody to join, by a mail with a link that is good once, for a week. Throws emailTaken, alreadyInvited, notAllowed. */
export async function inviteUser(input: { email: string; role: Role; language: Language }, actor: Actor): Promise<void> {
	requireAdminActor(actor);
	const email = input.email.trim().toLowerCase();
	await transaction(async (tx) => {
		const [known] = await tx
			.select({ id: users.id })
			.from(users)
			.where(eq(sql`lower(${users.email})`, email));
		if (known) throw new DomainError("emailTaken");
		const expiresAt = new Date(Date.now() + lifetime);
		const [added] = await tx
			.insert(invitations)
			.values({ ...input, email, expiresAt, tokenHash: hashOf(tokenOf(email, expiresAt)), invitedBy: actor.type === "user" ? actorId(actor) : null })
			.onConflictDoNothing()
			.returning({ id: invitations.id });
		if (!added) throw new DomainError("alreadyInvited");
		await enqueueMail(tx, added.id);
	});
}

/** Sends the mail again, with a new link; the one before leads nowhere from now on. Throws notFound, notAllowed. */
export async function resendInvitation(id: number, actor: Actor): Promise<void> {
	requireAdminActor(actor);
	await transaction(async (tx) => {
		const [found] = await tx.select().from(invitations).where(eq(invitations.id, id)).for("update");
		if (!found) throw new DomainError("notFound");
		const expiresAt = new Date(Date.now() + lifetime);
		await tx
			.update(invitations)
			.set({ expiresAt, tokenHash: hashOf(tokenOf(found.email, expiresAt)), sentAt: null, lastError: null })
			.where(eq(invitations.id, id));
		await enqueueMail(tx, id);
	});
}

/** Takes an invitation back: its link leads nowhere from now on. Throws notFound, notAllowed. */
export async function revokeInvitation(id: number, actor: Actor): Promise<void> {
	requireAdminActor(actor);
	const gone = await db().delete(invitations).where(eq(invitations.id, id)).returning({ id: invitations.id });
	if (gone.length === 0) throw new DomainError("notFound");
}

/** Whom a link is for; null when it is over, was used, or never was. */
export async function invitationOf(token: string): Promise<Pick<Invitation, "email" | "language"> | null> {
	const [found] = await db()
		.select({ email: invitations.email, language: invitations.language })
		.from(invitations)
		.where(and(eq(invitations.tokenHash, hashOf(token)), gt(invitations.expiresAt, sql`now()`)));
	return found ?? null;
}

/** Makes the invited person a user. The link is used up in the same transaction: of two who follow it at once, one gets in. Throws invitationOver. */
export async function acceptInvitation(input: { token: string; name: string; password: string; timeZone?: string }): Promise<User> {
	const { token, ...chosen } = input;
	return transaction(async (tx) => {
		const [invitation] = await tx
			.delete(invitations)
			.where(and(eq(invitations.tokenHash, hashOf(token)), gt(invitations.expiresAt, sql`now()`)))
			.returning();
		if (!invitation) throw new DomainError("invitationOver");
		const { email, role, language } = invitation;
		return createUser({ ...chosen, email, role, language }, tx);
	});
}

/**
 * The link's secret. Made from what stands in the row and a key that does not: whoever reads the database, or the queue, cannot make it;
 * the job that sends it can, as often as it must.
 */
export function tokenOf(email: string, expiresAt: Date): string {
	const key = createHmac("sha256", env().AUTH_SECRET).update("invitation").digest();
	return createHmac("sha256", key).update(`${email} ${expiresAt.getTime()}`).digest("base64url");
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

function enqueueMail(tx: Transaction, invitationId: number): Promise<void> {
	return enqueue(tx, "invitation.send", { invitationId }, { key: `invitation:${invitationId}`, maxAttempts: 8 });
}
