import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, instant } from "./columns";

export const webhookProviders = ["resend", "twilio", "mime", "imap"] as const;
export type WebhookProvider = (typeof webhookProviders)[number];
/** `held`: mail that came while email sync was off; it waits for it to be turned on. */
export const webhookStates = ["received", "processed", "failed", "held"] as const;

/** Everything that reached us from outside, posted by a provider or fetched from a mailbox, exactly as it came, before anybody looked into it. */
export const webhooks = pgTable(
	"webhooks",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		provider: text("provider", { enum: webhookProviders }).notNull(),
		/** What makes a repeated delivery the same one: svix-id, message SID with status, or a hash of the raw mail. */
		externalId: text("external_id").notNull(),
		url: text("url").notNull(),
		headers: jsonb("headers").$type<Record<string, string>>().notNull(),
		payload: bytea("payload").notNull(),
		state: text("state", { enum: webhookStates }).notNull().default("received"),
		attempts: integer("attempts").notNull().default(0),
		lastError: text("last_error"),
		/** The message that it brought or told of: when that one is deleted forever, what is kept here goes too. */
		messageId: id("message_id"),
		processedAt: instant("processed_at"),
		createdAt: createdAt(),
	},
	(t) => [
		uniqueIndex("webhooks_external_id").on(t.provider, t.externalId),
		index("webhooks_message").on(t.messageId).where(sql`${t.messageId} IS NOT NULL`),
		index("webhooks_unprocessed").on(t.createdAt).where(sql`${t.state} <> 'processed'`),
	],
);
export type Webhook = typeof webhooks.$inferSelect;

/** When each background process last said that it lives. */
export const heartbeats = pgTable("heartbeats", { name: text("name").primaryKey(), at: instant("at").notNull().defaultNow() });
