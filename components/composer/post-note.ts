import { note } from "@/lib/notes/actions";
import type { Letter, Outcome } from "./outbox";

/** Hands a note to the server. Throws when nobody answers. */
export async function postNote(conversationId: number, { clientKey, draft: { text, attachmentIds }, how, revisions }: Letter): Promise<Outcome> {
	const result = await note({ conversationId, clientKey, text, attachmentIds, mentions: how.mentions ?? [], revisions });
	return result.ok ? { sent: true } : { refused: result.error };
}
