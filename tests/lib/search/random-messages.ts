import { sql } from "drizzle-orm";
import { db } from "@/db";
import { channels, customers, messages, notes } from "@/db/schema";
import { fileMark, senderMarks } from "@/lib/search/marks";
import type { SearchQuery } from "@/lib/search/parse";
import { makeInbox, makeUser } from "../../support/factories";

export type Made = { id: number; kind: "message" | "note"; conversation: number; text: string[]; sender: string; file: boolean; at: string };
export type Place = { id: number; channel: (typeof channels)[number]; flagged: boolean; archived: boolean; assigned: boolean; unread: boolean };

const vocabulary =
	"pedido estado mi el la garantía devolución Reembolso factura ÑANDÚ perché più così order status refund invoice the my screw é Straße naïve peso pelo pedir 4417 12.5 A-77 y/o fin.Gracias".split(
		" ",
	);
const people = ["María García", "Giulia Rinaldi", "John Smith", "Željko Ørsted"];

/** The same numbers every time. */
export function random(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** Fills the tables with messages and notes of known words, common ones and rare ones; answers what a search may look at. */
export async function insertMessages(count: number) {
	const draw = random(7);
	const { user } = await makeUser("operator", "Ana Pérez");
	const inbox = await makeInbox("email", "support@shop.example");
	await db()
		.insert(customers)
		.values(people.map((name) => ({ name })));
	const places: Place[] = Array.from({ length: 120 }, (_, i) => ({
		id: i + 1,
		channel: channels[i % 4] ?? "email",
		flagged: i % 5 === 0,
		archived: i % 3 === 0,
		assigned: i % 7 === 0,
		unread: i % 11 === 0,
	}));
	await db().execute(sql`INSERT INTO conversations (customer_id, inbox_id, channel, flagged, status, last_inbound_id)
		SELECT 1 + p.id % 4, ${inbox.id}, p.channel::channel, p.flagged, CASE WHEN p.archived THEN 'archived' ELSE 'active' END::conversation_status, CASE WHEN p.unread THEN 1000000 ELSE 0 END
		FROM jsonb_to_recordset(${JSON.stringify(places)}::jsonb) p(id int, channel text, flagged boolean, archived boolean, unread boolean) ORDER BY p.id`);
	await db().execute(sql`INSERT INTO conversation_assignees (conversation_id, user_id) SELECT id, ${user.id} FROM conversations WHERE (id - 1) % 7 = 0`);
	const made = Array.from({ length: count }, (_, i) => one(draw, places, i));
	for (let i = 0; i < made.length; i += 1000) await insert(made.slice(i, i + 1000), places, inbox.id, user.id);
	await db().execute(sql`SELECT setval('timeline_id', ${count * 3})`);
	await db().execute(sql`ANALYZE`);
	return { user, made, places };
}

function one(draw: (below: number) => number, places: Place[], i: number): Made {
	const word = () => vocabulary[Math.min(draw(vocabulary.length), draw(vocabulary.length))] ?? "";
	const body = Array.from({ length: 3 + draw(20) }, () => word() + (draw(9) === 0 ? "," : "")).join(draw(2) ? " " : "\n");
	const rare = i % 400 === 17 ? " zanahoria" : "";
	const conversation = 1 + draw(places.length);
	const kind = draw(12) === 0 ? ("note" as const) : ("message" as const);
	const customer = people[conversation % 4] ?? "";
	const day = new Date(Date.UTC(2026, 0, 1) + i * 600_000 * 3).toISOString();
	return {
		id: 3 * i + 1,
		kind,
		conversation,
		text: kind === "note" ? [body + rare] : [body + rare, customer],
		sender: kind === "note" ? "Ana Pérez" : customer,
		file: kind === "message" && draw(15) === 0,
		at: day,
	};
}

async function insert(made: Made[], places: Place[], inboxId: number, userId: number): Promise<void> {
	const shared = (one: Made) => ({ id: one.id, conversationId: one.conversation, body: one.text[0] ?? "", createdAt: new Date(one.at) });
	const noted = made.filter((one) => one.kind === "note").map((one) => ({ ...shared(one), userId }));
	if (noted.length > 0) await db().insert(notes).values(noted);
	const said = made.filter((one) => one.kind === "message");
	await db()
		.insert(messages)
		.values(
			said.map((one) => ({
				...shared(one),
				inboxId,
				channel: places[one.conversation - 1]?.channel ?? "email",
				direction: "in" as const,
				author: "customer" as const,
				status: "received" as const,
				searchExtra: [...(one.file ? [fileMark] : []), ...senderMarks(one.sender), one.sender].join(" "),
			})),
		);
}

const special: Record<string, string> = { ß: "ss", ø: "o" };
const wordsOf = (text: string) =>
	text
		.normalize("NFD")
		.replace(/\p{Mn}/gu, "")
		.toLowerCase()
		.replace(/[ßø]/g, (c) => special[c] ?? c)
		.match(/[\p{L}\p{N}]+/gu)
		?.map(String) ?? [];

/** What a query should find, by reading everything. */
export function expectedIds(query: SearchQuery, { made, places }: { made: Made[]; places: Place[] }): number[] {
	return made
		.filter((one) => matches(query, one, places[one.conversation - 1]))
		.map((one) => one.id)
		.reverse();
}

function matches(query: SearchQuery, one: Made, place: Place | undefined): boolean {
	if (!place) return false;
	const texts = one.text.map(wordsOf);
	const words = texts.flat();
	const together = (text: string) => texts.some((each) => ` ${each.join(" ")} `.includes(` ${wordsOf(text).join(" ")} `));
	const has = (text: string) => wordsOf(text).every((word) => words.includes(word));
	return (
		query.words.every(has) &&
		(!query.prefix || words.some((word) => word.startsWith(wordsOf(query.prefix ?? "").join("")))) &&
		query.phrases.every(together) &&
		!query.not.some((text) => (wordsOf(text).length > 1 ? together(text) : has(text))) &&
		(!query.from || wordsOf(query.from).every((word) => wordsOf(one.sender).includes(word))) &&
		(!query.channel || place.channel === query.channel) &&
		(!query.assigned || (query.assigned === "nobody") !== place.assigned) &&
		(!query.flagged || place.flagged) &&
		(!query.unread || place.unread) &&
		(!query.attachment || one.file) &&
		(!query.before || one.at < `${query.before}T`) &&
		(!query.after || one.at >= `${query.after}T`) &&
		(!query.in || (query.in === "archived") === place.archived)
	);
}
