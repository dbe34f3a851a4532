import "server-only";
import { asc, eq } from "drizzle-orm";
import { db } from "@/db";
import { savedViews } from "@/db/schema";
import { countFilters, type FilterCount } from "@/lib/conversations/count-filters";
import { parseListFilter } from "@/lib/conversations/filter";

export type ListedView = { id: number; name: string; query: string } & FilterCount;

/** A user's views in their order, each with how many conversations it shows. */
export async function listViews(userId: number): Promise<ListedView[]> {
	const views = await db()
		.select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
		.from(savedViews)
		.where(eq(savedViews.userId, userId))
		.orderBy(asc(savedViews.position), asc(savedViews.id));
	const counts = await countFilters(
		userId,
		views.map(({ query }) => parseListFilter(new URLSearchParams(query))),
	);
	return views.map((view, i) => ({ ...view, ...(counts[i] ?? { count: 0, more: false }) }));
}
