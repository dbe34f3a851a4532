import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db";
import { facetsOf } from "@/lib/conversations/facets";
import { type Frequency, frequencyOf } from "./frequency";
import { gramWords, plainWords, splitGrams } from "./grams";
import { fileMark, senderMarks, userMark } from "./marks";
import type { SearchQuery } from "./parse";

/** A query in the index's terms. `words` and `not` are tsqueries as text, empty when there is nothing to ask. */
export type Compiled = {
	words: string;
	/** What only messages carry: sender, file, channel. */
	marks: string;
	not: string;
	/** Regular expressions over folded text, for what the index holds only word by word. */
	patterns: string[];
	notPatterns: string[];
	/** Ids within which an answer can be: `from` is in, `to` is not. */
	from: number;
	to: number;
	/** How often words were counted. */
	frequency: Frequency;
	/** The few conversations that a filter leaves, as a tsquery: spares reading all the hits of the others. Empty when they are many. */
	scope: string;
	/** Whose conversations, when an operator was named. */
	assignees: number[] | null;
	beforeAt: string | null;
	afterAt: string | null;
};

const mostCompletions = 24;
/** Beginnings like "10" have very many: a choice among the first of them will do. */
const consideredCompletions = 20_000;

/** With more conversations than these, asking each hit is cheaper than naming them all. */
const mostScoped = 200;
/** Messages of one, as far as nobody has counted them. */
const perConversation = 100;

type Row = {
	counts: number[];
	/** The id up to which they were counted. */
	counted: string | null;
	scope: string[] | null;
	words: string;
	completions: string;
	marks: string;
	not: string;
	top: string;
	fromId: string | null;
	toId: string | null;
	beforeAt: string | null;
	afterAt: string | null;
	assignees: number[] | null;
};

/** Looks up in one statement all that a query needs from the database before its first window. */
export async function compileSearch(reader: Reader, userId: number, query: SearchQuery, conversationId?: number): Promise<Compiled> {
	const { plain, prefix, patterns } = positives(query, conversationId);
	const negative = negatives(query);
	const [row] = await reader.execute<Row>(sql`
		SELECT ${asQuery(plain)} AS words, ${asQuery(marksOf(userId, query))} AS marks, completed.words AS completions,
			${negative.words.length === 0 ? sql`''` : sql`(${sql.join(negative.words.map(notAll), sql` && `)})::text`} AS not,
			greatest((SELECT max(id) FROM messages), (SELECT max(id) FROM notes), 0) AS top,
			d.before_at AS "beforeAt", d.after_at AS "afterAt",
			message_id_at(d.after_at - interval '1 minute') AS "fromId", message_id_at(d.before_at + interval '1 minute') AS "toId",
			array_remove(${countsOf(plain)} || completed.messages || (SELECT message_count::float8 FROM conversations WHERE id = ${conversationId ?? null}), NULL) AS counts,
			(SELECT upto FROM search_progress) AS counted, ${assigneesOf(query)} AS assignees, ${scopeOf(userId, query)} AS scope
		FROM (SELECT (${query.before}::date)::timestamp AT TIME ZONE u.time_zone AS before_at, (${query.after}::date)::timestamp AT TIME ZONE u.time_zone AS after_at
			FROM users u WHERE u.id = ${userId}) d CROSS JOIN ${completions(prefix)} completed`);
	if (!row) throw new Error("the searcher is no user");
	// Characters that are words to us and none to the index must not turn into "everything".
	const isLost = (plain.length > 0 && !row.words) || row.scope?.length === 0;
	const scoped = row.scope && row.scope.length <= mostScoped ? row.scope : [];
	const counts = [...row.counts, ...(scoped.length > 0 ? [scoped.length * perConversation] : [])];
	return {
		words: [row.words, row.completions]
			.filter(Boolean)
			.map((part) => `(${part})`)
			.join(" & "),
		marks: row.marks,
		scope: scoped.map((id) => `'zqv${id}'`).join(" | "),
		not: row.not,
		patterns,
		notPatterns: negative.patterns,
		from: query.after ? Number(row.fromId) : 0,
		to: isLost ? 0 : Math.min(Number(row.top) + 1, query.before ? Number(row.toId) : Number.POSITIVE_INFINITY),
		assignees: row.assignees,
		frequency: frequencyOf(counts, row.counted === null ? null : Number(row.counted), Number(row.top)),
		beforeAt: row.beforeAt,
		afterAt: row.afterAt,
	};
}

const asQuery = (words: string[]) => sql`plainto_tsquery('public.inbox', plain_words(${words.join(" ")}))::text`;
const notAll = (words: string[]) => sql`!!plainto_tsquery('public.inbox', plain_words(${words.join(" ")}))`;

