import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Role, users } from "@/db/schema";
import { type Actor, requireAdminActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";

/** Makes a user an admin or an operator. Throws notYourself (who steps down could not undo it), lastAdmin rather than leave nobody who can; notFound, notAllowed. */
export async function setRole(userId: number, role: Role, actor: Actor): Promise<void> {
	requireAdminActor(actor);
	if (role !== "admin" && actor.type === "user" && actor.user.id === userId) throw new DomainError("notYourself");
	await transaction(async (tx) => {
		if (role !== "admin") await requireAnotherAdmin(tx, userId);
		const changed = await tx.update(users).set({ role }).where(eq(users.id, userId)).returning({ id: users.id });
		if (changed.length === 0) throw new DomainError("notFound");
	});
}

/** Throws lastAdmin when nobody else is an active admin. Whoever asks waits for whoever asked before: two admins cannot take each other away. */
export async function requireAnotherAdmin(tx: Transaction, userId: number): Promise<void> {
	await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('last admin', 0))`);
	const [another] = await tx
		.select({ id: users.id })
		.from(users)
		.where(and(eq(users.role, "admin"), isNull(users.deactivatedAt), ne(users.id, userId)))
		.limit(1);
	if (!another) throw new DomainError("lastAdmin");
}
