-- A range of a name or a time beside what is looked for, in one index.
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint
DROP INDEX customers_newest, customers_by_name, customers_search;
--> statement-breakpoint

-- What a customer is filtered by, a line each: chr(1) and the language without its region, chr(2) and the source, and the tags.
CREATE FUNCTION customer_marks(tags text[], language text, source text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT CASE WHEN length(lines) > 150 THEN left(lines, 149) || chr(1) ELSE lines END
	FROM (SELECT E'\n' || array_to_string(ARRAY[chr(1) || split_part(lower(coalesce(language, '')), '-', 1), chr(2) || source] || tags, E'\n') || E'\n' AS lines) every
$$;
--> statement-breakpoint
ALTER TABLE "customers" DROP COLUMN "glance",
	ADD COLUMN "glance" text GENERATED ALWAYS AS (CASE WHEN length(searched) > 250 THEN left(searched, 249) || chr(1) ELSE searched END) STORED NOT NULL,
	ADD COLUMN "marks" text GENERATED ALWAYS AS (customer_marks(tags, language, source)) STORED NOT NULL;
--> statement-breakpoint

-- The orders of the list, which carry along what is looked for in it.
CREATE INDEX customers_newest ON customers (created_at, id) INCLUDE (glance, marks);
--> statement-breakpoint
CREATE INDEX customers_by_name ON customers (folded, id) INCLUDE (glance, marks);
--> statement-breakpoint

-- One in 256 of them, whatever their order: how far away is what is looked for?
CREATE INDEX customers_newest_some ON customers (created_at, id) INCLUDE (glance, marks) WHERE id * 40503 % 65536 < 256;
--> statement-breakpoint
CREATE INDEX customers_by_name_some ON customers (folded, id) INCLUDE (glance, marks) WHERE id * 40503 % 65536 < 256;
--> statement-breakpoint

-- What is far away is collected: by any part of a name or an address, by a facet, and from where to where in the order of the list.
CREATE INDEX customers_search ON customers USING gin (searched gin_trgm_ops, customer_facets(tags, language, source), left(folded, 12), date_trunc('hour', created_at AT TIME ZONE 'UTC')) WITH (fastupdate = off);
