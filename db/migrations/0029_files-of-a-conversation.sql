ALTER TABLE "attachments" ADD COLUMN "conversation_id" bigint;--> statement-breakpoint
CREATE INDEX "attachments_shared" ON "attachments" USING btree ("conversation_id","id") WHERE "attachments"."conversation_id" IS NOT NULL AND NOT "attachments"."inline";--> statement-breakpoint

-- A message stays in its conversation: what its files are found by is known once they are its own.
CREATE FUNCTION attachments_conversation_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.conversation_id := (SELECT conversation_id FROM messages WHERE id = NEW.message_id);
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER attachments_conversation BEFORE INSERT OR UPDATE OF message_id ON attachments FOR EACH ROW EXECUTE FUNCTION attachments_conversation_keep();
--> statement-breakpoint
UPDATE attachments a SET conversation_id = m.conversation_id FROM messages m WHERE m.id = a.message_id;
