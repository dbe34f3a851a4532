import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { inboxes } from "./inboxes";
import type { Language } from "./users";

export type FormFieldType = "text" | "paragraph" | "email" | "phone" | "date" | "select" | "radio" | "checkbox";
/** What an answer becomes: the message, a line below it, its subject, or a part of the customer's record. Exactly one is the customer's email. */
export type FormTarget = "line" | "message" | "subject" | "name" | "email" | "phone" | "company" | "language" | "field" | "tag";
export type FormField = {
	/** What the answer is called on its way: it stays when the label changes. */
	id: string;
	type: FormFieldType;
	label: string;
	hint: string;
	required: boolean;
	target: FormTarget;
	/** The customer's own field that it fills in, or the tag that a ticked box gives. */
	name: string;
	/** Of a language: BCP 47 tags. */
	choices: string[];
};

export const forms = pgTable("forms", {
	id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
	/** Its address: /forms/… */
	publicId: text("public_id").notNull().unique(),
	/** For the team, and the source of the conversations that it begins. */
	name: text("name").notNull(),
	/** What visitors read. */
	title: text("title").notNull(),
	intro: text("intro").notNull().default(""),
	thanks: text("thanks").notNull(),
	language: text("language").$type<Language>().notNull(),
	fields: jsonb("fields").$type<FormField[]>().notNull(),
	/** Null: the main one. */
	inboxId: integer("inbox_id").references(() => inboxes.id),
	/** The sites (origins) that may show it within their pages, and post to it. */
	sites: text("sites").array().notNull().default(sql`'{}'`),
	enabled: boolean("enabled").notNull().default(false),
	archivedAt: instant("archived_at"),
	updatedAt: instant("updated_at").notNull().defaultNow(),
	createdAt: createdAt(),
});
export type Form = typeof forms.$inferSelect;

/** An answer together with what was asked, so that a later change of the form changes nothing of it. */
export type FormAnswer = Pick<FormField, "type" | "label" | "target" | "name"> & { value: string };

/** `trapped`: it filled in what only machines see. */
export const submissionStates = ["received", "processed", "failed", "trapped"] as const;

/** What somebody sent, stored before anything is made of it: a job does that, and nothing is lost meanwhile. */
export const formSubmissions = pgTable(
	"form_submissions",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		formId: integer("form_id")
			.notNull()
			.references(() => forms.id, { onDelete: "cascade" }),
		/** Where its conversation begins, as the form said then. */
		inboxId: integer("inbox_id")
			.notNull()
			.references(() => inboxes.id),
		/** Emptied once they are a message. */
		answers: jsonb("answers").$type<FormAnswer[]>().notNull(),
		/** A hash of the answers: the same again within the hour is the same. */
		fingerprint: text("fingerprint").notNull(),
		/** A keyed hash of the network it came from: enough to count by, and nobody's address. */
		network: text("network").notNull(),
		state: text("state", { enum: submissionStates }).notNull().default("received"),
		attempts: smallint("attempts").notNull().default(0),
		lastError: text("last_error"),
		/** What it became; null until then. */
		conversationId: id("conversation_id"),
		processedAt: instant("processed_at"),
		createdAt: createdAt(),
	},
	(t) => [
		index("form_submissions_form").on(t.formId, t.id),
		index("form_submissions_network").on(t.network, t.createdAt),
		index("form_submissions_fingerprint").on(t.fingerprint, t.createdAt),
		index("form_submissions_unprocessed").on(t.createdAt).where(sql`${t.state} <> 'processed'`),
	],
);
export type FormSubmission = typeof formSubmissions.$inferSelect;
