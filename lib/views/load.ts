import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type SavedView, savedViews, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";

/** The user's views in their order. Whoever else changes them waits until the transaction ends. */
export async function loadViews(tx: Transaction, actor: UserActor): Promise<SavedView[]> {
	await tx.select({ id: users.id }).from(users).where(eq(users.id, actor.user.id)).for("no key update");
	return tx.select().from(savedViews).where(eq(savedViews.userId, actor.user.id)).orderBy(asc(savedViews.position), asc(savedViews.id));
}
