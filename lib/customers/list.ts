import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db";
import { avatarAddress } from "./avatar-address";
import type { Recipient } from "./create";
import type { CustomerCursor, CustomerFilter } from "./filter";
import { findPage } from "./find-page";
import { shownIdentity } from "./identity";

export const customerPageSize = 50;
/** Up to how many are counted, of all customers and of one's conversations. */
const countedCustomers = 10_000;
const countedConversations = 100;

/** A row of the list, ready for the browser. */
export type CustomerRow = {
	id: number;
	name: string;
	company: string | null;
	language: string | null;
	tags: string[];
	avatar: string | null;
	/** Its first address of each kind; a phone as people write it. */
	email: string | null;
	phone: string | null;
	/** ISO 8601. */
	since: string;
	/** Counted up to 100. */
	conversations: number;
};
type CustomerCount = { number: number; more: boolean };
/** `count`: of all customers, where it was asked for. */
export type CustomerPage = { rows: CustomerRow[]; next: CustomerCursor | null; count?: CustomerCount };

/** One page of the list of customers. Its cost does not grow with their number. */
export async function listCustomers(filter: CustomerFilter, after?: CustomerCursor, limit = customerPageSize): Promise<CustomerPage> {
	const { ids, next } = await findPage(filter, after, limit);
	return { rows: await customerRows(ids), next };
}

/** Those of `ids` that there are, as rows, in that order. */
export async function customerRows(ids: number[]): Promise<CustomerRow[]> {
	if (ids.length === 0) return [];
	const found = await db().execute<RawRow>(rowsSql(ids));
	return found.map((row) => ({
		...row,
		id: Number(row.id),
		since: new Date(row.since).toISOString(),
		avatar: avatarAddress(Number(row.id), row.avatar),
		phone: row.phone && shownIdentity("phone", row.phone),
	}));
}

/** A customer as somebody to write to; null when there is none. */
export async function recipientOf(id: number): Promise<Recipient | null> {
	const [row] = await customerRows([id]);
	return row ? { id: row.id, name: row.name, avatar: row.avatar, email: row.email, phone: row.phone } : null;
}

/** How many customers there are, counted up to 10,000. */
export async function countCustomers(): Promise<CustomerCount> {
	const [row] = await db().execute<{ count: number }>(sql`SELECT count(*)::int AS count FROM (SELECT FROM customers LIMIT ${countedCustomers + 1}) counted`);
	const count = row?.count ?? 0;
	return { number: Math.min(count, countedCustomers), more: count > countedCustomers };
}

/** The tags that may be filtered by and given, in their order. */
export async function listTags(): Promise<string[]> {
	const rows = await db().execute<{ tag: string }>(sql`SELECT tag FROM customer_tags ORDER BY tag COLLATE "es-x-icu" LIMIT 500`);
	return rows.map(({ tag }) => tag);
}

type RawRow = Omit<CustomerRow, "id"> & { id: string; since: string | Date };

/** Both at once: a customer's addresses lie together. */
const first = (kind: "email" | "phone") => sql`(array_agg(i.value ORDER BY i.position, i.id) FILTER (WHERE i.kind = ${kind}))[1]`;

const rowsSql = (ids: number[]) => sql`
	SELECT c.id, c.name, c.company, c.language, c.tags, c.avatar_key AS avatar, c.created_at AS since, a.email, a.phone,
		(SELECT count(*)::int FROM (SELECT FROM conversations v WHERE v.customer_id = c.id LIMIT ${countedConversations}) counted) AS conversations
	FROM unnest(${`{${ids.join(",")}}`}::bigint[]) WITH ORDINALITY wanted(id, place) JOIN customers c ON c.id = wanted.id
		CROSS JOIN LATERAL (SELECT ${first("email")} AS email, ${first("phone")} AS phone FROM customer_identities i WHERE i.customer_id = c.id) a ORDER BY wanted.place`;
