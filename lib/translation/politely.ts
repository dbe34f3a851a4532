import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { settings } from "@/db/schema";
import { TranslateError } from "./provider";

const key = "translation quiet";

/**
 * Asks nobody who said that it is too much, before the time they gave. It is kept where every process finds it, by the database's clock: one
 * refusal is enough for all of them. `engine`: who is asked.
 */
export async function politely<T>(engine: string, ask: () => Promise<T>): Promise<T> {
	const left = await quietFor(engine);
	if (left > 0) throw new TranslateError("rateLimited", Math.ceil(left));
	try {
		return await ask();
	} catch (error) {
		if (error instanceof TranslateError && error.code === "rateLimited") await keepQuiet(engine, error.wait);
		throw error;
	}
}

/** In seconds. */
async function quietFor(engine: string): Promise<number> {
	const [row] = await db()
		.select({ left: sql<string>`extract(epoch FROM (${settings.value}->>'until')::timestamptz - now())` })
		.from(settings)
		.where(and(eq(settings.key, key), sql`${settings.value}->>'engine' = ${engine}`));
	return Number(row?.left ?? 0);
}

async function keepQuiet(engine: string, seconds: number): Promise<void> {
	const value = sql`jsonb_build_object('engine', ${engine}::text, 'until', now() + make_interval(secs => ${seconds}))`;
	await db().insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}
