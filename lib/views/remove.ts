import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db";
import { savedViews } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";

/** Throws notFound for what is not the user's own. */
export async function removeView(viewId: number, actor: UserActor): Promise<void> {
	const removed = await db()
		.delete(savedViews)
		.where(and(eq(savedViews.id, viewId), eq(savedViews.userId, actor.user.id)))
		.returning({ id: savedViews.id });
	if (removed.length === 0) throw new DomainError("notFound");
}
