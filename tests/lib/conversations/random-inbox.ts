import postgres from "postgres";
import type { Source } from "@/db/schema";
import { channelFilters, type ListFilter } from "@/lib/conversations/filter";

export type Conversation = {
	id: number;
	channel: "email" | "sms" | "whatsapp" | "chat";
	status: "active" | "archived";
	lastAuthor: "customer" | "operator" | "chatbot" | "automation";
	flagged: boolean;
	inbox: number;
	source: Source;
	spam: boolean;
	snoozed: boolean;
	assignees: number[];
	/** Message ids, in or out. One message every twelve minutes: the id is also its time. */
	messages: { id: number; inbound: boolean }[];
	sortAt: number;
};
export type Reader = { id: number; readAllUpto: number; reads: Map<number, { readUpto: number; markedUnreadAt: number | null }> };
export type Inbox = { conversations: Conversation[]; readers: Reader[] };

const start = Date.UTC(2026, 0, 1);
export const at = (messageId: number) => new Date(start + messageId * 12 * 60_000);

/** Conversations with every mixture of states, and readers with watermarks, cursors and hand-made unread marks: the same in every run. */
export function randomInbox(size: number): Inbox {
	const random = seeded(11);
	const chance = (p: number) => random() < p;
	const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
	let lastId = 0;
	const conversations = Array.from({ length: size }, (_, i): Conversation => {
		const messages = Array.from({ length: 1 + Math.floor(random() * 4) }, () => ({ id: ++lastId, inbound: chance(0.6) }));
		const channel = pick(channelFilters);
		return {
			id: i + 1,
			channel,
			status: chance(0.6) ? "active" : "archived",
			lastAuthor: pick(["customer", "operator", "chatbot", "automation"]),
			flagged: chance(0.3),
			inbox: channelFilters.indexOf(channel) * 2 + pick([1, 1, 2]),
			source: pick(["inbound", "inbound", "form", "chatbot"]),
			spam: chance(0.05),
			snoozed: chance(0.05),
			assignees: [1, 2].filter(() => chance(0.4)),
			messages,
			// Rounded down, so that many share an instant and the id has to decide.
			sortAt: Math.floor(lastId / 5) * 5,
		};
	});
	const readers = [0, Math.floor(lastId / 3), Math.floor(lastId / 2)].map((readAllUpto, i): Reader => {
		const read = conversations.filter(() => chance(0.4));
		return {
			id: i + 1,
			readAllUpto,
			reads: new Map(read.map((c) => [c.id, { readUpto: pick(c.messages).id, markedUnreadAt: chance(0.3) ? Math.ceil(random() * lastId) : null }])),
		};
	});
	return { conversations, readers };
}

export async function insertInbox(url: string, { conversations, readers }: Inbox) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	const users = readers.map((r) => ({
		id: r.id,
		name: `User ${r.id}`,
		email: `${r.id}@example.test`,
		read_all_upto: r.readAllUpto,
		read_all_at: at(r.readAllUpto),
	}));
	const reads = readers.flatMap((r) =>
		[...r.reads].map(([conversation_id, read]) => ({ conversation_id, user_id: r.id, read_upto: read.readUpto, marked_unread_at: read.markedUnreadAt })),
	);
	const messages = conversations.flatMap((c) => c.messages.map((m) => messageRow(c, m)));
	await sql`insert into users ${sql(users)}`;
	await sql`insert into customers ${sql(conversations.map((c) => ({ id: c.id, name: `Customer ${c.id}` })))}`;
	await sql`insert into inboxes ${sql([1, 2, 3, 4, 5, 6, 7, 8].map((id) => ({ id, channel: channelFilters[Math.ceil(id / 2) - 1] ?? "email", name: `Inbox ${id}`, address: `${id}@example.test` })))}`;
	await sql`insert into conversations ${sql(conversations.map(conversationRow))}`;
	await sql`insert into messages ${sql(messages)}`;
	await sql`insert into conversation_assignees ${sql(conversations.flatMap((c) => c.assignees.map((user_id) => ({ conversation_id: c.id, user_id }))))}`;
	await sql`insert into conversation_reads ${sql(reads)}`;
	await sql.end();
}

function conversationRow(c: Conversation) {
	return {
		id: c.id,
		customer_id: c.id,
		inbox_id: c.inbox,
		source: c.source,
		channel: c.channel,
		status: c.status,
		last_author: c.lastAuthor,
		flagged: c.flagged,
		spam: c.spam,
		snoozed_until: c.snoozed ? at(1e6) : null,
		last_message_id: c.messages.at(-1)?.id ?? 0,
		last_inbound_id: lastInbound(c),
		last_message_at: at(c.messages.at(-1)?.id ?? 0),
		sort_at: at(c.sortAt),
	};
}

function messageRow(c: Conversation, { id, inbound }: Conversation["messages"][number]) {
	const said = inbound ? { direction: "in", author: "customer", status: "received" } : { direction: "out", author: "operator", status: "sent" };
	return { id, conversation_id: c.id, inbox_id: 1, channel: c.channel, created_at: at(id), body: `message ${id}`, ...said };
}

const lastInbound = (c: Conversation) => Math.max(0, ...c.messages.filter((m) => m.inbound).map((m) => m.id));

/** The specification, told slowly: what `reader` sees under a filter, in order. */
export function expected({ conversations }: Inbox, reader: Reader, filter: ListFilter): Conversation[] {
	return conversations
		.filter(
			(c) =>
				(c.spam ? "spam" : c.snoozed ? "snoozed" : c.status) === filter.tab &&
				(!filter.flagged || c.flagged) &&
				(!filter.channel || c.channel === filter.channel) &&
				(!filter.last || spokenBy(c) === filter.last) &&
				(filter.assigned !== "me" || c.assignees.includes(reader.id)) &&
				(filter.assigned !== "nobody" || c.assignees.length === 0) &&
				(filter.assigned !== "anyone" || c.assignees.length > 0) &&
				(typeof filter.assigned !== "number" || c.assignees.includes(filter.assigned)) &&
				(!filter.inbox || c.inbox === filter.inbox) &&
				(!filter.source || c.source === filter.source) &&
				(!filter.from || dayOf(c) >= filter.from) &&
				(!filter.to || dayOf(c) <= filter.to) &&
				(!filter.unread || unreadOf(c, reader) > 0),
		)
		.sort((a, b) => (b.sortAt - a.sortAt || b.id - a.id) * (filter.sort === "oldest" ? -1 : 1));
}

/** As the readers' clocks show it, who live in Madrid. */
const dayOf = (c: Conversation) => at(c.sortAt).toLocaleDateString("sv", { timeZone: "Europe/Madrid" });

const spokenBy = (c: Conversation) => (c.lastAuthor === "automation" ? "chatbot" : c.lastAuthor);

export function unreadOf(c: Conversation, reader: Reader): number {
	const read = reader.reads.get(c.id);
	const marked = (read?.markedUnreadAt ?? 0) > reader.readAllUpto;
	const upto = marked ? (read?.readUpto ?? 0) : Math.max(reader.readAllUpto, read?.readUpto ?? 0);
	const fresh = c.messages.filter((m) => m.inbound && m.id > upto).length;
	return marked ? Math.max(1, fresh) : fresh;
}

/** mulberry32 */
function seeded(seed: number) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}
