-- Text search: accents folded, no stemming, no stop words (the windows make common words cheap, and phrases stay exact).
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
