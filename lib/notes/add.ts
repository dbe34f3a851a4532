import "server-only";
import { eq } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { notes } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { attachUploads, loadUploads } from "@/lib/attachments/attach";
import { anyFile } from "@/lib/channels/file-rules";
import { loadConversation } from "@/lib/conversations/load";
import { requireUnburied } from "@/lib/conversations/tombstones";
import { takeDraft, tellDraft } from "@/lib/drafts/save";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { mention } from "./mention";

/** What an automation notes down in a (locked) conversation, with those it names told. The caller publishes after the commit. */
export async function noteByAutomation(tx: Transaction, conversationId: number, text: string, mentions: number[], automation: string): Promise<void> {
	const [added] = await tx.insert(notes).values({ conversationId, automation, body: text }).returning({ id: notes.id });
	if (added) await mention(tx, added.id, mentions);
}

type NewNote = { conversationId: number; clientKey: string; text: string; mentions?: number[]; attachmentIds?: number[]; revisions?: string[] };

/**
 * Adds text and files for the staff only. It changes neither the list's order nor anybody's unread. The same `clientKey` again finds the
 * first note. Throws emptyMessage, alreadySent for a note that was deleted, and what files are refused for.
 */
export async function addNote(input: NewNote, actor: UserActor): Promise<{ id: number }> {
	const listed = input.attachmentIds ?? [];
	if (!input.text && listed.length === 0) throw new DomainError("emptyMessage");
	const { draftGone, ...note } = await transaction(async (tx) => {
		await loadConversation(tx, input.conversationId, actor);
		const draftGone = await takeDraft(tx, { conversationId: input.conversationId, mode: "note" }, input.revisions ?? [], actor.user.id);
		await requireUnburied(tx, input.clientKey);
		const [added] = await tx
			.insert(notes)
			.values({ conversationId: input.conversationId, userId: actor.user.id, body: input.text, clientKey: input.clientKey })
			.onConflictDoNothing()
			.returning({ id: notes.id });
		if (added) {
			await attachUploads(tx, await loadUploads(tx, { listed, inline: [] }, anyFile, actor), { noteId: added.id });
			await mention(tx, added.id, input.mentions ?? []);
			return { ...added, draftGone };
		}
		const [first] = await tx.select({ id: notes.id }).from(notes).where(eq(notes.clientKey, input.clientKey));
		if (!first) throw new Error("a note neither added nor found");
		return { ...first, draftGone };
	});
	await publish("conversation.changed", { conversationId: input.conversationId });
	if (draftGone) await tellDraft(input.conversationId, actor.user.id, true);
	return note;
}
