CREATE TABLE "customers_by_facet" (
	"facet" text NOT NULL,
	"customer_id" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"folded" text COLLATE "C" NOT NULL,
	CONSTRAINT "customers_by_facet_customer_id_facet_pk" PRIMARY KEY("customer_id","facet")
);
--> statement-breakpoint
DROP INDEX "customers_by_name";--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "folded" text COLLATE "C" GENERATED ALWAYS AS (fold(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "customers_by_facet" ADD CONSTRAINT "customers_by_facet_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customers_by_facet_newest" ON "customers_by_facet" USING btree ("facet","created_at","customer_id");--> statement-breakpoint
CREATE INDEX "customers_by_facet_name" ON "customers_by_facet" USING btree ("facet","folded","customer_id");--> statement-breakpoint
CREATE INDEX "customers_by_name" ON "customers" USING btree ("folded","id");--> statement-breakpoint
DROP INDEX customers_name_search, customers_name_start, customers_facets;
--> statement-breakpoint
CREATE INDEX customers_name_search ON customers USING gin (folded gin_trgm_ops);
--> statement-breakpoint
CREATE FUNCTION customers_by_facet_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM customers_by_facet WHERE customer_id = NEW.id;
	INSERT INTO customers_by_facet (facet, customer_id, created_at, folded)
		SELECT DISTINCT facet, NEW.id, NEW.created_at, NEW.folded FROM unnest(customer_facets(NEW.tags, NEW.language, NEW.source)) facet;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_by_facet_made AFTER INSERT ON customers FOR EACH ROW EXECUTE FUNCTION customers_by_facet_keep();
--> statement-breakpoint
CREATE TRIGGER customers_by_facet_kept AFTER UPDATE OF name, tags, language, source, created_at ON customers FOR EACH ROW
	WHEN ((OLD.name, OLD.tags, OLD.language, OLD.source, OLD.created_at) IS DISTINCT FROM (NEW.name, NEW.tags, NEW.language, NEW.source, NEW.created_at))
	EXECUTE FUNCTION customers_by_facet_keep();
--> statement-breakpoint
INSERT INTO customers_by_facet (facet, customer_id, created_at, folded)
	SELECT DISTINCT facet, c.id, c.created_at, c.folded FROM customers c, unnest(customer_facets(c.tags, c.language, c.source)) facet;
--> statement-breakpoint

-- The list shows the picture as well.
CREATE OR REPLACE TRIGGER customers_renamed AFTER UPDATE OF "name", "avatar_key" ON "customers" FOR EACH ROW
	WHEN (OLD.name <> NEW.name OR OLD.avatar_key IS DISTINCT FROM NEW.avatar_key) EXECUTE FUNCTION customers_renamed();
