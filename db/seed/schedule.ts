import { type CustomerKey, customers } from "./customers";
import { inboxes, type OperatorKey, operatorKeys } from "./people";
import { seededRandom } from "./random";
import type { Span, Story, Stranger, Turn } from "./story";

type Said = { text: string; files: string[] };
export type Act =
	| ({ kind: "customer"; quoting: boolean; automatic: boolean } & Said)
	| { kind: "reply"; by: OperatorKey; text: string }
	| { kind: "note"; by: OperatorKey; text: string }
	| { kind: "bot"; text: string }
	| { kind: "automation"; text: string }
	| { kind: "assigns"; by: OperatorKey; to: OperatorKey[] }
	| { kind: "flags" | "unflags" | "archives" | "reopens" | "reads" | "marks unread" | "reads all"; by: OperatorKey };

/** `story`: its place in the list. `at`: milliseconds since 1970. */
export type Step = { at: number; story: number; act: Act };

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const milliseconds = (span: string) => Number(span.slice(0, -1)) * units[span.slice(-1) as keyof typeof units];

/** When each operator last said "mark all as read". */
const readAll: Record<OperatorKey, Span> = { lucia: "8h", jorge: "20h", marta: "1.5d", chiara: "1.2d", emma: "2.6d" };

export const sweptAt = (by: OperatorKey, now: number) => now - milliseconds(readAll[by]);

/** All that happens in all stories, in the order in which it happened: ids grow with time, as they do in a real inbox. */
export function schedule(stories: Story[], now: number): Step[] {
	const told = stories.flatMap((story, index) => stepsOf(story, index, now));
	const swept = operatorKeys.map((by): Step => ({ at: sweptAt(by, now), story: -1, act: { kind: "reads all", by } }));
	return [...told, ...swept].sort((a, b) => a.at - b.at);
}

function stepsOf(story: Story, index: number, now: number): Step[] {
	const random = seededRandom(index + 1);
	const turns = story.turns.map(readTurn);
	const steps: Step[] = [];
	let at = now - milliseconds(story.last);
	for (const { act, wait } of turns.toReversed()) {
		steps.unshift({ at, story: index, act });
		at -= wait ?? usualWait(story, act, random());
	}
	return [...steps, ...readers(steps, index, now, random)];
}

/** Who else has seen the end of it: about two in three, a little later. */
function readers(steps: Step[], story: number, now: number, random: () => number): Step[] {
	const last = steps.findLast(({ act }) => act.kind === "customer")?.at ?? now;
	if (last > now - 1.5 * units.h) return [];
	const seen = operatorKeys.filter((by) => random() < 0.65 && last > sweptAt(by, now));
	return seen.map((by, place) => ({ at: last + (5 + place) * units.m, story, act: { kind: "reads", by } }));
}

function usualWait({ to }: Story, { kind }: Act, random: number): number {
	if (kind === "customer" || kind === "reply") return inboxes[to].channel === "email" ? (25 + 150 * random) * units.m : (2 + 18 * random) * units.m;
	return (1 + 4 * random) * units.m;
}

/** Reads one line of a story: see Turn. Throws on what it does not understand. */
export function readTurn(turn: Turn): { act: Act; wait: number | null } {
	const [, wait, line = ""] = /^(?:\+(\d[\d.]*[mhd]) )?(.*)$/s.exec(turn) ?? [];
	return { act: customersTurn(line) ?? ourTurn(line), wait: wait === undefined ? null : milliseconds(wait) };
}

function customersTurn(line: string): Act | null {
	const [, mark, said] = /^(>>|>|auto>) (.*)$/s.exec(line) ?? [];
	if (said === undefined) return null;
	const [, text = said, names] = /^(.*?) ?\[([^\]]+\.(?:png|pdf|csv))\]$/s.exec(said) ?? [];
	return { kind: "customer", text, files: names?.split(", ") ?? [], quoting: mark === ">>", automatic: mark === "auto>" };
}

function ourTurn(line: string): Act {
	const [, who = "", notes, text, deed] = /^(\w+)(?:( notes)?: (.*)| (.*))$/s.exec(line) ?? [];
	if (text !== undefined && (who === "bot" || who === "automation")) return { kind: who, text };
	const by = operator(who, line);
	if (text !== undefined) return { kind: notes ? "note" : "reply", by, text };
	if (deed === "flags" || deed === "unflags" || deed === "archives" || deed === "reopens" || deed === "reads" || deed === "marks unread")
		return { kind: deed, by };
	const [, names] = /^assigns (.+)$/.exec(deed ?? "") ?? [];
	if (names) return { kind: "assigns", by, to: names.split(", ").map((name) => operator(name, line)) };
	throw new Error(`no such turn: ${line}`);
}

function operator(name: string, line: string): OperatorKey {
	const key = operatorKeys.find((known) => known === name);
	if (!key) throw new Error(`nobody is called ${name}: ${line}`);
	return key;
}

export function personOf(who: CustomerKey | Stranger): { name: string | null; language: "es" | "en" | "it"; email?: string; phone?: string; chat?: string } {
	return typeof who === "string" ? customers[who] : who;
}
