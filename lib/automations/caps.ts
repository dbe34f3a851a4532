import "server-only";
import { sql } from "drizzle-orm";
import type { Reader } from "@/db";
import type { Automation } from "@/db/schema";

/** How often one automation may act in one conversation within an hour, whatever writes back to it. */
const conversationCap = 5;

/** Also when it was stopped half way: what it had done by then counts. */
const hasActed = sql`state NOT IN ('skipped', 'waiting') AND (state <> 'stopped' OR done > 0)`;

type Room = { all: number; here: number };

/** How often an automation may still act within this hour, in all and in a conversation. */
export async function roomOf(db: Reader, { id, hourlyCap }: Pick<Automation, "id" | "hourlyCap">, conversationId: number | null): Promise<Room> {
	const [acted] = await db.execute<Room>(sql`SELECT count(*)::int AS "all", count(*) FILTER (WHERE conversation_id = ${conversationId})::int AS here
		FROM automation_runs WHERE automation_id = ${id} AND started_at > now() - interval '1 hour' AND ${hasActed}`);
	return { all: hourlyCap - (acted?.all ?? 0), here: conversationCap - (acted?.here ?? 0) };
}
