import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./users";

export const channels = ["email", "sms", "whatsapp", "chat"] as const;
export type Channel = (typeof channels)[number];
export const channelEnum = pgEnum("channel", channels);

/** Who carries an inbox's messages to the outside. `none` receives only (or is not connected yet). */
export const providers = ["resend", "twilio", "none"] as const;
export type Provider = (typeof providers)[number];

/** An address that customers write to. `address` is a lower-case email address, an E.164 number, or a widget's key. */
export const inboxes = pgTable(
	"inboxes",
	{
		id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
		channel: channelEnum("channel").notNull(),
		name: text("name").notNull(),
		address: text("address").notNull(),
		provider: text("provider", { enum: providers }).notNull().default("none"),
		/** Set on a personal inbox: the operator whose it is. */
		userId: integer("user_id").references(() => users.id),
		main: boolean("main").notNull().default(false),
		enabled: boolean("enabled").notNull().default(true),
		config: jsonb("config").$type<Record<string, unknown>>().notNull().default({}),
		lastSuccessAt: instant("last_success_at"),
		lastErrorAt: instant("last_error_at"),
		lastError: text("last_error"),
		createdAt: createdAt(),
	},
	(t) => [
		uniqueIndex("inboxes_address").on(t.channel, t.address),
		uniqueIndex("inboxes_main").on(t.channel).where(sql`${t.main}`),
		index("inboxes_user").on(t.userId),
	],
);
export type Inbox = typeof inboxes.$inferSelect;
