CREATE TABLE "conversation_changes" (
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"conversation_id" bigint,
	"customer_id" bigint,
	"user_id" integer,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "conversations_inbox";--> statement-breakpoint
DROP INDEX "conversations_source";--> statement-breakpoint
ALTER TABLE "conversation_assignees" ADD COLUMN "inbox_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "conversation_assignees" ADD COLUMN "source" text DEFAULT 'inbound' NOT NULL;--> statement-breakpoint
CREATE INDEX "conversation_changes_transaction" ON "conversation_changes" USING btree ("transaction");--> statement-breakpoint
CREATE INDEX "conversation_assignees_inbox" ON "conversation_assignees" USING btree ("user_id","inbox_id","source","facet","sort_at","conversation_id");--> statement-breakpoint
CREATE INDEX "conversations_inbox" ON "conversations" USING btree ("inbox_id","source","facet","sort_at","id");--> statement-breakpoint
CREATE INDEX "conversations_source" ON "conversations" USING btree ("source","facet","sort_at","id");--> statement-breakpoint

-- The copies of a conversation on its assignees, with its inbox and source.
CREATE OR REPLACE FUNCTION conversation_assignees_fill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	SELECT c.facet & ~32, c.sort_at, c.inbox_id, c.source INTO NEW.facet, NEW.sort_at, NEW.inbox_id, NEW.source
		FROM conversations c WHERE c.id = NEW.conversation_id FOR NO KEY UPDATE;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION conversations_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE conversation_assignees SET facet = NEW.facet, sort_at = NEW.sort_at, inbox_id = NEW.inbox_id, source = NEW.source WHERE conversation_id = NEW.id;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER conversations_copy AFTER UPDATE ON "conversations" FOR EACH ROW
	WHEN (NEW.assignee_ids <> '{}' AND (OLD.facet <> NEW.facet OR OLD.sort_at <> NEW.sort_at OR OLD.inbox_id <> NEW.inbox_id OR OLD.source <> NEW.source)) EXECUTE FUNCTION conversations_copy();
--> statement-breakpoint
UPDATE "conversation_assignees" a SET "inbox_id" = c.inbox_id, "source" = c.source FROM "conversations" c WHERE c.id = a.conversation_id;
--> statement-breakpoint

-- What became different: see conversation_changes in db/schema/conversations.ts.
CREATE FUNCTION conversations_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO conversation_changes (conversation_id) VALUES (CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER conversations_changed AFTER INSERT OR UPDATE OR DELETE ON "conversations" FOR EACH ROW EXECUTE FUNCTION conversations_changed();
--> statement-breakpoint
CREATE FUNCTION conversation_reads_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO conversation_changes (conversation_id, user_id) VALUES (NEW.conversation_id, NEW.user_id);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER conversation_reads_changed AFTER INSERT OR UPDATE ON "conversation_reads" FOR EACH ROW EXECUTE FUNCTION conversation_reads_changed();
--> statement-breakpoint
CREATE FUNCTION users_read_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO conversation_changes (user_id) VALUES (NEW.id);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_read_all AFTER UPDATE OF "read_all_upto" ON "users" FOR EACH ROW WHEN (OLD.read_all_upto <> NEW.read_all_upto) EXECUTE FUNCTION users_read_all();
--> statement-breakpoint
CREATE FUNCTION customers_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO conversation_changes (customer_id) VALUES (NEW.id);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_renamed AFTER UPDATE OF "name" ON "customers" FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION customers_renamed();
--> statement-breakpoint
CREATE FUNCTION drafts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	draft drafts := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
	IF draft.conversation_id IS NOT NULL THEN
		INSERT INTO conversation_changes (conversation_id, user_id) VALUES (draft.conversation_id, draft.user_id);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER drafts_changed AFTER INSERT OR DELETE ON "drafts" FOR EACH ROW EXECUTE FUNCTION drafts_changed();
