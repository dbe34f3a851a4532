import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";

export const identityKinds = ["email", "phone", "chat"] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const customers = pgTable(
	"customers",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		name: text("name").notNull(),
		/** The name without accents and capitals: what it is found and sorted by. By bytes: one order for all languages, and the one that a cursor compares by. */
		folded: text("folded").notNull().generatedAlwaysAs(sql`fold(name)`),
		/** The name and every address, a line each, without accents and capitals: what it is found by. Kept by triggers. */
		searched: text("searched").notNull().default(""),
		/** The same as indexes can carry it along: of what is too long the beginning, and chr(1). */
		glance: text("glance").notNull().generatedAlwaysAs(sql`CASE WHEN length(searched) > 250 THEN left(searched, 249) || chr(1) ELSE searched END`),
		/** What it is filtered by, a line each, as indexes can carry it along: as in customersByFacet, the tags last; of what is too long the beginning, and chr(1). */
		marks: text("marks").notNull().generatedAlwaysAs(sql`customer_marks(tags, language, source)`),
		/** BCP 47. Null until it is known. */
		language: text("language"),
		company: text("company"),
		tags: text("tags").array().notNull().default(sql`'{}'`),
		fields: jsonb("fields").$type<Record<string, string>>().notNull().default({}),
		remarks: text("remarks").notNull().default(""),
		avatarKey: text("avatar_key"),
		source: text("source").notNull().default("inbound"),
		/** Images on other servers load in this customer's mails: somebody here trusts them. */
		remoteImages: boolean("remote_images").notNull().default(false),
		blockedAt: instant("blocked_at"),
		updatedAt: instant("updated_at").notNull().defaultNow(),
		createdAt: createdAt(),
	},
	(t) => [
		index("customers_avatar").on(t.avatarKey).where(sql`${t.avatarKey} IS NOT NULL`),
		index("customers_blocked").on(t.blockedAt).where(sql`${t.blockedAt} IS NOT NULL`),
	],
);
export type Customer = typeof customers.$inferSelect;

/**
 * A row for all that customers are filtered by, and for all of it together, kept by trigger: a tag as it is; chr(1) and a language without its
 * region ("" while it is unknown); chr(2) and a source; any two of these and all three, in this order. No tag holds a control character. Whatever
 * is asked for stands in the order of the list.
 */
export const customersByFacet = pgTable(
	"customers_by_facet",
	{
		facet: text("facet").notNull(),
		customerId: id("customer_id")
			.notNull()
			.references(() => customers.id, { onDelete: "cascade" }),
		/** As the customer's: the two orders of the list. */
		createdAt: instant("created_at").notNull(),
		folded: text("folded").notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.customerId, t.facet] }),
		index("customers_by_facet_newest").on(t.facet, t.createdAt, t.customerId),
		index("customers_by_facet_name").on(t.facet, t.folded, t.customerId),
	],
);

/** Every tag that a customer ever had, kept by trigger: what is offered, without asking all customers. */
export const customerTags = pgTable("customer_tags", { tag: text("tag").primaryKey() });

/** The addresses a customer is known by. `value` is normalised (lower-case email, E.164 phone), so that one address has one owner. */
export const customerIdentities = pgTable(
	"customer_identities",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		customerId: id("customer_id")
			.notNull()
			.references(() => customers.id, { onDelete: "cascade" }),
		kind: text("kind", { enum: identityKinds }).notNull(),
		value: text("value").notNull(),
		position: integer("position").notNull().default(0),
		/** Set when mail to it bounced for good, or the number opted out. */
		undeliverableAt: instant("undeliverable_at"),
		verified: boolean("verified").notNull().default(false),
		createdAt: createdAt(),
	},
	(t) => [uniqueIndex("customer_identities_value").on(t.kind, t.value), index("customer_identities_customer").on(t.customerId)],
);
