import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { facetsOf } from "./facets";
import type { ListFilter } from "./filter";
import { array, personOf, someIds } from "./walk";

/** Counting by walking stops here. */
const cap = 100;
/** `more`: there are more than `count`. */
export type FilterCount = { count: number; more: boolean };

/**
 * How many conversations each filter shows, in one statement. What facets and one assignee tell is exact, from the running counts; the rest is
 * counted by walking as the list does, up to a hundred, so that no count ever scans the archive.
 */
export async function countFilters(userId: number, filters: ListFilter[]): Promise<FilterCount[]> {
	if (filters.length === 0) return [];
	const counts = sql.join(
		filters.map((filter, i) => sql`SELECT ${i}::int AS i, (${countSql(userId, filter)})::int AS count`),
		sql` UNION ALL `,
	);
	const found = await db().execute<{ i: number; count: number }>(sql`${counts} ORDER BY 1`);
	return filters.map((filter, i) => {
		const count = found[i]?.count ?? 0;
		return isRunning(filter) || count < cap ? { count, more: false } : { count: cap - 1, more: true };
	});
}

/** Whether the running counts can tell. */
function isRunning({ unread, inbox, source, from, to }: ListFilter): boolean {
	return !(unread || inbox || source || from || to);
}

function countSql(userId: number, filter: ListFilter): SQL {
	if (!isRunning(filter)) return sql`SELECT count(*) FROM (${someIds(userId, filter, cap)}) shown`;
	return sql`SELECT coalesce(sum(change), 0) FROM conversation_counts WHERE user_id = ${personOf(userId, filter) ?? 0} AND facet = ANY(${array(facetsOf(filter))}::smallint[])`;
}
