import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { conversations, type DraftContent, type OutgoingReply, type OutgoingStart, outgoing } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import type { Draft } from "@/lib/drafts/queries";
import { lockDraft, type Place, putDraft, tellDraft } from "@/lib/drafts/save";
import { DomainError } from "@/lib/errors";
import { loadWaiting, tellWaiting } from "./waiting";

/** What was taken back, and where it is a draft again. */
export type Restored = { draft: Draft; place: Place };

/**
 * Keeps what waits from being sent: undoes a sending, or drops a scheduled one. With `restore` it is a draft again, above what has been
 * written since; answers that draft. Throws alreadySent when the worker has been faster, notFound, notAllowed.
 */
export async function cancelReply(id: number, restore: boolean, actor: UserActor): Promise<Restored | null> {
	const { row, restored } = await transaction(async (tx) => {
		const row = await loadWaiting(tx, id, actor);
		const [taken] = await tx
			.update(outgoing)
			.set({ state: "cancelled" })
			.where(and(eq(outgoing.id, id), inArray(outgoing.state, ["waiting", "failed"])))
			.returning({ id: outgoing.id });
		if (!taken) throw new DomainError("alreadySent");
		if (row.archived && row.conversationId !== null)
			await tx
				.update(conversations)
				.set({ status: "active" })
				.where(and(eq(conversations.id, row.conversationId), eq(conversations.status, "archived")));
		return { row, restored: restore ? await asDraft(tx, row.reply, actor) : null };
	});
	await tellWaiting(row);
	if (restored) await tellDraft(restored.place.conversationId, actor.user.id, true);
	return restored;
}

async function asDraft(tx: Transaction, reply: OutgoingReply | OutgoingStart, actor: UserActor): Promise<Restored> {
	const place = "conversationId" in reply ? { conversationId: reply.conversationId, mode: "reply" as const } : await placeOf(tx, reply, actor);
	const current = await lockDraft(tx, place, actor.user.id);
	const draft = { mode: place.mode, revision: randomUUID(), content: above(contentOf(reply), current?.content ?? null) };
	await putDraft(tx, place, actor.user.id, draft);
	return { draft, place };
}

/** Where new conversations are written; where another one is written meanwhile, the customer's own place: two recipients are never mixed. */
async function placeOf(tx: Transaction, { customerId }: OutgoingStart, actor: UserActor): Promise<Place & { mode: "new" }> {
	const place = { conversationId: null, mode: "new" as const };
	const other = await lockDraft(tx, place, actor.user.id);
	return other ? { ...place, customerId } : place;
}

/** As its writer wrote it, whatever language it was to go out in; under a new key, since the old one was taken back. */
function contentOf(reply: OutgoingReply | OutgoingStart): DraftContent {
	const { written, cc, bcc = [], replyTo, attachmentIds = [], ...sent } = reply;
	const { text, html } = written ?? sent;
	const base = { text, html, cc, bcc, replyTo, attachmentIds, kind: "reply" as const, messageId: null, to: [] };
	if ("customerId" in reply)
		return { ...base, customerId: reply.customerId, channel: reply.channel, subject: written?.subject ?? reply.subject, clientKey: randomUUID() };
	const { kind = "reply", messageId = null, to = [] } = reply;
	return { ...base, kind, messageId, to, customerId: null, channel: null, subject: "", clientKey: null };
}

function above(first: DraftContent, second: DraftContent | null): DraftContent {
	if (!second?.text.trim()) return first;
	const html = first.html === null ? null : first.html + (second.html ?? "");
	return { ...first, text: `${first.text}\n${second.text}`, html, attachmentIds: [...new Set([...first.attachmentIds, ...second.attachmentIds])] };
}
