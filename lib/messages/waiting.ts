import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { db, type Transaction } from "@/db";
import { type Channel, conversations, customers, outgoing, type WaitingReply } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { avatarAddress } from "@/lib/customers/avatar-address";
import { DomainError, type ErrorCode } from "@/lib/errors";

/** An answer that waits to be sent, as the browser sees it. */
export type WaitingItem = {
	id: number;
	clientKey: string;
	userId: number;
	/** ISO 8601: when Send was pressed, and when it goes. */
	at: string;
	sendAt: string;
	text: string;
	scheduled: boolean;
	/** Why it could not be sent when its time had come. */
	errorCode: ErrorCode | null;
};

const open = inArray(outgoing.state, ["waiting", "failed"]);

/** What waits in a conversation, in the order in which Send was pressed. */
export async function waitingIn(conversationId: number): Promise<WaitingItem[]> {
	const found = await db()
		.select()
		.from(outgoing)
		.where(and(eq(outgoing.conversationId, conversationId), open))
		.orderBy(asc(outgoing.id))
		.limit(100);
	return found.map(asItem);
}

export type ScheduledItem = WaitingItem & {
	conversationId: number;
	channel: Channel;
	customerId: number;
	customerName: string;
	customerAvatar: string | null;
	subject: string | null;
};

/** What a user has put off to a later time, the next first. */
export async function scheduledBy(userId: number): Promise<ScheduledItem[]> {
	const found = await db()
		.select({
			row: outgoing,
			channel: conversations.channel,
			subject: conversations.subject,
			customerId: customers.id,
			customerName: customers.name,
			avatarKey: customers.avatarKey,
		})
		.from(outgoing)
		.innerJoin(conversations, eq(conversations.id, outgoing.conversationId))
		.innerJoin(customers, eq(customers.id, conversations.customerId))
		.where(and(eq(outgoing.userId, userId), eq(outgoing.scheduled, true), open))
		.orderBy(asc(outgoing.sendAt), asc(outgoing.id))
		.limit(200);
	return found.map(({ row, avatarKey, ...rest }) => ({
		...asItem(row),
		...rest,
		customerAvatar: avatarAddress(rest.customerId, avatarKey),
		conversationId: row.conversationId,
	}));
}

function asItem({ id, clientKey, userId, createdAt, sendAt, reply, scheduled, errorCode }: WaitingReply): WaitingItem {
	const [at, due] = [createdAt.toISOString(), sendAt.toISOString()];
	return { id, clientKey, userId, at, sendAt: due, text: reply.text.trim(), scheduled, errorCode: errorCode as ErrorCode | null };
}

/** An answer that waits, its conversation locked until the transaction ends. Only its writer's, or an admin's, to change. Throws notFound, notAllowed. */
export async function loadWaiting(tx: Transaction, id: number, actor: UserActor): Promise<WaitingReply> {
	const [place] = await tx.select({ conversationId: outgoing.conversationId }).from(outgoing).where(eq(outgoing.id, id));
	if (!place) throw new DomainError("notFound");
	await loadConversation(tx, place.conversationId, actor);
	const [row] = await tx.select().from(outgoing).where(eq(outgoing.id, id)).for("update");
	if (!row) throw new DomainError("notFound");
	if (row.userId !== actor.user.id && actor.user.role !== "admin") throw new DomainError("notAllowed");
	return row;
}
