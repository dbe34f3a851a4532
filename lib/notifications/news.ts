import "server-only";
import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { db } from "@/db";
import { conversations, customers, events, messages, notes, outgoing } from "@/db/schema";
import { notify } from "./notify";

/** More assignments in one go than this are told in one sentence. */
const oneByOne = 3;

/** Tells each new assignee, but not who did it. */
export async function notifyAssigned(eventIds: number[]): Promise<void> {
	const found = await db()
		.select({ event: events, assigneeIds: conversations.assigneeIds })
		.from(events)
		.innerJoin(conversations, eq(conversations.id, events.conversationId))
		.where(and(inArray(events.id, eventIds), eq(events.type, "assigned")))
		.orderBy(events.id);
	const byUser = new Map<number, typeof found>();
	for (const row of found) for (const userId of toldBy(row)) byUser.set(userId, [...(byUser.get(userId) ?? []), row]);
	for (const [userId, rows] of byUser) {
		const told = (row: (typeof found)[number], conversationId: number | null, count: number) =>
			notify({ kind: "assigned", subject: `event:${row.event.id}`, userIds: [userId], conversationId, actorId: personOf(row.event), count });
		const [first] = rows;
		if (first && rows.length > oneByOne) await told(first, null, rows.length);
		else for (const row of rows) await told(row, row.event.conversationId, 1);
	}
}

type Line = typeof events.$inferSelect;

/** Who was assigned by somebody else, and still is. */
function toldBy({ event, assigneeIds }: { event: Line; assigneeIds: number[] }): number[] {
	const added = Array.isArray(event.data.userIds) ? event.data.userIds : [];
	return assigneeIds.filter((id) => added.includes(id) && id !== personOf(event));
}

const personOf = ({ actorType, actorId }: Line) => (actorType === "user" ? actorId : null);

/**
 * Tells those who take care of a conversation that its customer wrote; where nobody is assigned, whoever of us wrote in it last. What writes by
 * itself, and who is blocked, tells nobody anything.
 */
export async function notifyAnswered(messageId: number): Promise<void> {
	const [found] = await db()
		.select({ message: messages, assigneeIds: conversations.assigneeIds, spam: conversations.spam, blockedAt: customers.blockedAt })
		.from(messages)
		.innerJoin(conversations, eq(conversations.id, messages.conversationId))
		.innerJoin(customers, eq(customers.id, conversations.customerId))
		.where(and(eq(messages.id, messageId), eq(messages.author, "customer"), eq(messages.automatic, false)));
	if (!found || found.spam || found.blockedAt) return;
	const { conversationId } = found.message;
	const userIds = found.assigneeIds.length > 0 ? found.assigneeIds : await lastWriter(conversationId);
	await notify({ kind: "answered", subject: `message:${messageId}`, userIds, conversationId, messageId });
}

/** None where only chatbots and automations wrote of late. */
async function lastWriter(conversationId: number): Promise<number[]> {
	const newest = db()
		.select({ id: messages.id, userId: messages.userId, author: messages.author })
		.from(messages)
		.where(and(eq(messages.conversationId, conversationId), eq(messages.direction, "out")))
		.orderBy(desc(messages.id))
		.limit(100)
		.as("newest");
	const [last] = await db()
		.select({ userId: newest.userId })
		.from(newest)
		.where(and(eq(newest.author, "operator"), isNotNull(newest.userId)))
		.orderBy(desc(newest.id))
		.limit(1);
	return last?.userId ? [last.userId] : [];
}

/** Tells who is named in a note, but not who wrote it. Named again in the same note, they are not told again. */
export async function notifyMentioned(noteId: number): Promise<void> {
	const [note] = await db().select().from(notes).where(eq(notes.id, noteId));
	if (!note) return;
	const userIds = note.mentions.filter((id) => id !== note.userId);
	await notify({ kind: "mentioned", subject: `note:${noteId}`, userIds, conversationId: note.conversationId, noteId, actorId: note.userId });
}

/** Tells the author of a message that it was not delivered; once more when a retry failed too. */
export async function notifyFailed(messageId: number, attempt: string): Promise<void> {
	const [message] = await db()
		.select({ userId: messages.userId, conversationId: messages.conversationId })
		.from(messages)
		.where(and(eq(messages.id, messageId), eq(messages.status, "failed")));
	if (!message?.userId) return;
	await notify({ kind: "failed", subject: `sending:${attempt}`, userIds: [message.userId], conversationId: message.conversationId, messageId });
}

/** Tells whoever wrote it that it did not go out when its time had come. A first message has no conversation yet. */
export async function notifyNotSent(outgoingId: number): Promise<void> {
	const [failed] = await db()
		.select({ userId: outgoing.userId, conversationId: outgoing.conversationId, sendAt: outgoing.sendAt })
		.from(outgoing)
		.where(and(eq(outgoing.id, outgoingId), eq(outgoing.state, "failed")));
	if (!failed) return;
	const { userId, conversationId, sendAt } = failed;
	await notify({ kind: "failed", subject: `outgoing:${outgoingId}:${sendAt.getTime()}`, userIds: [userId], conversationId });
}

/** Tells those who take care of a conversation, and who put it off, that it is back. */
export async function notifyUnsnoozed(eventId: number): Promise<void> {
	const [found] = await db()
		.select({ event: events, assigneeIds: conversations.assigneeIds })
		.from(events)
		.innerJoin(conversations, eq(conversations.id, events.conversationId))
		.where(eq(events.id, eventId));
	if (!found) return;
	const { event, assigneeIds } = found;
	const [snoozed] = await db()
		.select()
		.from(events)
		.where(and(eq(events.conversationId, event.conversationId), eq(events.type, "snoozed")))
		.orderBy(desc(events.id))
		.limit(1);
	const concerned = [...assigneeIds, ...(snoozed ? [personOf(snoozed)] : [])].filter((id) => id !== null && id !== personOf(event));
	const userIds = [...new Set(concerned)] as number[];
	await notify({ kind: "unsnoozed", subject: `event:${eventId}`, userIds, conversationId: event.conversationId });
}
