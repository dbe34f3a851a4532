import { index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * Stored bytes that nobody may need: those being stored now, whose row is not there yet, and those whose row is gone. Once `dueAt` has come
 * they are looked for, and deleted when nothing names them. Rows whose file is gone are noted here by triggers.
 */
export const storageChecks = pgTable("storage_checks", { key: text("key").primaryKey(), dueAt: instant("due_at").notNull() }, (t) => [
	index("storage_checks_due").on(t.dueAt),
]);
