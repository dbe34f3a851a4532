import type postgres from "postgres";
import { progressBar } from "./progress";

type Index = { name: string; definition: string };

/** Takes away what a bulk load need not keep up to date. Keys stay: ids come in order, which costs them little. */
export async function dropIndexes(sql: postgres.Sql, tables: string[]): Promise<Index[]> {
	const indexes = await sql<Index[]>`
		SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
		WHERE i.indrelid = ANY(${tables}::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY i.indexrelid`;
	for (const { name } of indexes) await sql.unsafe(`DROP INDEX ${name}`);
	return [...indexes];
}

/** Makes them again, by several processes at once where PostgreSQL can (B-trees; GIN since 18). */
export async function makeIndexes(sql: postgres.Sql, watcher: postgres.Sql, indexes: Index[]): Promise<void> {
	await sql`SELECT set_config('maintenance_work_mem', '2GB', false), set_config('max_parallel_maintenance_workers', '2', false)`;
	for (const { name, definition } of indexes) {
		const bar = progressBar(name, 100);
		const watch = setInterval(async () => bar.at(await percentDone(watcher)), 1000);
		await sql.unsafe(definition).finally(() => clearInterval(watch));
		bar.done();
	}
}

/** Of reading the table, which is most of it. */
async function percentDone(sql: postgres.Sql): Promise<number> {
	const [row] = await sql<{ percent: number | null }[]>`
		SELECT (100 * greatest(blocks_done::float / nullif(blocks_total, 0), tuples_done::float / nullif(tuples_total, 0))) AS percent FROM pg_stat_progress_create_index`;
	return Math.min(99, row?.percent ?? 0);
}
