import "server-only";
import { eq } from "drizzle-orm";
import { transaction } from "@/db";
import { savedViews } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { loadViews } from "./load";

/** Puts the user's views in this order. Throws notFound unless it names each of them once: another window has changed them. */
export async function orderViews(viewIds: number[], actor: UserActor): Promise<void> {
	await transaction(async (tx) => {
		const views = await loadViews(tx, actor);
		const known = views.every(({ id }) => viewIds.includes(id));
		if (!known || viewIds.length !== views.length) throw new DomainError("notFound");
		for (const [position, id] of viewIds.entries()) await tx.update(savedViews).set({ position }).where(eq(savedViews.id, id));
	});
}
