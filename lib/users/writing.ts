import "server-only";
import { eq, sql } from "drizzle-orm";
import { db, type Reader } from "@/db";
import { users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";

/** How a user writes: what ends their mails, and for how many seconds a sending can be undone. */
export type Writing = { signature: string; undoSeconds: number };

const defaultSeconds = 10;
const seconds = sql<number>`coalesce((${users.preferences} ->> 'undoSeconds')::int, ${defaultSeconds})`;

export async function writingOf(userId: number): Promise<Writing> {
	const [found] = await db().select({ signature: users.signature, undoSeconds: seconds }).from(users).where(eq(users.id, userId));
	return found ?? { signature: "", undoSeconds: defaultSeconds };
}

export async function undoSeconds(reader: Reader, userId: number): Promise<number> {
	const [found] = await reader.select({ undoSeconds: seconds }).from(users).where(eq(users.id, userId));
	return found?.undoSeconds ?? defaultSeconds;
}

/** Changes one's own. */
export async function setWriting({ signature, undoSeconds }: Writing, actor: UserActor): Promise<void> {
	await db()
		.update(users)
		.set({ signature: signature.replaceAll("\0", "").trim(), preferences: sql`${users.preferences} || jsonb_build_object('undoSeconds', ${undoSeconds}::int)` })
		.where(eq(users.id, actor.user.id));
}
