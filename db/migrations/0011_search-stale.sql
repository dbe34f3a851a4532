CREATE TABLE "search_stale" (
	"customer_id" bigint NOT NULL,
	"after" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint

-- Which customers' messages are found by what is no longer so: see search_stale in db/schema/search.ts.
CREATE FUNCTION search_names_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_TABLE_NAME = 'customers' THEN
		INSERT INTO search_stale (customer_id) VALUES (NEW.id);
	ELSIF TG_OP = 'DELETE' THEN
		INSERT INTO search_stale (customer_id) VALUES (OLD.customer_id);
	ELSE
		INSERT INTO search_stale (customer_id) VALUES (NEW.customer_id);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_search_stale AFTER UPDATE OF "name" ON "customers" FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION search_names_stale();
--> statement-breakpoint
CREATE TRIGGER customer_identities_search_stale AFTER INSERT OR DELETE ON "customer_identities" FOR EACH ROW EXECUTE FUNCTION search_names_stale();
--> statement-breakpoint
CREATE TRIGGER customer_identities_moved_search_stale AFTER UPDATE OF "value", "customer_id" ON "customer_identities" FOR EACH ROW
	WHEN (OLD.value <> NEW.value OR OLD.customer_id <> NEW.customer_id) EXECUTE FUNCTION search_names_stale();
--> statement-breakpoint
CREATE TRIGGER conversations_search_stale AFTER UPDATE OF "customer_id" ON "conversations" FOR EACH ROW
	WHEN (OLD.customer_id <> NEW.customer_id) EXECUTE FUNCTION search_names_stale();
