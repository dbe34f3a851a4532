import "server-only";
import { eq } from "drizzle-orm";
import { transaction } from "@/db";
import { type SavedView, savedViews } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { listFilterQuery, parseListFilter } from "@/lib/conversations/filter";
import { DomainError } from "@/lib/errors";
import { loadViews } from "./load";
import { mostViews } from "./schema";

/** Keeps a filter under a name, last in the user's order. Throws viewNameTaken, tooManyViews. What the filter does not know is left out. */
export async function saveView(name: string, query: string, actor: UserActor): Promise<{ viewId: number }> {
	return transaction(async (tx) => {
		const views = await loadViews(tx, actor);
		requireFree(views, name);
		if (views.length >= mostViews) throw new DomainError("tooManyViews", { most: mostViews });
		const [saved] = await tx
			.insert(savedViews)
			.values({ userId: actor.user.id, name, query: asSaved(query), position: (views.at(-1)?.position ?? 0) + 1 })
			.returning({ viewId: savedViews.id });
		if (!saved) throw new Error("an insert answers its row");
		return saved;
	});
}

/** Throws notFound for what is not the user's own, viewNameTaken. */
export async function renameView(viewId: number, name: string, actor: UserActor): Promise<void> {
	await transaction(async (tx) => {
		const views = await loadViews(tx, actor);
		if (!views.some(({ id }) => id === viewId)) throw new DomainError("notFound");
		requireFree(
			views.filter(({ id }) => id !== viewId),
			name,
		);
		await tx.update(savedViews).set({ name }).where(eq(savedViews.id, viewId));
	});
}

/** Equal filters are equal texts. */
const asSaved = (query: string) => listFilterQuery(parseListFilter(new URLSearchParams(query))).toString();

function requireFree(views: SavedView[], name: string): void {
	const same = (other: string) => other.toLocaleLowerCase() === name.toLocaleLowerCase();
	if (views.some((view) => same(view.name))) throw new DomainError("viewNameTaken");
}
