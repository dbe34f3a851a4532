import "server-only";
import { aliasedTable, and, desc, eq, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Channel, conversations, customers, messages, type NotificationKind, notes, notifications, outgoing, users } from "@/db/schema";
import { ownWords } from "@/lib/mail/visible";

export type ListedNotification = {
	id: number;
	kind: NotificationKind;
	/** ISO 8601. */
	at: string;
	read: boolean;
	/** Null where it is about many. */
	conversation: { id: number; subject: string | null; channel: Channel; customer: { id: number; name: string } } | null;
	/** Whom a first message that did not go out is to: it stands in no conversation yet. */
	recipient: string | null;
	/** The message or note to open the conversation at. */
	itemId: number | null;
	actor: { id: number; name: string } | null;
	count: number;
	/** The beginning of what was said. */
	snippet: string | null;
};

const snippetLength = 200;
/** Where the words of an answer begin below what it quotes. */
const readLength = 2_000;
const actors = aliasedTable(users, "actors");
const recipients = aliasedTable(customers, "recipients");
/** The number of what waited, in `outgoing:42:…`. */
const outgoingId = sql`CASE WHEN ${notifications.subject} LIKE 'outgoing:%' THEN split_part(${notifications.subject}, ':', 2)::bigint END`;

/** What a user was told, the newest first, as it stands now. */
export function listNotifications(userId: number, before = Number.MAX_SAFE_INTEGER, limit = 30): Promise<ListedNotification[]> {
	return found(and(eq(notifications.userId, userId), lt(notifications.id, before)), limit);
}

/** Those of these ids that there are, the oldest first. */
export async function notificationsById(ids: number[]): Promise<ListedNotification[]> {
	return ids.length === 0 ? [] : (await found(inArray(notifications.id, ids), ids.length)).reverse();
}

async function found(condition: SQL | undefined, limit: number): Promise<ListedNotification[]> {
	const rows = await db()
		.select({
			notification: notifications,
			subject: conversations.subject,
			channel: conversations.channel,
			customerId: customers.id,
			customer: customers.name,
			actor: actors.name,
			recipient: recipients.name,
			said: sql<string | null>`left(${messages.body}, least(coalesce(${messages.visibleLength}, ${readLength}), ${readLength}))`,
			note: sql<string | null>`left(${notes.body}, ${snippetLength})`,
		})
		.from(notifications)
		.leftJoin(conversations, eq(conversations.id, notifications.conversationId))
		.leftJoin(customers, eq(customers.id, conversations.customerId))
		.leftJoin(actors, eq(actors.id, notifications.actorId))
		.leftJoin(outgoing, eq(outgoing.id, outgoingId))
		.leftJoin(recipients, eq(recipients.id, outgoing.customerId))
		.leftJoin(messages, eq(messages.id, notifications.messageId))
		.leftJoin(notes, eq(notes.id, notifications.noteId))
		.where(condition)
		.orderBy(desc(notifications.id))
		.limit(limit);
	return rows.map(({ notification: n, subject, channel, customerId, customer, actor, recipient, said, note }) => ({
		id: n.id,
		kind: n.kind,
		at: n.createdAt.toISOString(),
		read: n.readAt !== null,
		conversation:
			n.conversationId === null || channel === null
				? null
				: { id: n.conversationId, subject, channel, customer: { id: customerId ?? 0, name: customer ?? "" } },
		recipient: n.kind === "failed" && n.conversationId === null ? (recipient ?? "…") : null,
		itemId: n.messageId ?? n.noteId,
		actor: n.actorId === null ? null : { id: n.actorId, name: actor ?? "" },
		count: n.count,
		snippet: shortened(said === null ? note : ownWords({ body: said, visibleLength: null })),
	}));
}

function shortened(text: string | null): string | null {
	return text?.replace(/\s+/g, " ").trim().slice(0, snippetLength).toWellFormed() || null;
}

/** `count`: at most 100. `conversationIds`: where they happened, so that opening one is known to be reading them. */
export type Unread = { count: number; conversationIds: number[] };

export async function unreadNotifications(userId: number): Promise<Unread> {
	const rows = await db()
		.select({ conversationId: notifications.conversationId })
		.from(notifications)
		.where(and(eq(notifications.userId, userId), isNull(notifications.readAt)))
		.limit(100);
	return { count: rows.length, conversationIds: [...new Set(rows.flatMap(({ conversationId }) => conversationId ?? []))] };
}
