ALTER TABLE "drafts" DROP CONSTRAINT "drafts_place";--> statement-breakpoint
ALTER TABLE "drafts" DROP CONSTRAINT "drafts_new";--> statement-breakpoint
ALTER TABLE "attachments" DROP CONSTRAINT "attachments_one_owner";--> statement-breakpoint
DROP INDEX "attachments_unattached";--> statement-breakpoint
ALTER TABLE "outgoing" ALTER COLUMN "conversation_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "customer_id" bigint;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "template_id" integer;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "customer_id" bigint;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_template_id_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."templates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing" ADD CONSTRAINT "outgoing_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drafts_customer" ON "drafts" USING btree ("customer_id") WHERE "drafts"."customer_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "attachments_template" ON "attachments" USING btree ("template_id") WHERE "attachments"."template_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "outgoing_customer" ON "outgoing" USING btree ("customer_id") WHERE "outgoing"."customer_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "attachments_unattached" ON "attachments" USING btree ("created_at") WHERE "attachments"."message_id" IS NULL AND "attachments"."note_id" IS NULL AND "attachments"."template_id" IS NULL;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_place" UNIQUE NULLS NOT DISTINCT("user_id","conversation_id","customer_id","mode");--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_new" CHECK (("drafts"."conversation_id" IS NULL) = ("drafts"."mode" = 'new') AND ("drafts"."customer_id" IS NULL OR "drafts"."mode" = 'new'));--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_one_owner" CHECK (num_nonnulls("attachments"."message_id", "attachments"."note_id", "attachments"."template_id") <= 1);--> statement-breakpoint
ALTER TABLE "outgoing" ADD CONSTRAINT "outgoing_place" CHECK (num_nonnulls("outgoing"."conversation_id", "outgoing"."customer_id") > 0);