import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { conversations } from "./conversations";
import type { Channel } from "./inboxes";

/** When it speaks by itself. `unanswered`: nobody has answered for so many minutes. */
export type Trigger =
	| { type: "always" }
	| { type: "first" }
	| { type: "keywords"; words: string[] }
	| { type: "closed" }
	| { type: "unanswered"; minutes: number };

/** Where a script goes on: a step's id, "end", or (null) the step below. */
export type GoTo = string | null;
export type Step = { id: string } & (
	| { type: "say"; text: string }
	| { type: "ask"; text: string; choices: { label: string; goTo: GoTo }[]; otherwise: GoTo }
	| { type: "collect"; text: string; field: string }
	| { type: "branch"; cases: { words: string[]; goTo: GoTo }[]; otherwise: GoTo }
	| { type: "wait"; minutes: number }
	| { type: "handOff"; text: string }
	| { type: "assign"; userId: number }
	| { type: "flag" }
	| { type: "archive" }
);
export type Behaviour =
	| { type: "script"; steps: Step[] }
	| { type: "ai"; baseUrl: string; model: string; instructions: string }
	| { type: "external"; url: string };
/** The step that a script stands at; `asked`: how often its question was put. */
export type Cursor = { at: string; asked: number };

export const chatbots = pgTable("chatbots", {
	id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
	name: text("name").notNull(),
	emoji: text("emoji").notNull().default("🤖"),
	channels: text("channels").array().$type<Channel[]>().notNull(),
	/** Of customers it speaks with (BCP 47); empty: of all. */
	languages: text("languages").array().notNull().default(sql`'{}'`),
	trigger: jsonb("trigger").$type<Trigger>().notNull(),
	behaviour: jsonb("behaviour").$type<Behaviour>().notNull(),
	/** A model's key, or what calls out are signed with; sealed (lib/secrets.ts). */
	sealedSecret: text("sealed_secret"),
	enabled: boolean("enabled").notNull().default(false),
	/** Of those that could answer a message, the first does. */
	position: integer("position").notNull().default(0),
	updatedAt: instant("updated_at").notNull().defaultNow(),
	createdAt: createdAt(),
});
export type Chatbot = typeof chatbots.$inferSelect;

export const runStates = ["queued", "running", "waiting", "done", "failed", "stopped"] as const;
export type RunState = (typeof runStates)[number];
export const runTriggers = ["always", "first", "keywords", "closed", "unanswered", "manual", "automation"] as const;
/** What it did or met, in order: the page of runs shows it. */
export type RunStep = { at: string; did: string; text?: string; messageId?: number };

/** One time that a chatbot took a conversation in hand. A conversation has one open run at most, and a message one run of each bot. */
export const chatbotRuns = pgTable(
	"chatbot_runs",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		conversationId: id("conversation_id")
			.notNull()
			.references(() => conversations.id, { onDelete: "cascade" }),
		chatbotId: integer("chatbot_id")
			.notNull()
			.references(() => chatbots.id, { onDelete: "cascade" }),
		trigger: text("trigger", { enum: runTriggers }).notNull(),
		/** What set it off; null when somebody pressed "run now" before anything was said. */
		messageId: id("message_id"),
		/** The newest message that it knows of: an answer of somebody else's after this one ends it. */
		sinceId: id("since_id").notNull(),
		state: text("state", { enum: runStates }).notNull().default("queued"),
		/** Where a scripted one stands. */
		cursor: jsonb("cursor").$type<Cursor>(),
		steps: jsonb("steps").$type<RunStep[]>().notNull().default([]),
		/** Raised each time it is taken in hand: who was taken for dead cannot finish after all. */
		turn: integer("turn").notNull().default(0),
		/** It gave the conversation to people: no chatbot speaks there until it is archived, or somebody lets it. */
		handedOff: boolean("handed_off").notNull().default(false),
		error: text("error"),
		wakeAt: instant("wake_at"),
		startedAt: instant("started_at").notNull().defaultNow(),
		endedAt: instant("ended_at"),
	},
	(t) => [
		uniqueIndex("chatbot_runs_open").on(t.conversationId).where(sql`${t.endedAt} IS NULL`),
		uniqueIndex("chatbot_runs_message").on(t.chatbotId, t.messageId).where(sql`${t.trigger} <> 'manual'`),
		index("chatbot_runs_chatbot").on(t.chatbotId, t.id),
		index("chatbot_runs_conversation").on(t.conversationId, t.id),
		index("chatbot_runs_unfinished").on(t.startedAt).where(sql`${t.endedAt} IS NULL`),
	],
);
export type ChatbotRun = typeof chatbotRuns.$inferSelect;

/** What people decided about a chatbot in a conversation. */
export const conversationChatbots = pgTable(
	"conversation_chatbots",
	{
		conversationId: id("conversation_id")
			.notNull()
			.references(() => conversations.id, { onDelete: "cascade" }),
		chatbotId: integer("chatbot_id")
			.notNull()
			.references(() => chatbots.id, { onDelete: "cascade" }),
		blocked: boolean("blocked").notNull().default(false),
		/** Until when; null: until it is unblocked. */
		blockedUntil: instant("blocked_until"),
		/** What operators answered up to here no longer holds it back. */
		resumedAt: id("resumed_at").notNull().default(0),
	},
	(t) => [primaryKey({ columns: [t.conversationId, t.chatbotId] }), index("conversation_chatbots_chatbot").on(t.chatbotId)],
);

/** What AI chatbots know, found by PostgreSQL full text. */
export const articles = pgTable(
	"articles",
	{
		id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
		title: text("title").notNull(),
		body: text("body").notNull(),
		updatedAt: instant("updated_at").notNull().defaultNow(),
		createdAt: createdAt(),
	},
	(t) => [index("articles_words").using("gin", sql`to_tsvector('simple', fold(${t.title} || ' ' || ${t.body}))`)],
);
export type Article = typeof articles.$inferSelect;
