import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db";
import { type DraftContent, type DraftMode, drafts } from "@/db/schema";

export type Draft = { mode: DraftMode; revision: string; content: DraftContent };

const columns = { mode: drafts.mode, revision: drafts.revision, content: drafts.content };

/** What a user is writing in a conversation. Only ever their own. */
export function draftsOf(userId: number, conversationId: number): Promise<Draft[]> {
	return db()
		.select(columns)
		.from(drafts)
		.where(and(eq(drafts.userId, userId), eq(drafts.conversationId, conversationId)));
}

/** The conversation that a user is about to begin: from a customer's record, or from anywhere else. */
export async function newDraftOf(userId: number, customerId: number | null): Promise<Draft | null> {
	const from = customerId === null ? isNull(drafts.customerId) : eq(drafts.customerId, customerId);
	const [draft] = await db()
		.select(columns)
		.from(drafts)
		.where(and(eq(drafts.userId, userId), eq(drafts.mode, "new"), from));
	return draft ?? null;
}
