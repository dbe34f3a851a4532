import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";
import { avatarAddress } from "@/lib/customers/avatar-address";
import { shownIdentity } from "@/lib/customers/identity";
import { firstIdentity, isMatch, like, matchingIds, searchedWords } from "@/lib/customers/matching";

export type CustomerHit = {
	id: number;
	name: string;
	company: string | null;
	/** The address of their picture. */
	avatar: string | null;
	/** Its first address of each kind; a phone as people write it. */
	email: string | null;
	phone: string | null;
	/** Its newest conversation, ISO 8601 its last activity. */
	conversationId: number | null;
	lastAt: string | null;
};

/** How many are looked at to choose those that were active last. */
const considered = 60;
/** Among so many of the newest there are as many of a frequent name: the index would collect everybody of that name first. */
const newest = 1000;

/**
 * Customers by any part of their name, email or phone: accents, case and the spaces of a number do not matter. Of many, those whose name
 * begins so and who were active last. With fewer than three characters, only by the beginning of the name.
 */
export async function searchCustomers(text: string, limit = 5): Promise<CustomerHit[]> {
	const words = searchedWords(text);
	if (words.length === 0) return [];
	const rows = await db().execute<Omit<CustomerHit, "id" | "conversationId"> & { id: string; conversationId: string | null }>(sql`
		WITH found AS MATERIALIZED (SELECT DISTINCT id FROM (
			(SELECT id FROM (SELECT id, searched FROM customers ORDER BY id DESC LIMIT ${newest}) last_ones WHERE ${isMatch(sql`searched`, words)})
			UNION ALL (${matchingIds(words)} OFFSET 0) LIMIT ${considered}) some_of_them)
		SELECT c.id, c.name, c.company, c.avatar_key AS avatar, ${firstIdentity("email")} AS email, ${firstIdentity("phone")} AS phone, l.id AS "conversationId", l.last_message_at AS "lastAt"
		FROM found f JOIN customers c ON c.id = f.id
			LEFT JOIN LATERAL (SELECT v.id, v.last_message_at, v.sort_at FROM conversations v WHERE v.customer_id = c.id ORDER BY v.sort_at DESC LIMIT 1) l ON true
		ORDER BY (c.folded LIKE fold(${`${like(words.join(" "))}%`})) DESC, l.sort_at DESC NULLS LAST, c.id DESC LIMIT ${limit}`);
	return rows.map((row) => ({
		...row,
		id: Number(row.id),
		avatar: avatarAddress(Number(row.id), row.avatar),
		phone: row.phone && shownIdentity("phone", row.phone),
		conversationId: row.conversationId === null ? null : Number(row.conversationId),
		lastAt: row.lastAt === null ? null : new Date(row.lastAt).toISOString(),
	}));
}
