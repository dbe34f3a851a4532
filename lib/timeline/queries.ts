import "server-only";
import { and, asc, desc, eq, getTableColumns, gt, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import {
	type Attachment,
	type Author,
	attachments,
	type Channel,
	type DeliveryStatus,
	type EventType,
	events,
	type MailAddress,
	messageMails,
	messages,
	notes,
	type TranslationFailure,
	translations,
} from "@/db/schema";

export const timelinePageSize = 50;

export type TimelineFile = Pick<Attachment, "id" | "filename" | "contentType" | "size" | "skipped">;
type At = { id: number /** ISO 8601. */; at: string };

export type TimelineMessage = At & {
	kind: "message";
	direction: "in" | "out";
	author: Author;
	userId: number | null;
	senderName: string | null;
	senderAddress: string | null;
	channel: Channel;
	status: DeliveryStatus;
	automatic: boolean;
	/** What is new in it. */
	text: string;
	/** What it quotes, folded. */
	quoted: string | null;
	mail: {
		subject: string;
		from: MailAddress | null;
		/** Where an answer goes, if not to whoever wrote. */
		replyTo: MailAddress[];
		to: MailAddress[];
		cc: MailAddress[] /** Known to the staff alone. */;
		bcc: MailAddress[];
		hasHtml: boolean;
		hasSource: boolean;
	} | null;
	/** Itself in the team's language; of one sent, what was written before it was translated. */
	translation: { state: "pending" | "done" | "failed"; language: string; source: string; text: string | null; failure: TranslationFailure | null } | null;
	errorCode: string | null;
	errorDetail: string | null;
	clientKey: string | null;
	files: TimelineFile[];
};
export type TimelineNote = At & {
	kind: "note";
	/** Null: an automation, by that name. */
	userId: number | null;
	automation: string | null;
	text: string;
	/** Whom it names. */
	mentions: number[];
	edited: boolean;
	clientKey: string | null;
	files: TimelineFile[];
};
export type TimelineEvent = At & {
	kind: "event";
	type: EventType;
	actorType: "user" | "chatbot" | "automation" | "customer" | "system";
	actorId: number | null;
	/** Of a chatbot or an automation that is still there; people are looked up where they are shown. */
	actorName: string | null;
	data: Record<string, unknown>;
};
export type TimelineItem = TimelineMessage | TimelineNote | TimelineEvent;

export type TimelinePage = { items: TimelineItem[] /** There is more before the first item. */; older: boolean };

/** The page of history that ends before `before` (or now), oldest first. Three index walks, whatever the conversation's length. */
export async function timelinePage(conversationId: number, before = Number.MAX_SAFE_INTEGER): Promise<TimelinePage> {
	const limit = timelinePageSize + 1;
	const newest = await Promise.all([
		messageItems(and(eq(messages.conversationId, conversationId), lt(messages.id, before)), limit),
		noteItems(and(eq(notes.conversationId, conversationId), lt(notes.id, before)), limit),
		eventItems(and(eq(events.conversationId, conversationId), lt(events.id, before)), limit),
	]);
	const items = newest.flat().sort((a, b) => a.id - b.id);
	const page = items.slice(-timelinePageSize);
	return { items: await withFiles(page), older: items.length > page.length };
}

const aroundSize = 25;

export type TimelineAround = TimelinePage & { /** There is more after the last item. */ newer: boolean };

/** An item with the 25 before it and the 25 after it, oldest first: where a search leads. Without that item (deleted since), what stood around it. */
export async function timelineAround(conversationId: number, itemId: number): Promise<TimelineAround> {
	const limit = aroundSize + 1;
	const within = (table: typeof messages | typeof notes | typeof events) => ({
		upto: and(eq(table.conversationId, conversationId), lte(table.id, itemId)),
		after: and(eq(table.conversationId, conversationId), gt(table.id, itemId)),
	});
	const [m, n, e] = [within(messages), within(notes), within(events)];
	const [before, after] = await Promise.all([
		Promise.all([messageItems(m.upto, limit + 1), noteItems(n.upto, limit + 1), eventItems(e.upto, limit + 1)]),
		Promise.all([messageItems(m.after, limit, asc), noteItems(n.after, limit, asc), eventItems(e.after, limit, asc)]),
	]);
	const sorted = (items: TimelineItem[][]) => items.flat().sort((a, b) => a.id - b.id);
	const [upto, later] = [sorted(before), sorted(after)];
	const first = upto.slice(-(upto.at(-1)?.id === itemId ? limit : aroundSize));
	return { items: await withFiles([...first, ...later.slice(0, aroundSize)]), older: upto.length > first.length, newer: later.length > aroundSize };
}

/** The page of history that follows `after`, oldest first. */
export async function timelineAfter(conversationId: number, after: number): Promise<Omit<TimelineAround, "older">> {
	const limit = timelinePageSize + 1;
	const oldest = await Promise.all([
		messageItems(and(eq(messages.conversationId, conversationId), gt(messages.id, after)), limit, asc),
		noteItems(and(eq(notes.conversationId, conversationId), gt(notes.id, after)), limit, asc),
		eventItems(and(eq(events.conversationId, conversationId), gt(events.id, after)), limit, asc),
	]);
	const items = oldest.flat().sort((a, b) => a.id - b.id);
	return { items: await withFiles(items.slice(0, timelinePageSize)), newer: items.length > timelinePageSize };
}

/** What came after `after`, and the messages and notes in `changed` as they are now: all that a client needs to catch up. At most 500 items. */
export async function timelineChanges(conversationId: number, after: number, changed: number[]): Promise<TimelineItem[]> {
	const fresh = await Promise.all([
		messageItems(and(eq(messages.conversationId, conversationId), gt(messages.id, after)), 500),
		noteItems(and(eq(notes.conversationId, conversationId), gt(notes.id, after)), 500),
		eventItems(and(eq(events.conversationId, conversationId), gt(events.id, after)), 500),
		changed.length > 0 ? messageItems(and(eq(messages.conversationId, conversationId), inArray(messages.id, changed)), 500) : [],
		changed.length > 0 ? noteItems(and(eq(notes.conversationId, conversationId), inArray(notes.id, changed)), 500) : [],
	]);
	const byId = new Map(fresh.flat().map((item) => [item.id, item]));
	return withFiles([...byId.values()].sort((a, b) => a.id - b.id));
}

const { searchExtra: _, providerId: __, conversationId: ___, ...shownOfMessage } = getTableColumns(messages);

async function messageItems(condition: SQL | undefined, limit: number, order = desc): Promise<TimelineMessage[]> {
	const { state, language, source, text, failure } = translations;
	const newest = db()
		.select({ state, language, source, text, failure })
		.from(translations)
		.where(eq(translations.messageId, messages.id))
		.orderBy(desc(translations.createdAt))
		.limit(1)
		.as("newest");
	const found = await db()
		.select({
			message: shownOfMessage,
			mail: {
				subject: messageMails.subject,
				from: messageMails.from,
				replyTo: messageMails.replyTo,
				to: messageMails.to,
				cc: messageMails.cc,
				bcc: messageMails.bcc,
				// They are large, and fetched by the frame that shows them.
				hasHtml: sql<boolean>`${messageMails.html} IS NOT NULL`,
				hasSource: sql<boolean>`${messageMails.rawKey} IS NOT NULL`,
			},
			translation: { state: newest.state, language: newest.language, source: newest.source, text: newest.text, failure: newest.failure },
		})
		.from(messages)
		.leftJoin(messageMails, eq(messageMails.messageId, messages.id))
		.leftJoinLateral(newest, sql`true`)
		.where(condition)
		.orderBy(order(messages.id))
		.limit(limit);
	return found.map(({ message: m, mail, translation }) => ({
		kind: "message",
		id: m.id,
		at: m.createdAt.toISOString(),
		direction: m.direction,
		author: m.author,
		userId: m.userId,
		senderName: m.senderName,
		senderAddress: m.senderAddress,
		channel: m.channel,
		status: m.status,
		automatic: m.automatic,
		text: m.visibleLength === null ? m.body : m.body.slice(0, m.visibleLength).trimEnd(),
		quoted: m.visibleLength === null ? null : m.body.slice(m.visibleLength).trim() || null,
		mail,
		translation,
		errorCode: m.errorCode,
		errorDetail: m.errorDetail,
		clientKey: m.clientKey,
		files: [],
	}));
}

async function noteItems(condition: SQL | undefined, limit: number, order = desc): Promise<TimelineNote[]> {
	const found = await db().select().from(notes).where(condition).orderBy(order(notes.id)).limit(limit);
	return found.map((n) => ({
		kind: "note",
		id: n.id,
		at: n.createdAt.toISOString(),
		userId: n.userId,
		automation: n.automation,
		text: n.body,
		mentions: n.mentions,
		edited: n.editedAt !== null,
		clientKey: n.clientKey,
		files: [],
	}));
}

async function eventItems(condition: SQL | undefined, limit: number, order = desc): Promise<TimelineEvent[]> {
	const found = await db().select({ event: events, actorName }).from(events).where(condition).orderBy(order(events.id)).limit(limit);
	return found.map(({ event: { id, createdAt, type, actorType, actorId, data }, actorName }) => ({
		kind: "event",
		...{ id, at: createdAt.toISOString(), type, actorType, actorId, actorName, data },
	}));
}

/** What a chatbot or an automation that did it is called. */
export const actorName = sql<string | null>`CASE events.actor_type WHEN 'automation' THEN (SELECT a.name FROM automations a WHERE a.id = events.actor_id)
	WHEN 'chatbot' THEN (SELECT b.name FROM chatbots b WHERE b.id = events.actor_id) END`;

/** Adds the files that are listed below a message or note; inline images show inside its HTML instead. */
async function withFiles(items: TimelineItem[]): Promise<TimelineItem[]> {
	const idsOf = (kind: TimelineItem["kind"]) => items.filter((item) => item.kind === kind).map((item) => item.id);
	const [messageIds, noteIds] = [idsOf("message"), idsOf("note")];
	if (messageIds.length + noteIds.length === 0) return items;
	// Lists, not a parameter for each: it stays one statement, whatever the number of items.
	const among = (ids: number[]) => sql`ANY(${`{${ids.join(",")}}`}::bigint[])`;
	const files = await db()
		.select({
			// From one sequence: a message and a note never have the same.
			ownerId: sql<string>`coalesce(${attachments.messageId}, ${attachments.noteId})`,
			id: attachments.id,
			filename: attachments.filename,
			contentType: attachments.contentType,
			size: attachments.size,
			skipped: attachments.skipped,
		})
		.from(attachments)
		.where(sql`(${attachments.messageId} = ${among(messageIds)} OR ${attachments.noteId} = ${among(noteIds)}) AND NOT ${attachments.inline}`)
		.orderBy(asc(attachments.position), asc(attachments.id));
	if (files.length === 0) return items;
	const ofOwner = (id: number) => files.filter((file) => Number(file.ownerId) === id).map(({ ownerId: _, ...file }) => file);
	return items.map((item) => (item.kind === "event" ? item : { ...item, files: ofOwner(item.id) }));
}
