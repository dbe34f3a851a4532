CREATE TABLE "storage_checks" (
	"key" text PRIMARY KEY NOT NULL,
	"due_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "upload_key" uuid;--> statement-breakpoint
CREATE INDEX "storage_checks_due" ON "storage_checks" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_upload_key" ON "attachments" USING btree ("upload_key") WHERE "attachments"."upload_key" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "attachments_unattached" ON "attachments" USING btree ("created_at") WHERE "attachments"."message_id" IS NULL AND "attachments"."note_id" IS NULL;--> statement-breakpoint
CREATE INDEX "message_mails_raw_key" ON "message_mails" USING btree ("raw_key") WHERE "message_mails"."raw_key" IS NOT NULL;
--> statement-breakpoint

-- Whatever deletes the row of a file (a message, a conversation, a customer with all of theirs), its bytes are looked at afterwards. What
-- is due later stays so: somebody is storing the same bytes at this moment.
CREATE FUNCTION attachments_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO storage_checks SELECT DISTINCT storage_key, now() FROM gone WHERE storage_key IS NOT NULL
		ON CONFLICT (key) DO NOTHING;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER attachments_gone AFTER DELETE ON "attachments" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION attachments_gone();
--> statement-breakpoint
CREATE FUNCTION message_mails_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO storage_checks SELECT DISTINCT raw_key, now() FROM gone WHERE raw_key IS NOT NULL
		ON CONFLICT (key) DO NOTHING;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER message_mails_gone AFTER DELETE ON "message_mails" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION message_mails_gone();
