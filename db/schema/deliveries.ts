import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { messages } from "./messages";

export const deliveryStates = ["queued", "sending", "accepted", "failed", "cancelled"] as const;

/**
 * The outgoing queue: one row a message to send. `sending` is written before the provider is called and `accepted` right after, so a
 * process that dies in between leaves a row that says "this may have gone": the next attempt asks the provider before it sends again.
 */
export const deliveries = pgTable(
	"deliveries",
	{
		messageId: id("message_id")
			.primaryKey()
			.references(() => messages.id, { onDelete: "cascade" }),
		state: text("state", { enum: deliveryStates }).notNull().default("queued"),
		/** Given to the provider with every attempt; a new one only when a person presses Retry. */
		idempotencyKey: text("idempotency_key").notNull(),
		attempts: integer("attempts").notNull().default(0),
		sendAfter: instant("send_after").notNull().defaultNow(),
		/** When the first attempt under this idempotency key began. */
		attemptedAt: instant("attempted_at"),
		acceptedAt: instant("accepted_at"),
		/** When it was taken back while an attempt was under way: there will be no other. */
		withdrawnAt: instant("withdrawn_at"),
		lastError: text("last_error"),
		createdAt: createdAt(),
	},
	(t) => [
		uniqueIndex("deliveries_key").on(t.idempotencyKey),
		index("deliveries_open").on(t.state, t.sendAfter).where(sql`${t.state} IN ('queued', 'sending')`),
	],
);
