ALTER TABLE "forms" DROP CONSTRAINT "forms_slug_unique";--> statement-breakpoint
DROP INDEX "form_submissions_form";--> statement-breakpoint
ALTER TABLE "forms" ALTER COLUMN "enabled" SET DEFAULT false;--> statement-breakpoint
ALTER TABLE "form_submissions" ADD COLUMN "inbox_id" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "form_submissions" ADD COLUMN "answers" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "form_submissions" ADD COLUMN "fingerprint" text NOT NULL;--> statement-breakpoint
ALTER TABLE "form_submissions" ADD COLUMN "state" text DEFAULT 'received' NOT NULL;--> statement-breakpoint
ALTER TABLE "form_submissions" ADD COLUMN "attempts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "form_submissions" ADD COLUMN "last_error" text;--> statement-breakpoint
ALTER TABLE "form_submissions" ADD COLUMN "processed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "public_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "title" text NOT NULL;--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "intro" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "inbox_id" integer;--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "sites" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "form_submissions" ADD CONSTRAINT "form_submissions_inbox_id_inboxes_id_fk" FOREIGN KEY ("inbox_id") REFERENCES "public"."inboxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_inbox_id_inboxes_id_fk" FOREIGN KEY ("inbox_id") REFERENCES "public"."inboxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "automation_runs_ended" ON "automation_runs" USING btree ("ended_at") WHERE "automation_runs"."ended_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "form_submissions_fingerprint" ON "form_submissions" USING btree ("fingerprint","created_at");--> statement-breakpoint
CREATE INDEX "form_submissions_unprocessed" ON "form_submissions" USING btree ("created_at") WHERE "form_submissions"."state" <> 'processed';--> statement-breakpoint
CREATE INDEX "form_submissions_form" ON "form_submissions" USING btree ("form_id","id");--> statement-breakpoint
ALTER TABLE "form_submissions" DROP COLUMN "values";--> statement-breakpoint
ALTER TABLE "forms" DROP COLUMN "slug";--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_public_id_unique" UNIQUE("public_id");