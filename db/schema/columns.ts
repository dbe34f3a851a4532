import { sql } from "drizzle-orm";
import { bigint, customType, timestamp } from "drizzle-orm/pg-core";

/** Raw bytes: webhook payloads are kept exactly as they came, so that a signature can be checked again. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** The number of a transaction, which never comes again. */
export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** A bigint read as a number: ids stay far below 2^53. */
export const id = (name: string) => bigint(name, { mode: "number" });

/** An id drawn from the one sequence that messages, notes and events share: the order of the timeline. */
export const timelineId = () => id("id").primaryKey().default(sql`nextval('timeline_id')`);

/**
 * The conversation that a line of history belongs to. No foreign key: a deleted conversation goes at once, its history in parts
 * (lib/messages/purge.ts). Whoever writes history holds the conversation's row locked, so none is added to one that is gone.
 */
export const historyOf = () => id("conversation_id").notNull();

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const createdAt = () => instant("created_at").notNull().defaultNow();
