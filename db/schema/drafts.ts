import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { conversations } from "./conversations";
import { customers } from "./customers";
import type { Channel } from "./inboxes";
import { users } from "./users";

/** `new`: of a conversation that has not begun. */
export const draftModes = ["reply", "note", "new"] as const;
export type DraftMode = (typeof draftModes)[number];

export const answerKinds = ["reply", "replyAll", "forward"] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** All that a composer holds. Addresses as they were typed, complete or not. */
export type DraftContent = {
	text: string;
	html: string | null;
	kind: AnswerKind;
	/** The message that is answered or passed on; null: the newest one. */
	messageId: number | null;
	to: string[];
	cc: string[];
	bcc: string[];
	replyTo: "main" | "personal";
	attachmentIds: number[];
	/** Of a conversation that has not begun. */
	customerId: number | null;
	channel: Channel | null;
	subject: string;
	/** Under which it will be sent: wherever it is sent from, it is one message. */
	clientKey: string | null;
};

/**
 * What somebody is writing: one of each mode for a user and a conversation. Of new conversations one for a user, and one for each customer
 * from whose record it was begun. Nobody else reads it.
 */
export const drafts = pgTable(
	"drafts",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		userId: integer("user_id")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		conversationId: id("conversation_id").references(() => conversations.id, { onDelete: "cascade" }),
		customerId: id("customer_id").references(() => customers.id, { onDelete: "cascade" }),
		mode: text("mode", { enum: draftModes }).notNull(),
		/** Made by the window that saved it, which so knows its own again; the next save must name it, or was written without having seen it. */
		revision: uuid("revision").notNull(),
		content: jsonb("content").$type<DraftContent>().notNull(),
		updatedAt: instant("updated_at").notNull().defaultNow(),
		createdAt: createdAt(),
	},
	(t) => [
		unique("drafts_place").on(t.userId, t.conversationId, t.customerId, t.mode).nullsNotDistinct(),
		index("drafts_conversation").on(t.conversationId),
		index("drafts_customer").on(t.customerId).where(sql`${t.customerId} IS NOT NULL`),
		check("drafts_new", sql`(${t.conversationId} IS NULL) = (${t.mode} = 'new') AND (${t.customerId} IS NULL OR ${t.mode} = 'new')`),
	],
);
export type DraftRow = typeof drafts.$inferSelect;
