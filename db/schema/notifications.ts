import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { conversations } from "./conversations";
import { messages } from "./messages";
import { notes } from "./notes";
import { sessions, users } from "./users";

/** What a user can be told of. */
export const notificationKinds = ["assigned", "answered", "mentioned", "failed", "unsnoozed"] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** One thing that one user is told of, however often and by however many ways it was tried: the key on `subject` sees to it. */
export const notifications = pgTable(
	"notifications",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		userId: integer("user_id")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		kind: text("kind", { enum: notificationKinds }).notNull(),
		/** What happened, in a word that is the same however often it is told: `message:42`. */
		subject: text("subject").notNull(),
		/** Null where it is about many at once. */
		conversationId: id("conversation_id").references(() => conversations.id, { onDelete: "cascade" }),
		/** The message or the note that it is about: gone with it. */
		messageId: id("message_id").references(() => messages.id, { onDelete: "cascade" }),
		noteId: id("note_id").references(() => notes.id, { onDelete: "cascade" }),
		/** The colleague whose doing it was. */
		actorId: integer("actor_id").references(() => users.id, { onDelete: "set null" }),
		/** Of how many conversations. */
		count: integer("count").notNull().default(1),
		readAt: instant("read_at"),
		/** Waits to be told by mail, together with what else happens in the conversation. */
		mailWaiting: boolean("mail_waiting").notNull().default(false),
		mailedAt: instant("mailed_at"),
		createdAt: createdAt(),
	},
	(t) => [
		uniqueIndex("notifications_subject").on(t.userId, t.kind, t.subject),
		index("notifications_list").on(t.userId, t.id),
		index("notifications_unread").on(t.userId, t.conversationId).where(sql`${t.readAt} IS NULL`),
		index("notifications_conversation").on(t.conversationId, t.userId),
		index("notifications_message").on(t.messageId).where(sql`${t.messageId} IS NOT NULL`),
		index("notifications_note").on(t.noteId).where(sql`${t.noteId} IS NOT NULL`),
	],
);
export type Notification = typeof notifications.$inferSelect;

/** A browser that wants to be told by push (RFC 8030), with the keys that only it can read with (RFC 8291). */
export const pushSubscriptions = pgTable(
	"push_subscriptions",
	{
		id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
		userId: integer("user_id")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		/** Signed out there, nothing more is pushed there. */
		sessionId: text("session_id")
			.notNull()
			.references(() => sessions.id, { onDelete: "cascade" }),
		endpoint: text("endpoint").notNull(),
		p256dh: text("p256dh").notNull(),
		auth: text("auth").notNull(),
		createdAt: createdAt(),
	},
	(t) => [
		uniqueIndex("push_subscriptions_endpoint").on(t.endpoint),
		index("push_subscriptions_user").on(t.userId),
		index("push_subscriptions_session").on(t.sessionId),
	],
);
export type PushSubscription = typeof pushSubscriptions.$inferSelect;
