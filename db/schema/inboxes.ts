import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { users } from "./users";

export const channels = ["email", "sms", "whatsapp", "chat"] as const;
export type Channel = (typeof channels)[number];
export const channelEnum = pgEnum("channel", channels);

/** Who carries an inbox's messages to the outside. `mailbox`: its own SMTP and IMAP servers. `none` receives only (or is not connected yet). */
export const providers = ["resend", "twilio", "mailbox", "none"] as const;
export type Provider = (typeof providers)[number];

export const mailSecurities = ["tls", "starttls", "none"] as const;
export type MailServer = { host: string; port: number; security: (typeof mailSecurities)[number]; user: string };
/** Where an email inbox's mail is, when it is not a provider's. `importDays`: how much of the past is taken in at first. */
export type MailboxConfig = { imap: MailServer & { folder: string }; smtp: MailServer; importDays: number };
export type InboxConfig = { mailbox?: MailboxConfig };

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
		config: jsonb("config").$type<InboxConfig>().notNull().default({}),
		/** Passwords, sealed (lib/secrets.ts). Never selected but to be used. */
		sealedSecret: text("sealed_secret"),
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

/** How far a mailbox has been read: everything up to `lastUid` is here, as long as the server's UIDVALIDITY (RFC 9051 §2.3.1.1) stays. */
export const mailboxSyncs = pgTable("mailbox_syncs", {
	inboxId: integer("inbox_id")
		.primaryKey()
		.references(() => inboxes.id, { onDelete: "cascade" }),
	folder: text("folder").notNull(),
	uidValidity: text("uid_validity").notNull(),
	lastUid: id("last_uid").notNull(),
	/** What arrived in the mailbox before this is history: read already, and nobody is told of it. */
	historyBefore: instant("history_before").notNull(),
	importTotal: integer("import_total").notNull().default(0),
	importDone: integer("import_done").notNull().default(0),
});
export type MailboxSync = typeof mailboxSyncs.$inferSelect;

/** The worker that reads a mailbox now, and until when the others leave it alone. */
export const mailboxHolds = pgTable("mailbox_holds", {
	inboxId: integer("inbox_id")
		.primaryKey()
		.references(() => inboxes.id, { onDelete: "cascade" }),
	worker: text("worker").notNull(),
	until: instant("until").notNull(),
});