function positives({ words, phrases, prefix }: SearchQuery, conversationId?: number) {
	const typing = splitGrams(prefix ?? "").words;
	const last = typing.pop();
	const parts = [...words, ...phrases].map(splitGrams);
	const runs = parts.flatMap((part) => part.runs);
	const scope = conversationId === undefined ? [] : [`zqv${conversationId}`];
	return {
		plain: [...parts.flatMap((part) => part.words), ...typing, ...runs.flatMap(gramWords), ...scope],
		prefix: last,
		patterns: [...phrases.flatMap(patternOf), ...words.flatMap((word) => splitGrams(word).runs.filter(isLong))],
	};
}

/** More than the pairs of a run can tell: they may stand apart. */
const isLong = (run: string) => [...run].length > 2;

/** A phrase's words with anything but letters between them. Runs without spaces stand as they are. Null when the index tells it all. */
function patternOf(phrase: string): string[] {
	const { runs } = splitGrams(phrase);
	if (runs.length > 0) return [phrase.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(/\s+/g, "\\s+")];
	const words = plainWords(phrase);
	return words.length < 2 ? [] : [`(^|[^[:alnum:]])${words.join("[^[:alnum:]]+")}($|[^[:alnum:]])`];
}

/** What must not be there: single words through the index, the rest by reading. */
function negatives({ not }: SearchQuery): { words: string[][]; patterns: string[] } {
	const parts = not.map((text) => ({ pattern: patternOf(text), words: [...splitGrams(text).words, ...splitGrams(text).runs.flatMap(gramWords)] }));
	const patterns = parts.flatMap(({ pattern }) => pattern);
	return { patterns, words: parts.filter(({ pattern }) => pattern.length === 0).map(({ words }) => words) };
}

function marksOf(userId: number, { from, attachment, channel }: SearchQuery): string[] {
	const sender = from === "me" ? [userMark(userId)] : senderMarks(from ?? "");
	return [...sender, ...(attachment ? [fileMark] : []), ...(channel ? [`zq${channel}`] : [])];
}

/**
 * The most frequent words that begin so, and the word itself: a prefix search of the index would read every one of them, whole. Beside them,
 * how many messages hold one of them, or somewhat more.
 */
function completions(prefix: string | undefined): SQL {
	if (prefix === undefined) return sql`(SELECT '' AS words, NULL::float8 AS messages)`;
	return sql`(SELECT string_agg('''' || word || '''', ' | ') AS words, sum(messages)::float8 AS messages FROM (SELECT word, max(messages) AS messages FROM (
		(SELECT word, messages FROM (SELECT word, messages FROM search_words WHERE word LIKE fold(${prefix}) || '%' LIMIT ${consideredCompletions}) begun ORDER BY messages DESC LIMIT ${mostCompletions})
		UNION ALL SELECT unnest(tsvector_to_array(to_tsvector('public.inbox', ${prefix}))), 0) either GROUP BY word) each_one)`;
}

/** How many messages hold each of the words. Marks, and what is too short or too long to be counted, say nothing. */
function countsOf(plain: string[]): SQL {
	if (plain.length === 0) return sql`'{}'::float8[]`;
	return sql`ARRAY(SELECT coalesce(counted.messages, 0)::float8 FROM unnest(tsvector_to_array(to_tsvector('public.inbox', plain_words(${plain.join(" ")})))) asked(word)
		LEFT JOIN search_words counted USING (word) WHERE length(asked.word) BETWEEN 2 AND 40 AND asked.word NOT LIKE 'zq%')`;
}

function assigneesOf({ assigned }: SearchQuery): SQL {
	if (!assigned || assigned === "me" || assigned === "nobody") return sql`NULL::int[]`;
	return sql`ARRAY(SELECT id FROM users WHERE strpos(fold(name), fold(${assigned})) > 0)`;
}

/** The conversations of the filter that leaves the fewest, as far as one can tell; no more than it takes to see that they are many. */
function scopeOf(userId: number, query: SearchQuery): SQL {
	const limit = mostScoped + 1;
	if (query.assigned && query.assigned !== "nobody") {
		const users = query.assigned === "me" ? sql`ARRAY[${userId}::int]` : assigneesOf(query);
		return sql`ARRAY(SELECT DISTINCT conversation_id FROM conversation_assignees WHERE user_id = ANY(${users}) LIMIT ${limit})`;
	}
	if (!query.flagged) return sql`NULL::bigint[]`;
	const facets = facetsOf({ flagged: true, channel: query.channel, tab: query.in ?? undefined, assigned: query.assigned === "nobody" ? "nobody" : null });
	return sql`ARRAY(SELECT id FROM conversations WHERE facet = ANY(${`{${facets.join(",")}}`}::smallint[]) LIMIT ${limit})`;
}
