import "server-only";
import { and, eq, gt, inArray, isNull, ne, or } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { conversations, messages, outgoing, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { takeDraft, tellDraft } from "@/lib/drafts/save";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { enqueueDispatch } from "./enqueue-sending";
import { findSent, prepareReply, queueReply, type Reply, sendableFiles } from "./send";
import { sendTime } from "./send-time";

export type Submission = Reply & { sendAt: string | null; seen: number | null; revisions: string[] };
/** `answered`: somebody of ours answered since, and nothing was sent. */
export type Submitted =
	| { state: "sent"; messageId: number }
	| { state: "waiting" | "cancelled"; id: number; sendAt: string; scheduled: boolean }
	| { state: "answered"; by: string[] };

/**
 * Takes what an operator presses Send on. It goes out when the time to undo it is over, or at the hour that was chosen; the same
 * `clientKey` again finds what the first press became. What would keep it from being sent is thrown now: see sendReply, and timeNotAhead.
 */
export async function submitReply(input: Submission, actor: UserActor): Promise<Submitted> {
	const done = await transaction(async (tx): Promise<Submitted & { draftGone?: boolean }> => {
		const conversation = await loadConversation(tx, input.conversationId, actor);
		const takeIt = () => takeDraft(tx, { conversationId: input.conversationId, mode: "reply" }, input.revisions, actor.user.id);
		const repeated = await findRepeated(tx, input);
		// A save of it may have come after the first press.
		if (repeated) return { ...repeated, draftGone: await takeIt() };
		const by = input.seen === null ? [] : await answeredSince(tx, input.conversationId, input.seen, actor);
		if (by.length > 0) return { state: "answered", by };
		const draftGone = await takeIt();
		const sendAt = await sendTime(tx, input.sendAt, actor);
		if (!sendAt) return { state: "sent", messageId: await queueReply(tx, input, conversation, actor), draftGone };
		await prepareReply(tx, input, conversation);
		await sendableFiles(tx, input, conversation, actor);
		const archived = input.archive && conversation.status === "active";
		if (archived) await tx.update(conversations).set({ status: "archived" }).where(eq(conversations.id, conversation.id));
		const { seen: _, revisions: __, sendAt: ___, ...reply } = input;
		const scheduled = input.sendAt !== null;
		const [row] = await tx
			.insert(outgoing)
			.values({ conversationId: conversation.id, userId: actor.user.id, clientKey: input.clientKey, reply, sendAt, scheduled, archived })
			.returning({ id: outgoing.id });
		if (!row) throw new Error("an insert answers its row");
		await enqueueDispatch(tx, row.id, sendAt);
		return { state: "waiting", id: row.id, sendAt: sendAt.toISOString(), scheduled, draftGone };
	});
	const { draftGone, ...submitted } = done;
	await publish("conversation.changed", { conversationId: input.conversationId, ...(submitted.state === "sent" && { messageId: submitted.messageId }) });
	if (draftGone) await tellDraft(input.conversationId, actor.user.id, true);
	return submitted;
}

async function findRepeated(tx: Transaction, input: Submission): Promise<Submitted | null> {
	const messageId = await findSent(tx, input);
	if (messageId !== undefined) return { state: "sent", messageId };
	const [row] = await tx.select().from(outgoing).where(eq(outgoing.clientKey, input.clientKey));
	if (!row) return null;
	if (row.reply.text !== input.text || row.conversationId !== input.conversationId) throw new DomainError("alreadySent");
	return { state: row.state === "cancelled" ? "cancelled" : "waiting", id: row.id, sendAt: row.sendAt.toISOString(), scheduled: row.scheduled };
}

/** Who of ours has answered, or is about to, after what the writer has seen. */
async function answeredSince(tx: Transaction, conversationId: number, seen: number, actor: UserActor): Promise<string[]> {
	const me = actor.user.id;
	const [said, waiting] = await Promise.all([
		tx
			.select({ name: messages.senderName, author: messages.author })
			.from(messages)
			.where(
				and(
					eq(messages.conversationId, conversationId),
					gt(messages.id, seen),
					eq(messages.direction, "out"),
					or(isNull(messages.userId), ne(messages.userId, me)),
				),
			)
			.limit(20),
		tx
			.select({ name: users.name })
			.from(outgoing)
			.innerJoin(users, eq(users.id, outgoing.userId))
			.where(
				and(
					eq(outgoing.conversationId, conversationId),
					gt(outgoing.id, seen),
					ne(outgoing.userId, me),
					eq(outgoing.scheduled, false),
					inArray(outgoing.state, ["waiting"]),
				),
			)
			.limit(20),
	]);
	return [...new Set([...said.map(({ name, author }) => name || author), ...waiting.map(({ name }) => name)])];
}
