import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import { id } from "./columns";

/** Every word of every message with how many messages hold it: completes what is being typed without reading the index of messages. */
export const searchWords = pgTable("search_words", { word: text("word").primaryKey(), messages: id("messages").notNull().default(1) });

/** Up to which message the words above were counted. One row. */
export const searchProgress = pgTable("search_progress", { one: boolean("one").primaryKey().default(true), upto: id("upto").notNull().default(0) });
