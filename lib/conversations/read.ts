import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { userChannel } from "@/lib/realtime/events";
import { publish } from "@/lib/realtime/publish";

/**
 * Moves the user's cursor to message `upto`, the newest one they have seen, and takes back "marked unread". Never backwards. Writes
 * nothing when their watermark already covers it.
 */
export async function markRead(conversationId: number, upto: number, actor: UserActor): Promise<void> {
	const { id } = actor.user;
	const written = await db().execute(sql`
		INSERT INTO conversation_reads AS r (conversation_id, user_id, read_upto)
		SELECT c.id, u.id, least(${upto}::bigint, c.last_message_id) FROM conversations c JOIN users u ON u.id = ${id}
			LEFT JOIN conversation_reads mine ON mine.conversation_id = c.id AND mine.user_id = u.id
			WHERE c.id = ${conversationId} AND (c.last_inbound_id > u.read_all_upto OR mine.marked_unread_at IS NOT NULL)
		ON CONFLICT (conversation_id, user_id) DO UPDATE SET read_upto = greatest(r.read_upto, excluded.read_upto), marked_unread_at = NULL
			WHERE r.read_upto < excluded.read_upto OR r.marked_unread_at IS NOT NULL
		RETURNING 1`);
	if (written.length > 0) await publish("reads.changed", { conversationId }, { channel: userChannel(id) });
}

/** Brings a conversation back as unread for this user, until they open it or mark all as read. */
export async function markUnread(conversationId: number, actor: UserActor): Promise<void> {
	const written = await db().execute(sql`
		INSERT INTO conversation_reads AS r (conversation_id, user_id, read_upto, marked_unread_at)
		SELECT c.id, u.id, u.read_all_upto, nextval('timeline_id') FROM conversations c JOIN users u ON u.id = ${actor.user.id} WHERE c.id = ${conversationId}
		ON CONFLICT (conversation_id, user_id) DO UPDATE SET marked_unread_at = excluded.marked_unread_at, read_upto = greatest(r.read_upto, excluded.read_upto)
		RETURNING 1`);
	if (written.length === 0) throw new DomainError("notFound");
	await publish("reads.changed", { conversationId }, { channel: userChannel(actor.user.id) });
}
