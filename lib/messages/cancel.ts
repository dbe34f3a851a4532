import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { conversations, type DraftContent, type OutgoingReply, outgoing } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import type { Draft } from "@/lib/drafts/queries";
import { lockDraft, putDraft, tellDraft } from "@/lib/drafts/save";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { loadWaiting } from "./waiting";

/**
 * Keeps a waiting answer from being sent: undoes a sending, or drops a scheduled one. With `restore` it is a draft again, above what has
 * been written since; answers that draft. Throws alreadySent when the worker has been faster, notFound, notAllowed.
 */
export async function cancelReply(id: number, restore: boolean, actor: UserActor): Promise<Draft | null> {
	const { conversationId, draft } = await transaction(async (tx) => {
		const row = await loadWaiting(tx, id, actor);
		const [taken] = await tx
			.update(outgoing)
			.set({ state: "cancelled" })
			.where(and(eq(outgoing.id, id), inArray(outgoing.state, ["waiting", "failed"])))
			.returning({ id: outgoing.id });
		if (!taken) throw new DomainError("alreadySent");
		if (row.archived)
			await tx
				.update(conversations)
				.set({ status: "active" })
				.where(and(eq(conversations.id, row.conversationId), eq(conversations.status, "archived")));
		return { conversationId: row.conversationId, draft: restore ? await restored(tx, row.reply, actor) : null };
	});
	await publish("conversation.changed", { conversationId });
	if (draft) await tellDraft(conversationId, actor.user.id, true);
	return draft;
}

async function restored(tx: Transaction, reply: OutgoingReply, actor: UserActor): Promise<Draft> {
	const place = { conversationId: reply.conversationId, mode: "reply" as const };
	const current = await lockDraft(tx, place, actor.user.id);
	const draft = { mode: place.mode, revision: randomUUID(), content: above(asContent(reply), current?.content ?? null) };
	await putDraft(tx, place, actor.user.id, draft);
	return draft;
}

/** As its writer wrote it, whatever language it was to go out in. */
function asContent({ written, kind = "reply", messageId = null, to = [], cc, bcc = [], replyTo, attachmentIds = [], ...sent }: OutgoingReply): DraftContent {
	const { text, html } = written ?? sent;
	return { text, html, kind, messageId, to, cc, bcc, replyTo, attachmentIds, customerId: null, inboxId: null, subject: "" };
}

function above(first: DraftContent, second: DraftContent | null): DraftContent {
	if (!second?.text.trim()) return first;
	const html = first.html === null ? null : first.html + (second.html ?? "");
	return { ...first, text: `${first.text}\n${second.text}`, html, attachmentIds: [...new Set([...first.attachmentIds, ...second.attachmentIds])] };
}
