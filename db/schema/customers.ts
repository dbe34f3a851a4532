import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";

export const identityKinds = ["email", "phone", "chat"] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const customers = pgTable(
	"customers",
	{
		id: id("id").primaryKey().generatedByDefaultAsIdentity(),
		name: text("name").notNull(),
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
		index("customers_newest").on(t.createdAt, t.id),
		// By bytes: one order for all languages, and the one that a cursor compares by.
		index("customers_by_name").on(sql`fold(${t.name}) COLLATE "C"`, t.id),
	],
);
export type Customer = typeof customers.$inferSelect;

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
