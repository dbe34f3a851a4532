import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db";
import { type DraftContent, type DraftMode, drafts } from "@/db/schema";

export type Draft = { mode: DraftMode; revision: string; content: DraftContent };

/** What a user is writing in a conversation; null: the new one that has not begun. Only ever their own. */
export function draftsOf(userId: number, conversationId: number | null): Promise<Draft[]> {
	return db()
		.select({ mode: drafts.mode, revision: drafts.revision, content: drafts.content })
		.from(drafts)
		.where(and(eq(drafts.userId, userId), conversationId === null ? isNull(drafts.conversationId) : eq(drafts.conversationId, conversationId)));
}
