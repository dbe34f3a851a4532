import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { type Language, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";

/** The language a user is spoken to in: in the pages, and in what is sent to them. */
export async function setUserLanguage(language: Language, actor: UserActor): Promise<void> {
	await db().update(users).set({ language }).where(eq(users.id, actor.user.id));
}
