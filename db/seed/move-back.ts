import { sql } from "drizzle-orm";
import { transaction } from "@/db";
import type { Mark } from "./play";

/**
 * The verbs write the clock; this gives everything the time at which it happened in its story. Messages, notes and events first, by their
 * ids; then what is a copy of their times.
 */
export async function moveBack(marks: Mark[]): Promise<void> {
	const steps = sql`(SELECT lag(upto, 1, 0) OVER (ORDER BY upto) AS after, upto, at FROM (
		SELECT upto, min(at) AS at FROM unnest(${`{${marks.map(({ upto }) => upto)}}`}::bigint[], ${`{${marks.map(({ at }) => at.toISOString())}}`}::timestamptz[]) given(upto, at) GROUP BY upto
	) marks) step`;
	const statements = [
		...["messages", "notes", "events"].map(
			(table) => sql`UPDATE ${sql.identifier(table)} t SET created_at = step.at FROM ${steps} WHERE t.id > step.after AND t.id <= step.upto`,
		),
		sql`UPDATE users u SET read_all_at = step.at FROM ${steps} WHERE u.read_all_upto > step.after AND u.read_all_upto <= step.upto`,
		sql`UPDATE conversations c SET last_message_at = m.created_at, sort_at = m.created_at,
			created_at = (SELECT min(first.created_at) FROM messages first WHERE first.conversation_id = c.id) FROM messages m WHERE m.id = c.last_message_id`,
		sql`UPDATE conversation_assignees a SET created_at = e.created_at FROM events e
			WHERE e.conversation_id = a.conversation_id AND e.type = 'assigned' AND e.data->'userIds' @> to_jsonb(a.user_id)`,
		sql`UPDATE attachments a SET created_at = m.created_at FROM messages m WHERE m.id = a.message_id`,
		sql`UPDATE deliveries d SET created_at = m.created_at, send_after = m.created_at, accepted_at = m.created_at + interval '2 seconds' FROM messages m
			WHERE m.id = d.message_id AND d.state = 'accepted'`,
		sql`UPDATE customers cu SET created_at = c.at FROM (SELECT customer_id, min(created_at) AS at FROM conversations GROUP BY customer_id) c
			WHERE c.customer_id = cu.id AND c.at < cu.created_at`,
		sql`UPDATE form_submissions s SET created_at = c.created_at, processed_at = c.created_at + interval '1 second' FROM conversations c WHERE c.id = s.conversation_id`,
		sql`UPDATE customers SET updated_at = created_at`,
		sql`UPDATE customer_identities i SET created_at = cu.created_at FROM customers cu WHERE cu.id = i.customer_id`,
	];
	await transaction(async (tx) => {
		for (const statement of statements) await tx.execute(statement);
	});
}
