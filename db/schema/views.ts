import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";
import { users } from "./users";

/** A named filter of one user's, shown in the rail. `query` is what stands in the address bar (lib/conversations/schema.ts). */
export const savedViews = pgTable(
	"saved_views",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		userId: integer("user_id")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		name: text("name").notNull(),
		query: text("query").notNull(),
		position: integer("position").notNull().default(0),
		createdAt: createdAt(),
	},
	(t) => [index("saved_views_user").on(t.userId, t.position)],
);
export type SavedView = typeof savedViews.$inferSelect;
