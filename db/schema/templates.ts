import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { channels } from "./inboxes";
import { users } from "./users";

/** A reusable text with variables. */
export const templates = pgTable(
	"templates",
	{
		id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
		name: text("name").notNull(),
		/** "" is none. */
		folder: text("folder").notNull().default(""),
		/** Where it is offered; null: everywhere. */
		channel: text("channel", { enum: channels }),
		/** BCP 47. Null: for any. */
		language: text("language"),
		subject: text("subject").notNull().default(""),
		/** Plain text, with the variables as they are written. */
		body: text("body").notNull(),
		/** Already made safe. Null: it has no formats. */
		html: text("html"),
		usedCount: integer("used_count").notNull().default(0),
		lastUsedAt: instant("last_used_at"),
		archivedAt: instant("archived_at"),
		createdBy: integer("created_by").references(() => users.id),
		updatedBy: integer("updated_by").references(() => users.id),
		updatedAt: instant("updated_at").notNull().defaultNow(),
		createdAt: createdAt(),
	},
	(t) => [
		uniqueIndex("templates_name")
			.on(sql`lower(${t.folder})`, sql`lower(${t.name})`, sql`coalesce(${t.channel}, '')`, sql`coalesce(${t.language}, '')`)
			.where(sql`${t.archivedAt} IS NULL`),
		index("templates_created_by").on(t.createdBy),
		index("templates_updated_by").on(t.updatedBy),
	],
);
export type Template = typeof templates.$inferSelect;
