import "server-only";
import { and, asc, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db";
import { type Channel, conversations, customers, outgoing, type WaitingReply } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { avatarAddress } from "@/lib/customers/avatar-address";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { userChannel } from "@/lib/realtime/events";
import { publish } from "@/lib/realtime/publish";

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
	/** Null: of a first message, whose conversation has not begun. */
	conversationId: number | null;
	channel: Channel;
	customerId: number;
	customerName: string;
	customerAvatar: string | null;
	subject: string | null;
};

/** What a user has put off to a later time, and first messages, which stand in no conversation yet; the next first. */
export async function scheduledBy(userId: number): Promise<ScheduledItem[]> {
	const found = await db()
		.select({
			row: outgoing,
			channel: sql<Channel>`coalesce(${conversations.channel}::text, ${outgoing.reply} ->> 'channel')`,
			subject: sql<string | null>`coalesce(${conversations.subject}, ${outgoing.reply} #>> '{written,subject}', nullif(${outgoing.reply} ->> 'subject', ''))`,
			customerId: customers.id,
			customerName: customers.name,
			avatarKey: customers.avatarKey,
		})
		.from(outgoing)
		.leftJoin(conversations, eq(conversations.id, outgoing.conversationId))
		.innerJoin(customers, eq(customers.id, sql`coalesce(${conversations.customerId}, ${outgoing.customerId})`))
		.where(and(eq(outgoing.userId, userId), or(eq(outgoing.scheduled, true), isNotNull(outgoing.customerId)), open))
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

/** What waits, locked until the transaction ends, and its conversation with it. Only its writer's, or an admin's, to change. Throws notFound, notAllowed. */
export async function loadWaiting(tx: Transaction, id: number, actor: UserActor): Promise<WaitingReply> {
	const [place] = await tx.select({ conversationId: outgoing.conversationId }).from(outgoing).where(eq(outgoing.id, id));
	if (!place) throw new DomainError("notFound");
	if (place.conversationId !== null) await loadConversation(tx, place.conversationId, actor);
	const [row] = await tx.select().from(outgoing).where(eq(outgoing.id, id)).for("update");
	if (!row) throw new DomainError("notFound");
	if (row.userId !== actor.user.id && actor.user.role !== "admin") throw new DomainError("notAllowed");
	return row;
}

/** After the commit: whoever looks at it asks again. */
export async function tellWaiting({ id, conversationId, customerId, userId }: WaitingReply): Promise<void> {
	if (conversationId !== null) await publish("conversation.changed", { conversationId });
	if (customerId !== null) await publish("outgoing.changed", { outgoingId: id }, { channel: userChannel(userId) });
}

export type Waited = { state: WaitingReply["state"]; conversationId: number | null; errorCode: ErrorCode | null };

/** What has become of something that waited; null when it is not one's own, or was forgotten since. */
export async function waitedFor(id: number, userId: number): Promise<Waited | null> {
	const [row] = await db()
		.select({ state: outgoing.state, conversationId: outgoing.conversationId, errorCode: outgoing.errorCode })
		.from(outgoing)
		.where(and(eq(outgoing.id, id), eq(outgoing.userId, userId)));
	return row ? { ...row, errorCode: row.errorCode as ErrorCode | null } : null;
}
