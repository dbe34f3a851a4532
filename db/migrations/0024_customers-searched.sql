DROP INDEX "customers_newest";--> statement-breakpoint
DROP INDEX "customers_by_name";--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "searched" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "glance" text GENERATED ALWAYS AS (CASE WHEN length(searched) > 400 THEN left(searched, 399) || chr(1) ELSE searched END) STORED NOT NULL;--> statement-breakpoint
DROP INDEX customers_name_search, customer_identities_search;
--> statement-breakpoint

-- What a customer is found by: the name and every address, a line each. It sees addresses that another transaction has just committed, for two
-- that add one to the same customer at once: hence volatile, and plpgsql.
CREATE FUNCTION customer_searched(customer bigint, name text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
	RETURN concat_ws(E'\n', fold(name), (SELECT string_agg(fold(value), E'\n' ORDER BY position, id) FROM customer_identities WHERE customer_id = customer));
END $$;
--> statement-breakpoint
CREATE FUNCTION customers_searched_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.searched := customer_searched(NEW.id, NEW.name);
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_searched_made BEFORE INSERT OR UPDATE OF name ON customers FOR EACH ROW EXECUTE FUNCTION customers_searched_keep();
--> statement-breakpoint
CREATE FUNCTION customer_identities_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'INSERT' THEN
		UPDATE customers SET searched = customer_searched(id, name) WHERE id = OLD.customer_id;
	END IF;
	IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.customer_id <> OLD.customer_id) THEN
		UPDATE customers SET searched = customer_searched(id, name) WHERE id = NEW.customer_id;
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customer_identities_searched AFTER INSERT OR DELETE OR UPDATE OF value, customer_id ON customer_identities
	FOR EACH ROW EXECUTE FUNCTION customer_identities_searched();
--> statement-breakpoint
UPDATE customers c SET searched = concat_ws(E'\n', c.folded, i.lines)
	FROM (SELECT c.id, string_agg(fold(i.value), E'\n' ORDER BY i.position, i.id) AS lines FROM customers c LEFT JOIN customer_identities i ON i.customer_id = c.id GROUP BY c.id) i
	WHERE i.id = c.id;
--> statement-breakpoint

-- The orders of the list, which carry along what is looked for in it.
CREATE INDEX customers_newest ON customers (created_at, id) INCLUDE (glance);
--> statement-breakpoint
CREATE INDEX customers_by_name ON customers (folded, id) INCLUDE (glance);
--> statement-breakpoint

-- All that is filtered by together is one facet.
CREATE OR REPLACE FUNCTION customer_facets(tags text[], language text, source text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT array_agg(DISTINCT t || l || s) FROM unnest(array_append(tags, '')) t,
		unnest(ARRAY['', chr(1) || split_part(lower(coalesce(language, '')), '-', 1)]) l, unnest(ARRAY['', chr(2) || source]) s WHERE t || l || s <> ''
$$;
--> statement-breakpoint
INSERT INTO customers_by_facet (facet, customer_id, created_at, folded)
	SELECT facet, c.id, c.created_at, c.folded FROM customers c, unnest(customer_facets(c.tags, c.language, c.source)) facet ON CONFLICT DO NOTHING;
--> statement-breakpoint
CREATE INDEX customers_search ON customers USING gin (searched gin_trgm_ops, customer_facets(tags, language, source)) WITH (fastupdate = off);
