import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import { id } from "./columns";

/** Every word of every message with how many messages hold it: completes what is being typed without reading the index of messages. */
export const searchWords = pgTable("search_words", { word: text("word").primaryKey(), messages: id("messages").notNull().default(1) });

/** Up to which message the words above were counted. One row. */
export const searchProgress = pgTable("search_progress", { one: boolean("one").primaryKey().default(true), upto: id("upto").notNull().default(0) });

/**
 * Customers who are called differently now, or are others: their messages are found by it once a chore has been through them, from the one
 * after `after` on. By trigger, and only ever appended to: no change waits for another.
 */
export const searchStale = pgTable("search_stale", { customerId: id("customer_id").notNull(), after: id("after").notNull().default(0) });
