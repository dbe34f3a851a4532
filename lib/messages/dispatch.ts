import "server-only";
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { outgoing, users, type WaitingReply } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { DomainError } from "@/lib/errors";
import { noJobLeft } from "@/lib/jobs/lost";
import { publish } from "@/lib/realtime/publish";
import { enqueueDispatch } from "./enqueue-sending";
import { findSent, queueReply } from "./send";

/**
 * Makes a message of an answer whose time has come, and queues its sending; the job behind every answer that waits. Taking the row and
 * writing the message are one transaction, and undoing takes the same row: one of them has it. May run twice, or die anywhere.
 */
export async function dispatchReply(id: number): Promise<void> {
	const [waiting] = await db().select().from(outgoing).where(eq(outgoing.id, id));
	if (waiting?.state !== "waiting") return;
	try {
		const messageId = await transaction((tx) => become(tx, waiting));
		if (messageId !== null) await publish("conversation.changed", { conversationId: waiting.conversationId, messageId });
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		await db()
			.update(outgoing)
			.set({ state: "failed", errorCode: error.code })
			.where(and(eq(outgoing.id, id), eq(outgoing.state, "waiting")));
		await publish("conversation.changed", { conversationId: waiting.conversationId });
	}
}

async function become(tx: Transaction, { id, conversationId, userId }: WaitingReply): Promise<number | null> {
	const actor = await actorOf(tx, userId);
	const conversation = await loadConversation(tx, conversationId, actor);
	const [taken] = await tx
		.update(outgoing)
		.set({ state: "sent" })
		.where(and(eq(outgoing.id, id), eq(outgoing.state, "waiting"), lt(outgoing.sendAt, sql`clock_timestamp() + interval '1 second'`)))
		.returning();
	if (!taken) return null;
	const known = await findSent(tx, taken.reply);
	if (known !== undefined) return known;
	const messageId = await queueReply(tx, { ...taken.reply, archive: taken.reply.archive && !taken.archived }, conversation, actor);
	if (taken.archived && conversation.status === "archived") await recordEvent(tx, conversationId, actor, "archived");
	return messageId;
}

/** Whoever pressed Send, even if they have left since. */
async function actorOf(tx: Transaction, userId: number): Promise<UserActor> {
	const [user] = await tx.select({ id: users.id, name: users.name, role: users.role }).from(users).where(eq(users.id, userId));
	if (!user) throw new DomainError("notFound");
	return { type: "user", user };
}

/** Queues again what is due and has no job left, and forgets what was sent or cancelled long ago. */
export async function sweepOutgoing(): Promise<void> {
	await transaction(async (tx) => {
		const lost = await tx
			.select({ id: outgoing.id })
			.from(outgoing)
			.where(and(eq(outgoing.state, "waiting"), lt(outgoing.sendAt, sql`now() - interval '1 minute'`), noJobLeft(sql`'outgoing:' || ${outgoing.id}`)))
			.limit(100);
		for (const { id } of lost) await enqueueDispatch(tx, id, new Date());
		await tx.delete(outgoing).where(and(inArray(outgoing.state, ["sent", "cancelled"]), lt(outgoing.sendAt, sql`now() - interval '1 day'`)));
	});
}
