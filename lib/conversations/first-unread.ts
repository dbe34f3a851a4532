import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";
import { isUnread, readUpto, unreadCap } from "./queries";

/** The first message of the customer's that a user has not read. `count`: of all of them, up to 100. */
export type FirstUnread = { id: number; count: number };

/** Null when all is read; also where it was marked unread by hand, which no message began. */
export async function firstUnread(userId: number, conversationId: number): Promise<FirstUnread | null> {
	const [found] = await db().execute<{ id: string | null; count: number }>(sql`
		SELECT min(unread.id) AS id, count(*)::int AS count FROM conversations c JOIN users u ON u.id = ${userId}
			LEFT JOIN conversation_reads r ON r.conversation_id = c.id AND r.user_id = u.id
			CROSS JOIN LATERAL (SELECT m.id FROM messages m WHERE m.conversation_id = c.id AND m.direction = 'in' AND m.id > ${readUpto}
				ORDER BY m.id LIMIT ${unreadCap}) unread
		WHERE c.id = ${conversationId} AND ${isUnread}`);
	return found?.id ? { id: Number(found.id), count: found.count } : null;
}
