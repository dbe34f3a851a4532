import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { messages } from "./messages";

export const translationProviders = ["deepl", "libretranslate", "apertium", "openai"] as const;
export type TranslationProvider = (typeof translationProviders)[number];
export const translationFailures = ["quota", "rateLimited", "credentials", "languages", "unreachable", "refused"] as const;
export type TranslationFailure = (typeof translationFailures)[number];

/**
 * A message in another language, beside the message. Of one received: what a provider made of it. Of one sent: what its operator wrote
 * before it was translated; `provider` says who did.
 */
export const translations = pgTable(
	"translations",
	{
		messageId: id("message_id")
			.notNull()
			.references(() => messages.id, { onDelete: "cascade" }),
		/** What it is in, and what the message itself is in: BCP 47. */
		language: text("language").notNull(),
		source: text("source").notNull(),
		state: text("state", { enum: ["pending", "done", "failed"] }).notNull(),
		provider: text("provider", { enum: translationProviders }).notNull(),
		text: text("text"),
		html: text("html"),
		failure: text("failure", { enum: translationFailures }),
		createdAt: createdAt(),
	},
	(t) => [primaryKey({ columns: [t.messageId, t.language] }), index("translations_open").on(t.state, t.createdAt).where(sql`state <> 'done'`)],
);

/**
 * What was paid for, under a hash of who translated what. Whoever puts a row in, or finds one that nobody holds, pays; the others wait for
 * the result. Forgotten after a month, so that nothing outlives for long the message that it was made from.
 */
export const paidTranslations = pgTable(
	"paid_translations",
	{
		hash: text("hash").primaryKey(),
		result: text("result"),
		heldUntil: instant("held_until").notNull(),
		createdAt: createdAt(),
	},
	(t) => [index("paid_translations_age").on(t.createdAt)],
);
