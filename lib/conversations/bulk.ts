import "server-only";
import { inArray, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { type Conversation, conversations, type EventType, type Status } from "@/db/schema";
import type { Actor, UserActor } from "@/lib/actor";
import { userChannel } from "@/lib/realtime/events";
import { publish } from "@/lib/realtime/publish";
import { loadConversations } from "./load";
import { recordEvents } from "./record-event";

/** What became of many: those that are not as before, and how many there are no more. The others already were so. */
export type BulkResult = { changed: number[]; missing: number };

/** Flags conversations, or takes their flags away: all or none of those that there are. */
export async function setFlags(ids: number[], flagged: boolean, actor: Actor): Promise<BulkResult> {
	const changes = (conversation: Conversation) => conversation.flagged !== flagged;
	return changeMany(ids, actor, changes, flagged ? "flagged" : "unflagged", (tx, changed) =>
		tx.update(conversations).set({ flagged }).where(inArray(conversations.id, changed)),
	);
}

/** Archives conversations or brings them back: all or none of those that there are. */
export async function setStatuses(ids: number[], status: Status, actor: Actor): Promise<BulkResult> {
	// Who archives what is snoozed does not want it back by itself.
	const changes = (conversation: Conversation) => conversation.status !== status || (status === "archived" && conversation.snoozedUntil !== null);
	return changeMany(ids, actor, changes, status === "archived" ? "archived" : "reopened", (tx, changed) =>
		tx
			.update(conversations)
			.set({ status, ...(status === "archived" && { snoozedUntil: null }) })
			.where(inArray(conversations.id, changed)),
	);
}

type Apply = (tx: Transaction, changed: number[]) => Promise<unknown>;

/** Changes those of `ids` that `changes` says so of, all or none, with the same line in the history of each. */
export async function changeMany(
	ids: number[],
	actor: Actor,
	changes: (c: Conversation) => boolean,
	event: EventType,
	apply: Apply,
	data: Record<string, unknown> = {},
): Promise<BulkResult> {
	const wanted = [...new Set(ids)];
	const result = await transaction(async (tx) => {
		const found = await loadConversations(tx, wanted, actor);
		const changed = found.filter(changes).map(({ id }) => id);
		if (changed.length > 0) await apply(tx, changed);
		await recordEvents(tx, changed, actor, event, data);
		return { changed, missing: wanted.length - found.length };
	});
	if (result.changed.length > 0) await publish("conversations.changed", { conversationIds: result.changed });
	return result;
}

/** Moves the user's cursor in each conversation to the newest message they have seen there (see markRead). */
export async function markManyRead(seen: { conversationId: number; upto: number }[], actor: UserActor): Promise<BulkResult> {
	const { id } = actor.user;
	// Of two words about one conversation the later message counts; one statement may not write a row twice.
	const newest = new Map<number, number>();
	for (const { conversationId, upto } of seen) newest.set(conversationId, Math.max(upto, newest.get(conversationId) ?? 0));
	const written = await db().execute<{ id: string }>(sql`
		INSERT INTO conversation_reads AS r (conversation_id, user_id, read_upto)
		SELECT c.id, u.id, least(seen.upto, c.last_message_id) FROM unnest(${list(newest.keys())}::bigint[], ${list(newest.values())}::bigint[]) seen(id, upto)
			JOIN conversations c ON c.id = seen.id JOIN users u ON u.id = ${id}
			LEFT JOIN conversation_reads mine ON mine.conversation_id = c.id AND mine.user_id = u.id
			WHERE c.last_inbound_id > u.read_all_upto OR mine.marked_unread_at IS NOT NULL
			ORDER BY c.id
		ON CONFLICT (conversation_id, user_id) DO UPDATE SET read_upto = greatest(r.read_upto, excluded.read_upto), marked_unread_at = NULL
			WHERE r.read_upto < excluded.read_upto OR r.marked_unread_at IS NOT NULL
		RETURNING conversation_id AS id`);
	return told(written, newest.keys(), actor);
}

/** Brings conversations back as unread for this user (see markUnread). */
export async function markManyUnread(ids: number[], actor: UserActor): Promise<BulkResult> {
	const wanted = new Set(ids);
	const written = await db().execute<{ id: string }>(sql`
		INSERT INTO conversation_reads AS r (conversation_id, user_id, read_upto, marked_unread_at)
		SELECT c.id, u.id, u.read_all_upto, nextval('timeline_id') FROM conversations c JOIN users u ON u.id = ${actor.user.id}
			WHERE c.id = ANY(${list(wanted)}::bigint[]) ORDER BY c.id
		ON CONFLICT (conversation_id, user_id) DO UPDATE SET marked_unread_at = excluded.marked_unread_at, read_upto = greatest(r.read_upto, excluded.read_upto)
		RETURNING conversation_id AS id`);
	return told(written, wanted, actor);
}

const list = (numbers: Iterable<number>) => `{${[...numbers].join(",")}}`;

/** What one user has read concerns their own windows alone. */
async function told(written: readonly { id: string }[], wanted: Iterable<number>, actor: UserActor): Promise<BulkResult> {
	const changed = written.map(({ id }) => Number(id));
	const asked = [...wanted];
	const [found] = await db().execute<{ count: number }>(sql`SELECT count(*)::int AS count FROM conversations WHERE id = ANY(${list(asked)}::bigint[])`);
	if (changed.length > 0) await publish("conversations.changed", { conversationIds: changed }, { channel: userChannel(actor.user.id) });
	return { changed, missing: asked.length - (found?.count ?? 0) };
}
