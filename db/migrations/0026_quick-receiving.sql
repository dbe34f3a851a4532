ALTER TABLE "messages" DROP CONSTRAINT "messages_inbox_id_inboxes_id_fk";

--> statement-breakpoint

-- An index's expression is prepared for each row that comes: of a function in SQL its text was parsed each time, only to find that it cannot be inlined.
CREATE OR REPLACE FUNCTION search_grams(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
	RETURN (SELECT coalesce(string_agg(DISTINCT CASE WHEN public.has_grams(next) THEN g || ' ' || g || 'x' || to_hex(ascii(next)) ELSE g END, ' '), '')
		FROM (
			SELECT 'zqg' || to_hex(ascii(one)) AS g, lead(one) OVER (ORDER BY place) AS next, public.has_grams(one) AS wanted
			FROM regexp_split_to_table(left(t, 20000), '') WITH ORDINALITY s(one, place)
		) each_one WHERE wanted);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION customer_facets(tags text[], language text, source text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
	RETURN (SELECT array_agg(DISTINCT t || l || s) FROM unnest(array_append(tags, '')) t,
		unnest(ARRAY['', chr(1) || split_part(lower(coalesce(language, '')), '-', 1)]) l, unnest(ARRAY['', chr(2) || source]) s WHERE t || l || s <> '');
END $$;
