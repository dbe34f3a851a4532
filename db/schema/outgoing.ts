import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, timelineId } from "./columns";
import { conversations } from "./conversations";
import { customers } from "./customers";
import type { AnswerKind } from "./drafts";
import type { Channel } from "./inboxes";
import type { TranslationProvider } from "./translations";
import { users } from "./users";

/** What an operator pressed Send on, whole: it becomes a message when its time has come. */
export type OutgoingReply = {
	conversationId: number;
	clientKey: string;
	text: string;
	html: string | null;
	kind?: AnswerKind;
	messageId?: number | null;
	to?: string[];
	cc: string[];
	bcc?: string[];
	replyTo: "main" | "personal";
	signature?: boolean;
	archive: boolean;
	attachmentIds?: number[];
	written?: WrittenIn | null;
};

/** The same of a conversation that begins only then. */
export type OutgoingStart = Omit<OutgoingReply, "conversationId" | "kind" | "messageId" | "to"> & {
	customerId: number;
	/** A chat is begun by its visitor. */
	channel: Exclude<Channel, "chat">;
	subject: string;
};

/** What the operator wrote, when what goes out is its translation. `subject`: of a mail that begins a conversation. */
export type WrittenIn = { text: string; html: string | null; subject?: string; language: string; sentIn: string; provider: TranslationProvider };

export const outgoingStates = ["waiting", "sent", "cancelled", "failed"] as const;

/**
 * Answers, and first messages, that wait: for the seconds in which sending can be undone, or for the hour that somebody chose. Whoever takes a row out of
 * `waiting` has it, the worker or the one who undoes it: never both. What was sent or cancelled stays a day, so that a request that
 * comes late is known again.
 */
export const outgoing = pgTable(
	"outgoing",
	{
		/** From the timeline's sequence: "have I seen this" is one comparison for messages and for what waits. */
		id: timelineId(),
		/** Null until a first message has begun its conversation. */
		conversationId: id("conversation_id").references(() => conversations.id, { onDelete: "cascade" }),
		/** Whom a first message is for. */
		customerId: id("customer_id").references(() => customers.id, { onDelete: "cascade" }),
		userId: integer("user_id")
			.notNull()
			.references(() => users.id),
		clientKey: uuid("client_key").notNull(),
		reply: jsonb("reply").$type<OutgoingReply | OutgoingStart>().notNull(),
		sendAt: instant("send_at").notNull(),
		/** For an hour that was chosen; else it only waits to be undone. */
		scheduled: boolean("scheduled").notNull(),
		/** Sending it archived the conversation, which undoing takes back. */
		archived: boolean("archived").notNull().default(false),
		state: text("state", { enum: outgoingStates }).notNull().default("waiting"),
		/** Why it could not become a message: a code of lib/errors.ts. */
		errorCode: text("error_code"),
		createdAt: createdAt(),
	},
	(t) => [
		uniqueIndex("outgoing_client_key").on(t.clientKey),
		index("outgoing_conversation").on(t.conversationId, t.id),
		index("outgoing_customer").on(t.customerId).where(sql`${t.customerId} IS NOT NULL`),
		check("outgoing_place", sql`num_nonnulls(${t.conversationId}, ${t.customerId}) > 0`),
		index("outgoing_waiting").on(t.sendAt).where(sql`${t.state} IN ('waiting', 'failed')`),
	],
);
export type WaitingReply = typeof outgoing.$inferSelect;
