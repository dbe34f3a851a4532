import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { conversations } from "./conversations";
import { customers } from "./customers";
import type { Channel } from "./inboxes";

export const triggerTypes = [
	"conversation_created",
	"message_received",
	"form_submitted",
	"customer_created",
	"customer_tagged",
	"unanswered",
	"archived",
] as const;
export type AutomationTriggerType = (typeof triggerTypes)[number];
/** `tag` and `formId`: null is any. */
export type AutomationTrigger =
	| { type: "conversation_created" | "message_received" | "customer_created" | "archived" }
	| { type: "form_submitted"; formId: number | null }
	| { type: "customer_tagged"; tag: string | null }
	| { type: "unanswered"; hours: number };

export type AutomationCondition = { field: string; op: string; value: string };
export type AutomationAction =
	| { type: "start"; channel: Exclude<Channel, "chat">; templateId: number }
	| { type: "reply" | "note"; text: string }
	| { type: "assign"; userIds: number[] }
	| { type: "notify"; userIds: number[]; text: string }
	| { type: "flag" | "archive" }
	| { type: "runChatbot"; chatbotId: number }
	| { type: "blockChatbot"; chatbotId: number; hours: number | null }
	| { type: "webhook"; url: string };

export const automations = pgTable("automations", {
	id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
	name: text("name").notNull(),
	enabled: boolean("enabled").notNull().default(false),
	/** What happened before it was turned on is not its business. */
	enabledAt: instant("enabled_at"),
	/** Of several that one thing sets off, the first runs first. */
	position: integer("position").notNull().default(0),
	trigger: jsonb("trigger").$type<AutomationTrigger>().notNull(),
	match: text("match", { enum: ["all", "any"] })
		.notNull()
		.default("all"),
	conditions: jsonb("conditions").$type<AutomationCondition[]>().notNull().default([]),
	actions: jsonb("actions").$type<AutomationAction[]>().notNull(),
	hourlyCap: integer("hourly_cap").notNull().default(60),
	/** What its webhooks are signed with; sealed (lib/secrets.ts). */
	sealedSecret: text("sealed_secret").notNull(),
	updatedAt: instant("updated_at").notNull().defaultNow(),
	createdAt: createdAt(),
});
export type Automation = typeof automations.$inferSelect;

export const automationRunStates = ["waiting", "running", "done", "failed", "stopped", "skipped"] as const;
export type AutomationRunState = (typeof automationRunStates)[number];
/** What one action did, in order. */
export type AutomationStep = { action: AutomationAction["type"]; at: string; messageId?: number; conversationId?: number; status?: number };

/** One time that something set an automation off: the key on `cause` sees to it that it is one time. */
export const automationRuns = pgTable(
	"automation_runs",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		automationId: integer("automation_id")
			.notNull()
			.references(() => automations.id, { onDelete: "cascade" }),
		/** What happened, in a word that is the same however often it is told: `message:42`. */
		cause: text("cause").notNull(),
		conversationId: id("conversation_id").references(() => conversations.id, { onDelete: "set null" }),
		customerId: id("customer_id").references(() => customers.id, { onDelete: "set null" }),
		messageId: id("message_id"),
		state: text("state", { enum: automationRunStates }).notNull().default("running"),
		/** The actions as they stood when it began: editing the automation does not change a run half way. */
		actions: jsonb("actions").$type<AutomationAction[]>().notNull(),
		/** How many of them are done. */
		done: smallint("done").notNull().default(0),
		steps: jsonb("steps").$type<AutomationStep[]>().notNull().default([]),
		/** Why it stopped or failed: a code of ours, and what it names. */
		error: text("error"),
		errorDetail: text("error_detail"),
		startedAt: instant("started_at").notNull().defaultNow(),
		endedAt: instant("ended_at"),
	},
	(t) => [
		uniqueIndex("automation_runs_cause").on(t.automationId, t.cause),
		index("automation_runs_newest").on(t.automationId, t.startedAt),
		index("automation_runs_conversation").on(t.conversationId),
		index("automation_runs_customer").on(t.customerId),
		index("automation_runs_ended").on(t.endedAt).where(sql`${t.endedAt} IS NOT NULL`),
		index("automation_runs_unfinished").on(t.startedAt).where(sql`${t.endedAt} IS NULL`),
	],
);
export type AutomationRun = typeof automationRuns.$inferSelect;
