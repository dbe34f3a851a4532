import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import type { Channel } from "@/db/schema";
import { avatarAddress } from "@/lib/customers/avatar-address";
import { compileSearch } from "./compile";
import { isEmptySearch, type SearchQuery } from "./parse";
import { type Snippet, snippetOf } from "./snippet";
import { isRare, nextSpan, seldomMeets } from "./span";
import { overfull, smallestSpan, windowOf, windowSql } from "./window";

export type SearchHit = {
	/** The message's or the note's id: its place in the timeline. */
	messageId: number;
	kind: "message" | "note";
	conversationId: number;
	customerId: number;
	customerName: string;
	/** The address of the customer's picture. */
	customerAvatar: string | null;
	channel: Channel;
	subject: string | null;
	/** ISO 8601. */
	at: string;
	snippet: Snippet;
};
export type SearchPage = {
	hits: SearchHit[];
	/** Go on from here (as `beforeId`): null when the whole history was searched. */
	olderId: number | null;
	complete: boolean;
};
type Options = { beforeId?: number; limit?: number; budgetMs?: number; conversationId?: number };
type Found = { id: number; kind: "message" | "note" };

const everything = Number.MAX_SAFE_INTEGER;

/** Milliseconds that a single statement may take, whatever it is. */
const statementTimeout = 2000;
/** How far past the budget its last window may go: with what is shown of the hits, an answer takes no more than 200. */
const grace = 40;
const timeout = (milliseconds: number) => sql`set_config('statement_timeout', ${`${Math.ceil(Math.min(milliseconds, statementTimeout))}`}, true)`;

/**
 * Messages and notes, newest first. Reads the history backwards in windows until `limit` are found or `budgetMs` is over: then `olderId`
 * says where to go on, also when nothing was found yet.
 */
export async function searchMessages(userId: number, query: SearchQuery, options: Options = {}): Promise<SearchPage> {
	if (isEmptySearch(query)) return { hits: [], olderId: null, complete: true };
	const { found, olderId } = await findBackwards(userId, query, options);
	return { hits: await hitsOf(found, query), olderId, complete: olderId === null };
}

async function findBackwards(userId: number, query: SearchQuery, { beforeId, limit = 20, budgetMs = 120, conversationId }: Options) {
	const began = performance.now();
	const found: Found[] = [];
	let next = beforeId ?? Number.MAX_SAFE_INTEGER;
	let from = 0;
	await transaction(async (tx) => {
		// Estimates know nothing of buckets: a scan of the whole table must never look cheaper than the index, nor several processes than one.
		await tx.execute(sql`SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
			set_config('max_parallel_workers_per_gather', '0', true), ${timeout(statementTimeout)}`);
		const compiled = await compileSearch(tx, userId, query, conversationId);
		const { frequency } = compiled;
		const reads = compiled.patterns.length + compiled.notPatterns.length > 0;
		from = compiled.from;
		next = Math.min(next, compiled.to);
		const end = next;
		let hits = 0;
		let span = smallestSpan;
		let widest = everything;
		let leap: "due" | "tried" | null = isRare(frequency) ? "due" : null;
		while (next > from && found.length < limit) {
			const started = performance.now();
			const left = budgetMs - (started - began);
			// The first window is always read, however long it takes: each call gets further.
			if (next < end && left <= 0) break;
			const atOnce = leap === "due";
			const window = windowOf(next - 1, atOnce ? everything : span, from);
			const asked = windowSql(userId, query, compiled, window, limit - found.length);
			if (next < end && !atOnce) await tx.execute(sql`SELECT ${timeout(left + grace)}`);
			const answer = atOnce ? await readAtOnce(tx, asked, Math.max(left / 2, grace)) : await readWindow(tx, asked);
			if (atOnce) leap = "tried";
			if (!answer || answer.hits > overfull) {
				if (!atOnce) span = widest = (next - window.low) / 8;
				continue;
			}
			found.push(...answer.found);
			hits += answer.hits;
			next = window.low;
			const progress = { searched: end - next, rest: next - from, hits, found: found.length, missing: limit - found.length };
			if (leap === null && seldomMeets(frequency, progress)) leap = "due";
			widest *= 2;
			span = Math.min(widest, nextSpan(frequency, { ...progress, last: window.high - next + 1, took: performance.now() - started, left }, reads));
		}
	}).catch(unlessTooSlow);
	const full = found.length >= limit;
	const older = full ? (found.at(-1)?.id ?? next) : next;
	return { found, olderId: older > from ? older : null };
}

/** What was found before a window took too long still counts; the next call goes on from there. */
function unlessTooSlow(error: unknown): null {
	const cancelled = "57014";
	const { code, cause } = error as { code?: string; cause?: { code?: string } };
	if (code !== cancelled && cause?.code !== cancelled) throw error;
	return null;
}

/** Null when that takes too long after all: then windows go on. */
function readAtOnce(tx: Transaction, window: SQL, milliseconds: number) {
	const read = async (inner: Transaction) => {
		await inner.execute(sql`SELECT ${timeout(milliseconds)}`);
		return readWindow(inner, window);
	};
	return tx.transaction(read).catch(unlessTooSlow);
}

async function readWindow(tx: Transaction, window: SQL): Promise<{ hits: number; found: Found[] }> {
	const rows = await tx.execute<{ hits: string; id: string | null; kind: Found["kind"] }>(window);
	return { hits: Number(rows[0]?.hits), found: rows.flatMap(({ id, kind }) => (id === null ? [] : [{ id: Number(id), kind }])) };
}

type Row = Omit<SearchHit, "messageId" | "conversationId" | "customerId" | "at" | "snippet"> & {
	id: string;
	conversationId: string;
	customerId: string;
	at: string;
	body: string;
};

/** The few that are shown, with their text. A hit deep inside a long one is shown without its words. */
async function hitsOf(found: Found[], query: SearchQuery): Promise<SearchHit[]> {
	if (found.length === 0) return [];
	const ids = (kind: Found["kind"]) =>
		sql`${`{${found
			.filter((one) => one.kind === kind)
			.map((one) => one.id)
			.join(",")}}`}::bigint[]`;
	const rows = await db().execute<Row>(sql`
		SELECT h.id, h.kind, h.at, h.body, c.id AS "conversationId", cu.id AS "customerId", cu.name AS "customerName", cu.avatar_key AS "customerAvatar", c.channel, coalesce(nullif(h.subject, ''), c.subject) AS subject FROM (
			SELECT m.id, 'message' AS kind, m.conversation_id, m.created_at AS at, left(m.body, 20000) AS body, mm.subject
				FROM messages m LEFT JOIN message_mails mm ON mm.message_id = m.id WHERE m.id = ANY(${ids("message")})
			UNION ALL SELECT n.id, 'note', n.conversation_id, n.created_at, left(n.body, 20000), NULL FROM notes n WHERE n.id = ANY(${ids("note")})
		) h JOIN conversations c ON c.id = h.conversation_id JOIN customers cu ON cu.id = c.customer_id ORDER BY h.id DESC`);
	return rows.map(({ id, body, ...row }) => ({
		...row,
		messageId: Number(id),
		conversationId: Number(row.conversationId),
		customerId: Number(row.customerId),
		customerAvatar: avatarAddress(Number(row.customerId), row.customerAvatar),
		at: new Date(row.at).toISOString(),
		snippet: snippetOf(body, query),
	}));
}
