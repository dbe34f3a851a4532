import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";
import { users } from "./users";

/** Messages deleted forever, by the hash of what the outside calls them: whoever brings one again brings nothing. */
export const tombstones = pgTable("tombstones", { inboxId: integer("inbox_id").notNull(), hash: uuid("hash").notNull(), createdAt: createdAt() }, (t) => [
	primaryKey({ columns: [t.inboxId, t.hash] }),
]);

/** Conversations that are gone for everybody, and of which a job still takes away the history. */
export const conversationDeletions = pgTable("conversation_deletions", { conversationId: id("conversation_id").primaryKey(), createdAt: createdAt() });

export const auditActions = ["conversation.deleted", "message.deleted", "customer.blocked", "customer.unblocked"] as const;
export type AuditAction = (typeof auditActions)[number];

/** Who did what for good, and to whom. Never what was said. `customerId` outlives the customer. */
export const auditLog = pgTable(
	"audit_log",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		action: text("action", { enum: auditActions }).notNull(),
		userId: integer("user_id")
			.notNull()
			.references(() => users.id),
		customerId: id("customer_id").notNull(),
		conversationId: id("conversation_id"),
		/** Numbers alone: how many messages, notes and files went. */
		counts: jsonb("counts").$type<Record<string, number>>().notNull().default(sql`'{}'`),
		createdAt: createdAt(),
	},
	(t) => [index("audit_log_user").on(t.userId)],
);
