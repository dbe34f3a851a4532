CREATE TABLE "customer_tags" (
	"tag" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "remote_images" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "customers_newest" ON "customers" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "customers_by_name" ON "customers" USING btree (fold("name") COLLATE "C","id");--> statement-breakpoint

-- What the list of customers is filtered by, in one indexed array: any filters together are one intersection. A tag holds no control
-- character; what begins with one is something else: the language without its region ('' while it is unknown), and the source.
CREATE FUNCTION customer_facets(tags text[], language text, source text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT tags || ARRAY[chr(1) || split_part(lower(coalesce(language, '')), '-', 1), chr(2) || source]
$$;
--> statement-breakpoint
CREATE INDEX customers_facets ON customers USING gin (customer_facets(tags, language, source));
--> statement-breakpoint
CREATE FUNCTION customer_tags_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO customer_tags SELECT DISTINCT unnest(NEW.tags) ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customer_tags_keep AFTER INSERT OR UPDATE OF tags ON customers FOR EACH ROW WHEN (NEW.tags <> '{}') EXECUTE FUNCTION customer_tags_keep();
--> statement-breakpoint
INSERT INTO customer_tags SELECT DISTINCT unnest(tags) FROM customers;
