import "server-only";
import { and, asc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Author, attachments, events, type MailAddress, messageMails, messages, notes, users } from "@/db/schema";
import { actorName, type TimelineEvent } from "./queries";

type At = { id: number; at: Date };
type HistoryFile = { id: number; filename: string; size: number /** Shown where it stands. */; image: boolean };
export type HistoryMessage = At & {
	kind: "message";
	direction: "in" | "out";
	author: Author;
	sender: string | null;
	address: string | null;
	to: MailAddress[];
	cc: MailAddress[];
	subject: string | null;
	text: string;
	/** What it quotes of those before it. */
	quoted: string;
	automatic: boolean;
	failed: boolean;
	files: HistoryFile[];
};
export type HistoryNote = At & { kind: "note"; writer: string; text: string; files: HistoryFile[] };
export type HistoryEvent = At & { kind: "event"; event: TimelineEvent };
export type HistoryItem = HistoryMessage | HistoryNote | HistoryEvent;

/** Rows of one statement: a long history is read in several, none of them large. */
const chunk = 500;

/** Everything that was said in a conversation, oldest first. What is internal (notes, events) is not even read unless it is asked for. */
export async function wholeHistory(conversationId: number, internal: boolean): Promise<HistoryItem[]> {
	const parts: HistoryItem[][] = await Promise.all([
		all((after) => messageChunk(conversationId, after)),
		internal ? all((after) => noteChunk(conversationId, after)) : [],
		internal ? all((after) => eventChunk(conversationId, after)) : [],
	]);
	return parts.flat().sort((a, b) => a.id - b.id);
}

async function all<T extends At>(read: (after: number) => Promise<T[]>): Promise<T[]> {
	const found: T[] = [];
	for (;;) {
		const next = await read(found.at(-1)?.id ?? 0);
		found.push(...next);
		if (next.length < chunk) return found;
	}
}

async function messageChunk(conversationId: number, after: number): Promise<HistoryMessage[]> {
	const rows = await db()
		.select({ m: messages, to: messageMails.to, cc: messageMails.cc, subject: messageMails.subject })
		.from(messages)
		.leftJoin(messageMails, eq(messageMails.messageId, messages.id))
		.where(and(eq(messages.conversationId, conversationId), gt(messages.id, after)))
		.orderBy(asc(messages.id))
		.limit(chunk);
	const files = await filesOf(
		attachments.messageId,
		rows.map(({ m }) => m.id),
	);
	return rows.map(({ m, to, cc, subject }) => ({
		kind: "message",
		id: m.id,
		at: m.createdAt,
		direction: m.direction,
		author: m.author,
		sender: m.senderName,
		address: m.senderAddress,
		to: to ?? [],
		cc: cc ?? [],
		subject,
		text: m.body.slice(0, m.visibleLength ?? undefined).trim(),
		quoted: m.visibleLength === null ? "" : m.body.slice(m.visibleLength).trim(),
		automatic: m.automatic,
		failed: m.status === "failed",
		files: files.get(m.id) ?? [],
	}));
}

async function noteChunk(conversationId: number, after: number): Promise<HistoryNote[]> {
	const rows = await db()
		.select({ id: notes.id, at: notes.createdAt, text: notes.body, writer: sql<string>`coalesce(${users.name}, ${notes.automation}, '')` })
		.from(notes)
		.leftJoin(users, eq(users.id, notes.userId))
		.where(and(eq(notes.conversationId, conversationId), gt(notes.id, after)))
		.orderBy(asc(notes.id))
		.limit(chunk);
	const files = await filesOf(
		attachments.noteId,
		rows.map(({ id }) => id),
	);
	return rows.map((note) => ({ ...note, kind: "note", files: files.get(note.id) ?? [] }));
}

async function eventChunk(conversationId: number, after: number): Promise<HistoryEvent[]> {
	const rows = await db()
		.select({ row: events, actorName })
		.from(events)
		.where(and(eq(events.conversationId, conversationId), gt(events.id, after)))
		.orderBy(asc(events.id))
		.limit(chunk);
	return rows.map(({ row: { id, createdAt, type, actorType, actorId, data }, actorName }) => ({
		kind: "event",
		id,
		at: createdAt,
		event: { kind: "event", id, at: createdAt.toISOString(), type, actorType, actorId, actorName, data },
	}));
}

const images = ["image/png", "image/jpeg", "image/gif", "image/webp"];

async function filesOf(owner: typeof attachments.messageId | typeof attachments.noteId, ids: number[]): Promise<Map<number, HistoryFile[]>> {
	const byOwner = new Map<number, HistoryFile[]>();
	if (ids.length === 0) return byOwner;
	const rows = await db()
		.select({ owner, id: attachments.id, filename: attachments.filename, size: attachments.size, type: attachments.contentType, key: attachments.storageKey })
		.from(attachments)
		.where(and(inArray(owner, ids), isNotNull(owner)))
		.orderBy(asc(attachments.position), asc(attachments.id));
	for (const { owner: of, id, filename, size, type, key } of rows) {
		if (of === null) continue;
		byOwner.set(of, [...(byOwner.get(of) ?? []), { id, filename, size, image: key !== null && images.includes(type) }]);
	}
	return byOwner;
}
