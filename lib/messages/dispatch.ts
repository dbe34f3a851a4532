import "server-only";
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { type OutgoingReply, type OutgoingStart, outgoing, users, type WaitingReply } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { DomainError } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { noJobLeft } from "@/lib/jobs/lost";
import { publish } from "@/lib/realtime/publish";
import { enqueueDispatch } from "./enqueue-sending";
import { findSent, queueReply } from "./send";
import { findStarted, startConversation } from "./start";
import { tellWaiting } from "./waiting";

/**
 * Makes a message of what was written once its time has come, and queues its sending; the job behind all that waits. Taking the row and
 * writing the message are one transaction, and undoing takes the same row: one of them has it. May run twice, or die anywhere.
 */
export async function dispatchReply(id: number): Promise<void> {
	const [waiting] = await db().select().from(outgoing).where(eq(outgoing.id, id));
	if (waiting?.state !== "waiting") return;
	try {
		const sent = await transaction((tx) => become(tx, waiting));
		if (sent) await publish("conversation.changed", { conversationId: sent.conversationId, messageId: sent.messageId });
		if (sent?.begunWith) await publish("customer.changed", { customerId: sent.begunWith });
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		await transaction((tx) => fail(tx, id, error));
	}
	await tellWaiting(waiting);
}

/** Its writer took it for sent, and is told wherever they are by now. */
async function fail(tx: Transaction, id: number, { code }: DomainError): Promise<void> {
	const [failed] = await tx
		.update(outgoing)
		.set({ state: "failed", errorCode: code })
		.where(and(eq(outgoing.id, id), eq(outgoing.state, "waiting")))
		.returning({ id: outgoing.id });
	if (failed) await enqueue(tx, "notify.notSent", { outgoingId: id });
}

/** `begunWith`: the customer whose conversation began with it. */
type Sent = { conversationId: number; messageId: number; begunWith?: number };

async function become(tx: Transaction, { id, userId, reply }: WaitingReply): Promise<Sent | null> {
	const actor = await actorOf(tx, userId);
	return "conversationId" in reply ? answer(tx, id, reply, actor) : start(tx, id, reply, actor);
}

async function answer(tx: Transaction, id: number, reply: OutgoingReply, actor: UserActor): Promise<Sent | null> {
	const { conversationId } = reply;
	const conversation = await loadConversation(tx, conversationId, actor);
	const taken = await take(tx, id);
	if (!taken) return null;
	const known = await findSent(tx, reply);
	if (known !== undefined) return { conversationId, messageId: known };
	const messageId = await queueReply(tx, { ...reply, archive: reply.archive && !taken.archived }, conversation, actor);
	if (taken.archived && conversation.status === "archived") await recordEvent(tx, conversationId, actor, "archived");
	return { conversationId, messageId };
}

async function start(tx: Transaction, id: number, input: OutgoingStart, actor: UserActor): Promise<Sent | null> {
	if (!(await take(tx, id))) return null;
	const { conversationId, messageId, continued } = (await findStarted(tx, input, actor)) ?? (await startConversation(tx, input, actor));
	await tx.update(outgoing).set({ conversationId }).where(eq(outgoing.id, id));
	return { conversationId, messageId, ...(!continued && { begunWith: input.customerId }) };
}

/** Whoever takes it out of `waiting` has it: until the transaction ends, undoing waits. */
async function take(tx: Transaction, id: number): Promise<WaitingReply | undefined> {
	const [taken] = await tx
		.update(outgoing)
		.set({ state: "sent" })
		.where(and(eq(outgoing.id, id), eq(outgoing.state, "waiting"), lt(outgoing.sendAt, sql`clock_timestamp() + interval '1 second'`)))
		.returning();
	return taken;
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
