import { type SQL, sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgEnum, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { createdAt, historyOf, id, instant, timelineId, xid8 } from "./columns";
import { customers } from "./customers";
import { channelEnum, inboxes } from "./inboxes";
import { users } from "./users";

export const statuses = ["active", "archived"] as const;
export type Status = (typeof statuses)[number];
export const statusEnum = pgEnum("conversation_status", statuses);

export const authors = ["customer", "operator", "chatbot", "automation"] as const;
export type Author = (typeof authors)[number];
export const authorEnum = pgEnum("author", authors);

export const sources = ["inbound", "operator", "form", "automation", "chatbot", "api"] as const;
export type Source = (typeof sources)[number];

export const conversations = pgTable(
	"conversations",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		customerId: id("customer_id")
			.notNull()
			.references(() => customers.id),
		lastMessageId: id("last_message_id").notNull().default(0),
		/** Unread for a user = `lastInboundId > greatest(their watermark, their cursor)`. */
		lastInboundId: id("last_inbound_id").notNull().default(0),
		/** Exact, shown, in no index. */
		lastMessageAt: instant("last_message_at").notNull().defaultNow(),
		/** The list's order. Left alone while the conversation is already on top, so that a burst of messages touches no index. */
		sortAt: instant("sort_at").notNull().defaultNow(),
		createdAt: createdAt(),
		snoozedUntil: instant("snoozed_until"),
		inboxId: integer("inbox_id")
			.notNull()
			.references(() => inboxes.id),
		messageCount: integer("message_count").notNull().default(0),
		channel: channelEnum("channel").notNull(),
		status: statusEnum("status").notNull().default("active"),
		lastAuthor: authorEnum("last_author").notNull().default("customer"),
		flagged: boolean("flagged").notNull().default(false),
		spam: boolean("spam").notNull().default(false),
		/** The newest message of ours could not be delivered. */
		lastFailed: boolean("last_failed").notNull().default(false),
		/** A copy for the row's avatars, kept by trigger; the truth is conversation_assignees. */
		assigneeIds: integer("assignee_ids").array().notNull().default(sql`'{}'`),
		/** Every low-cardinality filter in one number: see lib/conversations/facets.ts, which must agree with this expression. */
		facet: smallint("facet")
			.notNull()
			.generatedAlwaysAs(
				(): SQL => sql`(
				(CASE WHEN spam THEN 3 WHEN snoozed_until IS NOT NULL THEN 2 WHEN status = 'active' THEN 1 ELSE 0 END)
				+ (CASE WHEN flagged THEN 4 ELSE 0 END)
				+ (CASE last_author WHEN 'customer' THEN 0 WHEN 'operator' THEN 8 ELSE 16 END)
				+ (CASE WHEN cardinality(assignee_ids) = 0 THEN 32 ELSE 0 END)
				+ (CASE channel WHEN 'email' THEN 0 WHEN 'sms' THEN 64 WHEN 'whatsapp' THEN 128 ELSE 192 END))::smallint`,
			),
		source: text("source", { enum: sources }).notNull().default("inbound"),
		sourceName: text("source_name"),
		subject: text("subject"),
		lastSnippet: text("last_snippet").notNull().default(""),
	},
	(t) => [
		index("conversations_list").on(t.facet, t.sortAt, t.id),
		index("conversations_recent").on(t.sortAt, t.id),
		// What is unread is looked for among these few: see unreadIds in lib/conversations/walk.ts.
		index("conversations_active").on(t.sortAt, t.id).where(sql`facet & 3 = 1`),
		index("conversations_customer").on(t.customerId, t.sortAt),
		index("conversations_snoozed").on(t.snoozedUntil).where(sql`${t.snoozedUntil} IS NOT NULL`),
		index("conversations_inbox").on(t.inboxId, t.source, t.facet, t.sortAt, t.id),
		index("conversations_source").on(t.source, t.facet, t.sortAt, t.id),
	],
);
export type Conversation = typeof conversations.$inferSelect;

