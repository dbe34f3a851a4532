CREATE INDEX "customers_avatar" ON "customers" USING btree ("avatar_key") WHERE "customers"."avatar_key" IS NOT NULL;--> statement-breakpoint

-- As with other files: whatever takes a picture's name out of its row, its bytes are looked at afterwards.
CREATE FUNCTION avatar_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO storage_checks VALUES (OLD.avatar_key, now()) ON CONFLICT (key) DO NOTHING;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER avatar_gone AFTER DELETE OR UPDATE OF avatar_key ON "customers" FOR EACH ROW WHEN (OLD.avatar_key IS NOT NULL) EXECUTE FUNCTION avatar_gone();
--> statement-breakpoint
CREATE TRIGGER avatar_gone AFTER DELETE OR UPDATE OF avatar_key ON "users" FOR EACH ROW WHEN (OLD.avatar_key IS NOT NULL) EXECUTE FUNCTION avatar_gone();
--> statement-breakpoint

-- From before webhooks knew their message: deleting it could not empty them, and done with they are of no more use.
UPDATE webhooks SET url = '', headers = '{}', payload = ''::bytea WHERE state = 'processed' AND message_id IS NULL;
