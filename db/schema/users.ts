import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";

export const roles = ["operator", "admin"] as const;
export type Role = (typeof roles)[number];
export const languages = ["es", "en", "it"] as const;
export type Language = (typeof languages)[number];

export const users = pgTable(
	"users",
	{
		id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
		name: text("name").notNull(),
		email: text("email").notNull(),
		passwordHash: text("password_hash"),
		role: text("role", { enum: roles }).notNull().default("operator"),
		language: text("language", { enum: languages }).notNull().default("es"),
		timeZone: text("time_zone").notNull().default("Europe/Madrid"),
		signature: text("signature").notNull().default(""),
		avatarKey: text("avatar_key"),
		/** What to be told of, by which way, and when not: read through lib/notifications/choices.ts, which fills in what is missing. */
		preferences: jsonb("preferences").$type<Record<string, unknown>>().notNull().default({}),
		deactivatedAt: instant("deactivated_at"),
		/** The watermark: every message id up to this one is read by this user. Set with `readAllAt` when the user is created. */
		readAllUpto: id("read_all_upto").notNull().default(0),
		readAllAt: instant("read_all_at").notNull().defaultNow(),
		createdAt: createdAt(),
	},
	(t) => [uniqueIndex("users_email").on(sql`lower(${t.email})`)],
);
export type User = typeof users.$inferSelect;

/** One row a signed-in browser. Its id travels inside the signed session cookie; deleting the row signs that browser out. */
export const sessions = pgTable(
	"sessions",
	{
		id: text("id").primaryKey(),
		userId: integer("user_id")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		userAgent: text("user_agent").notNull().default(""),
		lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
		expiresAt: instant("expires_at").notNull(),
		createdAt: createdAt(),
	},
	(t) => [index("sessions_user").on(t.userId)],
);

/** Who was asked to join and has not yet: gone once they have. The link is good while its token's hash stands here. */
export const invitations = pgTable(
	"invitations",
	{
		id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
		email: text("email").notNull(),
		role: text("role", { enum: roles }).notNull(),
		language: text("language", { enum: languages }).notNull(),
		/** SHA-256 of the token, in hexadecimal. */
		tokenHash: text("token_hash").notNull(),
		invitedBy: integer("invited_by").references(() => users.id, { onDelete: "set null" }),
		expiresAt: instant("expires_at").notNull(),
		sentAt: instant("sent_at"),
		/** Why the mail could not be sent. */
		lastError: text("last_error"),
		createdAt: createdAt(),
	},
	(t) => [uniqueIndex("invitations_email").on(sql`lower(${t.email})`), uniqueIndex("invitations_token").on(t.tokenHash)],
);
export type Invitation = typeof invitations.$inferSelect;

/** Failed sign-ins, counted by address and by network, to slow down guessing. */
export const signInFailures = pgTable("sign_in_failures", { key: text("key").notNull(), at: instant("at").notNull().defaultNow() }, (t) => [
	index("sign_in_failures_key").on(t.key, t.at),
]);

export const settings = pgTable("settings", {
	key: text("key").primaryKey(),
	value: jsonb("value").notNull(),
	updatedAt: instant("updated_at").notNull().defaultNow(),
});