export const conversationAssignees = pgTable(
	"conversation_assignees",
	{
		conversationId: id("conversation_id")
			.notNull()
			.references(() => conversations.id, { onDelete: "cascade" }),
		userId: integer("user_id")
			.notNull()
			.references(() => users.id),
		lead: boolean("lead").notNull().default(false),
		/** Copies of the conversation's, kept by trigger, so that "assigned to X" with any filter is a few short index walks. */
		facet: smallint("facet").notNull().default(0),
		sortAt: instant("sort_at").notNull().defaultNow(),
		inboxId: integer("inbox_id").notNull().default(0),
		source: text("source", { enum: sources }).notNull().default("inbound"),
		createdAt: createdAt(),
	},
	(t) => [
		primaryKey({ columns: [t.conversationId, t.userId] }),
		index("conversation_assignees_list").on(t.userId, t.facet, t.sortAt, t.conversationId),
		index("conversation_assignees_inbox").on(t.userId, t.inboxId, t.source, t.facet, t.sortAt, t.conversationId),
	],
);

/** A user's cursor in a conversation, written only for what is newer than their watermark, or marked unread by hand. */
export const conversationReads = pgTable(
	"conversation_reads",
	{
		conversationId: id("conversation_id")
			.notNull()
			.references(() => conversations.id, { onDelete: "cascade" }),
		userId: integer("user_id")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		readUpto: id("read_upto").notNull(),
		/** A timeline id taken when it was marked unread by hand; counts while it is newer than the user's watermark, so "mark all" needs to delete nothing. */
		markedUnreadAt: id("marked_unread_at"),
	},
	(t) => [
		primaryKey({ columns: [t.conversationId, t.userId] }),
		index("conversation_reads_marked").on(t.userId, t.markedUnreadAt).where(sql`${t.markedUnreadAt} IS NOT NULL`),
	],
);

/** How many conversations stand under each facet, for everybody (user 0) and for each assignee: append-only changes, folded by a job. */
export const conversationCounts = pgTable(
	"conversation_counts",
	{ userId: integer("user_id").notNull(), facet: smallint("facet").notNull(), change: id("change").notNull() },
	(t) => [index("conversation_counts_user").on(t.userId, t.facet)],
);

/**
 * What became different, for a day, so that a browser which was away can ask for that alone: one row a change, by trigger. A user: what they
 * have read, there or (no conversation) everywhere. It goes by transaction, not by time: what is committed late is not missed.
 */
export const conversationChanges = pgTable(
	"conversation_changes",
	{
		transaction: xid8("transaction").notNull().default(sql`pg_current_xact_id()`),
		conversationId: id("conversation_id"),
		/** A name that rows show. */
		customerId: id("customer_id"),
		userId: integer("user_id"),
		at: instant("at").notNull().defaultNow(),
	},
	(t) => [index("conversation_changes_transaction").on(t.transaction)],
);

export const eventTypes = [
	"started",
	"assigned",
	"unassigned",
	"led",
	"note_deleted",
	"archived",
	"reopened",
	"flagged",
	"unflagged",
	"moved",
	"snoozed",
	"unsnoozed",
	"spam",
	"unspam",
	"blocked",
	"unblocked",
	"message_deleted",
	"bot_blocked",
	"bot_unblocked",
	"bot_run",
	"automation_ran",
	"automation_stopped",
] as const;
export type EventType = (typeof eventTypes)[number];
export const actorTypes = ["user", "chatbot", "automation", "customer", "system"] as const;

/** A line of history in the timeline. */
export const events = pgTable(
	"events",
	{
		id: timelineId(),
		conversationId: historyOf(),
		type: text("type", { enum: eventTypes }).notNull(),
		actorType: text("actor_type", { enum: actorTypes }).notNull(),
		actorId: id("actor_id"),
		data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
		createdAt: createdAt(),
	},
	(t) => [index("events_conversation").on(t.conversationId, t.id)],
);
