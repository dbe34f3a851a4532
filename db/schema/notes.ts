import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, historyOf, instant, timelineId } from "./columns";
import { users } from "./users";

/** Text for the staff only. A table of its own, and no path that sends reads it: a note can never reach a customer. */
export const notes = pgTable(
	"notes",
	{
		id: timelineId(),
		conversationId: historyOf(),
		/** Null: an automation wrote it, and `automation` is what that was called. */
		userId: integer("user_id").references(() => users.id),
		automation: text("automation"),
		body: text("body").notNull(),
		mentions: integer("mentions").array().notNull().default(sql`'{}'`),
		clientKey: uuid("client_key"),
		editedAt: instant("edited_at"),
		createdAt: createdAt(),
	},
	(t) => [index("notes_conversation").on(t.conversationId, t.id), uniqueIndex("notes_client_key").on(t.clientKey).where(sql`${t.clientKey} IS NOT NULL`)],
);
export type Note = typeof notes.$inferSelect;
