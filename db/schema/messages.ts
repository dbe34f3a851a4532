import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgEnum, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, historyOf, id, instant, timelineId } from "./columns";
import { authorEnum } from "./conversations";
import { channelEnum } from "./inboxes";
import { notes } from "./notes";
import { templates } from "./templates";
import { users } from "./users";

export const directions = ["in", "out"] as const;
export const directionEnum = pgEnum("direction", directions);

/** In the order in which a status may move: forward only. A late `sent` never hides a `delivered`. */
export const deliveryStatuses = ["received", "queued", "sending", "sent", "failed", "delivered", "read"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];
export const deliveryEnum = pgEnum("delivery_status", deliveryStatuses);

/** One thing said to or by the customer. What is internal has tables of its own, which no sender reads. */
export const messages = pgTable(
	"messages",
	{
		/** Arrival order: the clock of every cursor and watermark. */
		id: timelineId(),
		conversationId: historyOf(),
		createdAt: createdAt(),
		userId: integer("user_id").references(() => users.id),
		/** Refers to nothing: an inbox is never deleted, and each message would lock its row, which all of its messages share. */
		inboxId: integer("inbox_id").notNull(),
		direction: directionEnum("direction").notNull(),
		author: authorEnum("author").notNull(),
		channel: channelEnum("channel").notNull(),
		status: deliveryEnum("status").notNull(),
		/** Out of office, bounce, list mail: shown, never answered, never reopens. */
		automatic: boolean("automatic").notNull().default(false),
		/** What the provider calls it: a Message-ID or content hash (mail in), an email id (Resend), a message SID (Twilio). */
		providerId: text("provider_id"),
		/** Made by the browser for each press of Send: a second press or a repeated request finds the first message. */
		clientKey: uuid("client_key"),
		/** The person who wrote it, as they signed it; need not be the conversation's customer. */
		senderName: text("sender_name"),
		senderAddress: text("sender_address"),
		/** Plain text, whole. The first `visibleLength` characters are new; what follows is quoted. Null: all of it is new. */
		body: text("body").notNull(),
		visibleLength: integer("visible_length"),
		/** What else it is found by: its subject, files' names, the customer's name and addresses, and marks (see lib/search/marks.ts). */
		searchExtra: text("search_extra").notNull().default(""),
		/** Filled once it failed, for people: a code of ours, and the provider's own words. */
		errorCode: text("error_code"),
		errorDetail: text("error_detail"),
	},
	(t) => [
		// With the direction: unread ones are counted without reading them.
		index("messages_thread").on(t.conversationId, t.id, t.direction),
		uniqueIndex("messages_provider").on(t.inboxId, sql`(md5(${t.providerId})::uuid)`).where(sql`${t.providerId} IS NOT NULL`),
		uniqueIndex("messages_client_key").on(t.clientKey).where(sql`${t.clientKey} IS NOT NULL`),
	],
);
export type Message = typeof messages.$inferSelect;

export type MailAddress = { name: string; address: string };

/** What only email has, one row a message at most. Addresses as RFC 5322 names them. */
export const messageMails = pgTable(
	"message_mails",
	{
		messageId: id("message_id")
			.primaryKey()
			.references(() => messages.id, { onDelete: "cascade" }),
		inboxId: integer("inbox_id").notNull(),
		/** RFC 5322 Message-ID without angle brackets. Of an outgoing mail, known for sure once the provider has said it. */
		rfcMessageId: text("rfc_message_id"),
		inReplyTo: text("in_reply_to"),
		references: text("references").array().notNull().default(sql`'{}'`),
		subject: text("subject").notNull().default(""),
		from: jsonb("from").$type<MailAddress | null>(),
		replyTo: jsonb("reply_to").$type<MailAddress[]>().notNull().default([]),
		to: jsonb("to").$type<MailAddress[]>().notNull().default([]),
		cc: jsonb("cc").$type<MailAddress[]>().notNull().default([]),
		bcc: jsonb("bcc").$type<MailAddress[]>().notNull().default([]),
		/** The Date header: what the sender's clock said, not an order. */
		sentAt: instant("sent_at"),
		/** Already made safe to show inside the sandboxed frame. Null when the mail has no HTML. */
		html: text("html"),
		/** Where the raw RFC 5322 source is kept in storage. */
		rawKey: text("raw_key"),
	},
	(t) => [
		index("message_mails_rfc_id").on(sql`(md5(${t.rfcMessageId})::uuid)`).where(sql`${t.rfcMessageId} IS NOT NULL`),
		index("message_mails_raw_key").on(t.rawKey).where(sql`${t.rawKey} IS NOT NULL`),
	],
);
export type MessageMail = typeof messageMails.$inferSelect;

/**
 * A file of a message, a note or a template; until then, of whoever uploaded it. `skipped` says in a code why the bytes are not here (too large, no
 * longer downloadable).
 */
export const attachments = pgTable(
	"attachments",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		messageId: id("message_id").references(() => messages.id, { onDelete: "cascade" }),
		/** The message's, kept by trigger: its files are found without its messages. */
		conversationId: id("conversation_id"),
		noteId: id("note_id").references(() => notes.id, { onDelete: "cascade" }),
		templateId: integer("template_id").references(() => templates.id, { onDelete: "cascade" }),
		uploadedBy: integer("uploaded_by").references(() => users.id),
		/** Made by the browser for each file: an upload that is tried again, its answer lost on the way, finds the first one. */
		uploadKey: uuid("upload_key"),
		filename: text("filename").notNull(),
		/** By the bytes where they tell, else as declared. */
		contentType: text("content_type").notNull(),
		size: integer("size").notNull(),
		sha256: text("sha256"),
		storageKey: text("storage_key"),
		contentId: text("content_id"),
		inline: boolean("inline").notNull().default(false),
		position: smallint("position").notNull().default(0),
		skipped: text("skipped"),
		createdAt: createdAt(),
	},
	(t) => [
		index("attachments_message").on(t.messageId),
		index("attachments_shared").on(t.conversationId, t.id).where(sql`${t.conversationId} IS NOT NULL AND NOT ${t.inline}`),
		index("attachments_note").on(t.noteId),
		index("attachments_template").on(t.templateId).where(sql`${t.templateId} IS NOT NULL`),
		index("attachments_storage_key").on(t.storageKey),
		uniqueIndex("attachments_upload_key").on(t.uploadKey).where(sql`${t.uploadKey} IS NOT NULL`),
		index("attachments_unattached").on(t.createdAt).where(sql`${t.messageId} IS NULL AND ${t.noteId} IS NULL AND ${t.templateId} IS NULL`),
		check("attachments_one_owner", sql`num_nonnulls(${t.messageId}, ${t.noteId}, ${t.templateId}) <= 1`),
	],
);
export type Attachment = typeof attachments.$inferSelect;
