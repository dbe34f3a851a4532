-- Derived copies live here; behaviour (notifying, publishing, answering) never does.

ALTER TABLE "conversations" SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
ALTER TABLE "conversation_assignees" SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "conversation_reads" SET (fillfactor = 90);
ALTER TABLE "messages" SET (fillfactor = 95, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
--> statement-breakpoint

-- Counters are append-only changes: no hot row, no lock order to keep. A job folds them; a sum over at most 256 facets is the count.
CREATE FUNCTION conversations_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'INSERT' THEN INSERT INTO conversation_counts VALUES (0, OLD.facet, -1); END IF;
	IF TG_OP <> 'DELETE' THEN INSERT INTO conversation_counts VALUES (0, NEW.facet, 1); END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER conversations_count AFTER INSERT OR DELETE ON "conversations" FOR EACH ROW EXECUTE FUNCTION conversations_count();
--> statement-breakpoint
CREATE TRIGGER conversations_recount AFTER UPDATE ON "conversations" FOR EACH ROW WHEN (OLD.facet <> NEW.facet) EXECUTE FUNCTION conversations_count();
--> statement-breakpoint
CREATE FUNCTION conversation_assignees_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'INSERT' THEN INSERT INTO conversation_counts VALUES (OLD.user_id, OLD.facet, -1); END IF;
	IF TG_OP <> 'DELETE' THEN INSERT INTO conversation_counts VALUES (NEW.user_id, NEW.facet, 1); END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER conversation_assignees_count AFTER INSERT OR DELETE ON "conversation_assignees" FOR EACH ROW EXECUTE FUNCTION conversation_assignees_count();
--> statement-breakpoint
CREATE TRIGGER conversation_assignees_recount AFTER UPDATE ON "conversation_assignees" FOR EACH ROW WHEN (OLD.facet <> NEW.facet) EXECUTE FUNCTION conversation_assignees_count();
--> statement-breakpoint

-- The program only inserts into and deletes from conversation_assignees; its copies, and the copy of it on the conversation, follow.
CREATE FUNCTION conversation_assignees_fill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	SELECT c.facet & ~32, c.sort_at INTO NEW.facet, NEW.sort_at FROM conversations c WHERE c.id = NEW.conversation_id FOR NO KEY UPDATE;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER conversation_assignees_fill BEFORE INSERT ON "conversation_assignees" FOR EACH ROW EXECUTE FUNCTION conversation_assignees_fill();
--> statement-breakpoint
CREATE FUNCTION conversation_assignees_cache() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	conversation bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.conversation_id ELSE NEW.conversation_id END;
BEGIN
	UPDATE conversations SET assignee_ids = ARRAY(
		SELECT user_id FROM conversation_assignees WHERE conversation_id = conversation ORDER BY lead DESC, created_at, user_id
	) WHERE id = conversation;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER conversation_assignees_cache AFTER INSERT OR DELETE ON "conversation_assignees" FOR EACH ROW EXECUTE FUNCTION conversation_assignees_cache();
--> statement-breakpoint
CREATE TRIGGER conversation_assignees_recache AFTER UPDATE OF "lead" ON "conversation_assignees" FOR EACH ROW WHEN (OLD.lead <> NEW.lead) EXECUTE FUNCTION conversation_assignees_cache();
--> statement-breakpoint
CREATE FUNCTION conversations_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE conversation_assignees SET facet = NEW.facet, sort_at = NEW.sort_at WHERE conversation_id = NEW.id;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER conversations_copy AFTER UPDATE ON "conversations" FOR EACH ROW
	WHEN (NEW.assignee_ids <> '{}' AND (OLD.facet <> NEW.facet OR OLD.sort_at <> NEW.sort_at)) EXECUTE FUNCTION conversations_copy();
