import type postgres from "postgres";
import { copyInto } from "./copy";
import type { Vocabulary } from "./vocabulary";

/** What triggers and jobs would have made of it, made at once. */
export async function derive(sql: postgres.Sql, vocabulary: Vocabulary, newestId: number): Promise<void> {
	await sql`INSERT INTO conversation_assignees (conversation_id, user_id, lead, facet, sort_at, inbox_id, source, created_at)
		SELECT c.id, a.user_id, a.place = 1, c.facet, c.sort_at, c.inbox_id, c.source, c.created_at + a.place * interval '1 second' FROM conversations c, unnest(c.assignee_ids) WITH ORDINALITY a(user_id, place)`;
	await sql`INSERT INTO conversation_counts SELECT 0, facet, count(*) FROM conversations GROUP BY facet`;
	await sql`INSERT INTO conversation_counts SELECT user_id, facet, count(*) FROM conversation_assignees GROUP BY user_id, facet`;
	await sql`INSERT INTO customers_by_facet (facet, customer_id, created_at, folded)
		SELECT DISTINCT facet, c.id, c.created_at, c.folded FROM customers c, unnest(customer_facets(c.tags, c.language, c.source)) facet`;
	await sql`SELECT setval('timeline_id', ${newestId}), setval(pg_get_serial_sequence('conversations', 'id'), (SELECT max(id) FROM conversations)),
		setval(pg_get_serial_sequence('customers', 'id'), (SELECT max(id) FROM customers)), setval(pg_get_serial_sequence('users', 'id'), (SELECT max(id) FROM users)),
		setval(pg_get_serial_sequence('inboxes', 'id'), (SELECT max(id) FROM inboxes))`;
	await words(sql, vocabulary, newestId);
}

/** The generator knows how often it used each word, so that nobody has to read ten million messages again. */
async function words(sql: postgres.Sql, vocabulary: Vocabulary, newestId: number): Promise<void> {
	await sql`CREATE TEMP TABLE used (word text, times bigint)`;
	const used = await copyInto(sql, "used", ["word", "times"]);
	for (const [word, times] of vocabulary.counted()) await used.put([word, times]);
	await used.end();
	await sql`INSERT INTO search_words (word, messages)
		SELECT word, sum(times) FROM (
			SELECT unnest(tsvector_to_array(to_tsvector('public.inbox', plain_words(word)))) AS word, times FROM used
			UNION ALL SELECT word, 20 * ndoc FROM ts_stat('SELECT to_tsvector(''public.inbox'', plain_words(concat_ws('' '', c.name, i.email, i.phone))) FROM customers c
				JOIN (SELECT customer_id, max(value) FILTER (WHERE kind = ''email'') AS email, max(value) FILTER (WHERE kind = ''phone'') AS phone FROM customer_identities GROUP BY 1) i ON i.customer_id = c.id')
		) every WHERE length(word) BETWEEN 2 AND 40 GROUP BY word`;
	await sql`DROP TABLE used`;
	await sql`INSERT INTO search_progress (upto) VALUES (${newestId}) ON CONFLICT (one) DO UPDATE SET upto = excluded.upto`;
}
