-- Text search: accents folded, no stemming, no stop words (the windows make common words cheap, and phrases stay exact).
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION inbox (COPY = pg_catalog.simple);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION inbox
	ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart WITH unaccent, simple;
--> statement-breakpoint

-- unaccent() is only STABLE, because a dictionary can be replaced; with the dictionary named, and never replaced, this is IMMUTABLE.
CREATE FUNCTION fold(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, t)) $$;
--> statement-breakpoint

-- The parser takes "sent.Thanks" for a host, "and/or" for a file and "A-4417" for a word and a negative number: without what joins them
-- only plain words are left, those that a person sees. replace() is cheaper than translate().
CREATE FUNCTION plain_words(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT replace(replace(replace(replace(replace(replace(replace(replace(t, '.', ' '), '-', ' '), '/', ' '), '@', ' '), '_', ' '), '+', ' '), '<', ' '), '&', ' ')
$$;
--> statement-breakpoint

-- Scripts without spaces, and emoji: the same class as in lib/search/grams.ts.
CREATE FUNCTION has_grams(t text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT t ~ '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2600-\u27BF\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U0001F000-\U0001FAFF\U00020000-\U0003FFFF]'
$$;
--> statement-breakpoint

-- They are found by words of one and of two characters, written as code points so that no locale matters.
CREATE FUNCTION search_grams(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT coalesce(string_agg(DISTINCT CASE WHEN public.has_grams(next) THEN g || ' ' || g || 'x' || to_hex(ascii(next)) ELSE g END, ' '), '')
	FROM (
		SELECT 'zqg' || to_hex(ascii(one)) AS g, lead(one) OVER (ORDER BY place) AS next, public.has_grams(one) AS wanted
		FROM regexp_split_to_table(left(t, 20000), '') WITH ORDINALITY s(one, place)
	) each_one WHERE wanted
$$;
--> statement-breakpoint

-- Names inside are qualified: PostgreSQL builds and analyses indexes with an empty search_path.
-- What a message is found by: its words, and where it stands. zqa, zqb and zqc are its id in thousands, ten thousands and millions: a
-- search reads from the newest bucket back and stops early, and nothing ever collects all the hits of a common word.
-- Everything inside must be IMMUTABLE (an enum's ::text is not), or it is not inlined and costs three times as much.
CREATE FUNCTION message_tsv(id bigint, conversation_id bigint, channel channel, direction direction, body text, search_extra text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT to_tsvector('public.inbox'::regconfig, public.plain_words(left(body, 100000) || ' ' || left(search_extra, 8000))
		|| CASE WHEN public.has_grams(body) OR public.has_grams(search_extra) THEN ' ' || public.search_grams(body || ' ' || search_extra) ELSE '' END
		|| ' zqa' || (id >> 11)::text || ' zqb' || (id >> 16)::text || ' zqc' || (id >> 21)::text || ' zqv' || conversation_id::text
		|| CASE channel WHEN 'email' THEN ' zqemail' WHEN 'sms' THEN ' zqsms' WHEN 'whatsapp' THEN ' zqwhatsapp' ELSE ' zqchat' END
		|| CASE direction WHEN 'in' THEN ' zqin' ELSE ' zqout' END)
$$;
--> statement-breakpoint
-- New entries wait in a short list, read whole by every search, so that an arriving message does not touch sixty pages of the index.
CREATE INDEX messages_search ON messages USING gin (message_tsv(id, conversation_id, channel, direction, body, search_extra))
	WITH (fastupdate = on, gin_pending_list_limit = 256);
--> statement-breakpoint

CREATE FUNCTION note_tsv(id bigint, conversation_id bigint, body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT to_tsvector('public.inbox'::regconfig, public.plain_words(left(body, 100000)) || CASE WHEN public.has_grams(body) THEN ' ' || public.search_grams(body) ELSE '' END
		|| ' zqa' || (id >> 11)::text || ' zqb' || (id >> 16)::text || ' zqc' || (id >> 21)::text || ' zqv' || conversation_id::text)
$$;
--> statement-breakpoint
CREATE INDEX notes_search ON notes USING gin (note_tsv(id, conversation_id, body)) WITH (fastupdate = on, gin_pending_list_limit = 256);
--> statement-breakpoint

-- Completes what is being typed. LIKE 'abc%' needs an order by bytes.
CREATE INDEX search_words_prefix ON search_words (word text_pattern_ops) INCLUDE (messages);
--> statement-breakpoint

-- The first message of a moment or after it (its id; one past the newest when there is none), by halving: ids go by arrival.
CREATE FUNCTION message_id_at(moment timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
	low bigint := 0;
	high bigint := (SELECT coalesce(max(id), 0) + 1 FROM messages);
	middle bigint;
	found record;
BEGIN
	WHILE low < high LOOP
		middle := (low + high) / 2;
		SELECT m.id, m.created_at INTO found FROM messages m WHERE m.id >= middle ORDER BY m.id LIMIT 1;
		IF found.id IS NULL OR found.created_at >= moment THEN high := middle; ELSE low := found.id + 1; END IF;
	END LOOP;
	RETURN low;
END $$;
--> statement-breakpoint

-- Customers by any part of a name or an address; by the beginning of a name while it has no three letters to look up.
CREATE INDEX customers_name_search ON customers USING gin (fold(name) gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX customers_name_start ON customers (fold(name) text_pattern_ops);
--> statement-breakpoint
CREATE INDEX customer_identities_search ON customer_identities USING gin (value gin_trgm_ops);
