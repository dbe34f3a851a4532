import { boolean, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import type { Language } from "./users";

export const formFieldTypes = ["text", "paragraph", "email", "phone", "choice", "checkbox"] as const;
/** What a field becomes: part of the customer's record, the subject, or a line of the message. Exactly one is the customer's email. */
export const formTargets = ["name", "email", "phone", "company", "subject", "message"] as const;
export type FormField = {
	id: string;
	label: string;
	type: (typeof formFieldTypes)[number];
	required: boolean;
	target: (typeof formTargets)[number];
	choices: string[];
};

export const forms = pgTable("forms", {
	id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
	name: text("name").notNull(),
	/** Its place under /f/. */
	slug: text("slug").notNull().unique(),
	language: text("language").$type<Language>().notNull(),
	fields: jsonb("fields").$type<FormField[]>().notNull(),
	thanks: text("thanks").notNull(),
	enabled: boolean("enabled").notNull().default(true),
	updatedAt: instant("updated_at").notNull().defaultNow(),
	createdAt: createdAt(),
});
export type Form = typeof forms.$inferSelect;

/** What somebody sent, stored before anything is made of it: a job does that, and nothing is lost meanwhile. */
export const formSubmissions = pgTable(
	"form_submissions",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		formId: integer("form_id")
			.notNull()
			.references(() => forms.id, { onDelete: "cascade" }),
		values: jsonb("values").$type<Record<string, string>>().notNull(),
		/** A keyed hash of the network it came from: enough to count by, and nobody's address. */
		network: text("network").notNull(),
		/** What it became; null until then. */
		conversationId: id("conversation_id"),
		createdAt: createdAt(),
	},
	(t) => [index("form_submissions_form").on(t.formId, t.createdAt), index("form_submissions_network").on(t.network, t.createdAt)],
);
export type FormSubmission = typeof formSubmissions.$inferSelect;
