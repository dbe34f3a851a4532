import { sql } from "drizzle-orm";
import { db } from "@/db";
import { compactUser } from "@/lib/conversations/compact-reads";
import { countFilters, type FilterCount } from "@/lib/conversations/count-filters";
import { nextCursor } from "@/lib/conversations/cursor";
import { parseListFilter } from "@/lib/conversations/filter";
import { markAllRead, undoMarkAllRead } from "@/lib/conversations/mark-all-read";
import { listConversations, listCounts } from "@/lib/conversations/queries";
import type { Figure } from "../figures";
import { diligent } from "../seed/people";
import { measure, operator } from "./meter";

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const combinations = [
	"",
	"tab=archived",
	"flagged=1&channel=sms&last=customer&assigned=nobody",
	"unread=1",
	"unread=1&assigned=me&channel=email",
	"assigned=me",
	"assigned=1&tab=archived&sort=oldest&last=operator",
	"assigned=1&tab=archived&source=api",
	"assigned=me&tab=archived&inbox=2&source=form",
	"inbox=3&tab=archived",
	"inbox=1&source=api&tab=archived",
	`from=${day(520)}&to=${day(500)}&tab=archived&flagged=1`,
];
/** Some who have much to do and some who have little; all press "mark all as read" now and then. */
const users = [1, 3, 10, 50, 120, 190];
const flat = { goal: 5, worst: 15, growth: 1.3 };
const filterOf = (query: string) => parseListFilter(new URLSearchParams(query));

export async function listFigures(): Promise<Figure[]> {
	const figures: Figure[] = [];
	const user = (i: number) => users[i % users.length] ?? 1;
	for (const query of combinations)
		figures.push(await measure({ name: `list: ${query || "active"}`, times: 30, ...flat, run: (i) => listConversations(user(i), filterOf(query)) }));
	const archived = filterOf("tab=archived");
	const [deep] = await listConversations(1, filterOf(`tab=archived&to=${day(500)}`), undefined, 1);
	const after = nextCursor(deep ? [deep] : [], 1) ?? undefined;
	figures.push(
		await measure({ name: "list: a page in the middle of the archive", times: 30, ...flat, run: (i) => listConversations(user(i), archived, after) }),
	);
	const diligentUser = { name: "list: unread, of one who never pressed « mark all »", times: 10, run: () => listConversations(diligent, filterOf("unread=1")) };
	figures.push(await measure(diligentUser), ...(await compactedFigures()));
	figures.push(await measure({ name: "counters beside the tabs", times: 30, ...flat, run: (i) => listCounts(user(i)) }));
	const views = ["flagged=1", "assigned=me&unread=1", "inbox=2&tab=archived", "source=form", `from=${day(30)}`].map(filterOf);
	// Each is counted up to a hundred.
	const counted = (counts: FilterCount[]) => counts.reduce((sum, { count }) => sum + Math.min(count, 100), 0);
	figures.push(await measure({ name: "counters of five saved views", times: 30, ...flat, run: (i) => countFilters(user(i), views), rows: counted }));
	const mark = (i: number) => markAllRead(operator(user(i)));
	const undo = (done: Awaited<ReturnType<typeof mark>>, i: number) => undoMarkAllRead(done, operator(user(i)));
	figures.push(await measure({ name: "mark all as read", times: 30, goal: 5, run: mark, undo }));
	return figures;
}

/** The nightly compacting, and the same list after it. What it did is taken back, so that the next measuring finds it again. */
async function compactedFigures(): Promise<Figure[]> {
	const [before] = await db().execute<{ upto: string; at: string }>(
		sql`SELECT read_all_upto AS upto, read_all_at::text AS at FROM users WHERE id = ${diligent}`,
	);
	const start = performance.now();
	const done = await compactUser(diligent);
	const took = performance.now() - start;
	if (!done || !before) throw new Error("not compacted");
	const run = () => listConversations(diligent, filterOf("unread=1"));
	const after = await measure({ name: "… after the nightly compacting", times: 10, goal: 5, run });
	await db().execute(sql`UPDATE users SET read_all_upto = ${before.upto}, read_all_at = ${before.at}::timestamptz WHERE id = ${diligent}`);
	await db().execute(sql`DELETE FROM conversation_reads WHERE user_id = ${diligent} AND marked_unread_at IS NOT NULL`);
	return [after, { name: "… which took", unit: "ms", values: [took] }];
}
