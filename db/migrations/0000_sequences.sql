-- One sequence for messages, notes and events: an id is a place in the timeline, so a page of history is three short index walks merged
-- by id, and "what changed since N" is one number. CACHE stays 1: ids of one conversation are taken under its row lock, in commit order.
CREATE SEQUENCE "timeline_id" AS bigint;
