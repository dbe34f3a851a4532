import "server-only";
import { db } from "@/db";
import { type CustomerCursor, type CustomerFilter, unknownLanguage } from "./filter";
import { isIndexed, isShort, searchedWords } from "./matching";
import { boundary, collect, type Place, sampled, standing, type Wanted, walk } from "./stretch";

/** So many customers are looked at along the list: what is looked for stands in its index. */
const near = 5000;
/** As many of the sample are asked for. Those that fewer stand for are put in order all at once. */
const some = 8;
/** Those that so many stand for are more than a page, and not many. */
const enough = 3;

/** The ids of one page of the list, in its order, and where the next one begins. Its cost does not grow with the number of customers. */
export async function findPage(
	filter: CustomerFilter,
	after: CustomerCursor | undefined,
	limit: number,
): Promise<{ ids: number[]; next: CustomerCursor | null }> {
	const words = searchedWords(filter.q);
	const wanted = { sort: filter.sort, marks: marksOf(filter), words };
	const from = after ? { key: after.key, id: `${after.id}` } : null;
	// One more says that there are more.
	const rows = await (standTogether(wanted) ? db().execute<Place>(standing(wanted, from, limit + 1)) : lookFor(wanted, from, limit + 1));
	const last = rows.length > limit ? rows[limit - 1] : undefined;
	return { ids: rows.slice(0, limit).map(({ id }) => Number(id)), next: last ? { key: last.key, id: Number(last.id) } : null };
}

/** Those of a facet do, in each order of the list; and by name, those whose names begin with a short text. */
const standTogether = ({ sort, words }: Wanted) => words.length === 0 || (sort === "name" && isShort(words));

/** As customersByFacet has them: together and in this order, they are one facet. */
function marksOf({ tag, language, source }: CustomerFilter): string[] {
	const spoken = language === unknownLanguage ? "" : language;
	return [...(tag ? [tag] : []), ...(spoken === null ? [] : [`\u0001${spoken}`]), ...(source ? [`\u0002${source}`] : [])];
}

/**
 * What very many match is near. What is not is collected from an index and put in order: all that there is ahead, or what stands before the place
 * where, by a sample, there is enough; from there on one walks again.
 */
async function lookFor(wanted: Wanted, from: Place | null, limit: number): Promise<Place[]> {
	const rows: Place[] = [];
	let after = from;
	for (;;) {
		// What has no trigram is in no index but the list's own.
		const { found, end } = await walk(wanted, after, isIndexed(wanted.words) ? near : null, limit - rows.length);
		rows.push(...found);
		if (rows.length === limit || !end) return rows;
		// A short text is a range of an index by itself, and what is far away in the order of time lies close together.
		const isRange = isShort(wanted.words);
		const { ahead, behind } = isRange ? { ahead: [], behind: [] } : await sampled(wanted, end, some);
		const upto = ahead.length === some && ahead[enough - 1] ? boundary(wanted.sort, end, ahead[enough - 1] as Place) : null;
		rows.push(...(await collect(wanted, { after: end, upto, fewBehind: behind.length < some }, limit - rows.length)));
		if (rows.length === limit || !upto) return rows;
		after = upto;
	}
}
