import postgres from "postgres";
import { planner } from "./conversations";
import { copyInto } from "./copy";
import { derive } from "./derive";
import { createHistory, span } from "./history";
import { dropIndexes, makeIndexes } from "./indexes";
import { createCustomers, inboxes, putCustomers, watermarks } from "./people";
import { progressBar } from "./progress";
import { createRandom, seed } from "./random";
import { streamHistory } from "./stream";
import { createVocabulary } from "./vocabulary";

const columns = {
	messages: "id,conversation_id,created_at,user_id,inbox_id,direction,author,channel,status,provider_id,sender_name,sender_address,body,search_extra".split(
		",",
	),
	mails: "message_id,inbox_id,rfc_message_id,subject".split(","),
	notes: "id,conversation_id,user_id,body,created_at".split(","),
	events: "id,conversation_id,type,actor_type,actor_id,created_at".split(","),
	conversations:
		"id,customer_id,last_message_id,last_inbound_id,last_message_at,sort_at,created_at,inbox_id,message_count,channel,status,last_author,flagged,spam,last_failed,assignee_ids,source,subject,last_snippet".split(
			",",
		),
	reads: "conversation_id,user_id,read_upto".split(","),
} as const;
const tables = { messages: "messages", mails: "message_mails", notes: "notes", events: "events", conversations: "conversations", reads: "conversation_reads" };
const filled = [
	...Object.values(tables),
	"customers",
	"customers_by_facet",
	"customer_identities",
	"conversation_assignees",
	"conversation_counts",
	"search_words",
];

/** Fills an empty, migrated database with `size` conversations and ten times as many messages: three years that end now. */
export async function fill(url: string, size: number): Promise<void> {
	const began = Math.floor(Date.now() / 1000) - span;
	const at = (second: number, id = 0) => `${new Date((began + second) * 1000).toISOString().slice(0, 19)}.${String(id % 1_000_000).padStart(6, "0")}+00:00`;
	// As a replica: no triggers, no checks of foreign keys.
	const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { session_replication_role: "replica" } });
	const connections = Object.keys(tables).map(() => postgres(url, { max: 1, connection: { session_replication_role: "replica" } }));
	const indexes = await dropIndexes(sql, filled);
	// COPY leaves gaps at the ends of pages, which short texts had long filled in those that came one by one: what arrives later would lie strewn
	// over three years. With less room kept than later on, no gap is large enough.
	await sql`ALTER TABLE messages SET (fillfactor = 100)`;

	const random = createRandom(seed);
	const vocabulary = createVocabulary(random);
	const customers = createCustomers(random, vocabulary, Math.max(10, Math.ceil(size / 2)));
	const history = createHistory(random, size);
	const marked = watermarks(random).map((second, i) => ({ id: i + 1, second, upto: 0 }));
	const waiting = [...marked].sort((a, b) => a.second - b.second);
	const [people, addresses] = [
		await copyInto(sql, "customers", ["id", "name", "searched", "language", "created_at"]),
		await copyInto(connections[0] as postgres.Sql, "customer_identities", ["customer_id", "kind", "value", "position"]),
	];
	await putCustomers(customers, people, addresses, at);
	await sql`INSERT INTO inboxes ${sql(inboxes.map(({ share: _, ...inbox }) => ({ ...inbox, name: inbox.address, main: [1, 4, 5, 6].includes(inbox.id) })))}`;

	const names = Object.keys(tables) as (keyof typeof tables)[];
	const open = names.map(async (name, i) => [name, await copyInto(connections[i] as postgres.Sql, tables[name], [...columns[name]])] as const);
	const sinks = Object.fromEntries(await Promise.all(open)) as Parameters<typeof streamHistory>[0]["sinks"];
	const bar = progressBar(`${history.keys.length.toLocaleString("en")} messages`, history.keys.length);
	const reached = (second: number, newestId: number) => {
		while (waiting[0] && waiting[0].second <= second) Object.assign(waiting.shift() ?? {}, { upto: newestId });
	};
	const newestId = await streamHistory({ random, vocabulary, history, plan: planner(random, vocabulary, customers, history), sinks, at }, reached, bar);
	bar.done();
	await sql`ALTER TABLE messages SET (fillfactor = 95)`;
	const users = marked.map(({ id, second, upto }) => ({
		id,
		name: `Operator ${id}`,
		email: `${id}@example.com`,
		read_all_upto: upto,
		read_all_at: at(second),
	}));
	await sql`INSERT INTO users ${sql(users)}`;

	for (const [what, work] of [
		["copies and words", () => derive(sql, vocabulary, newestId)],
		["vacuum", () => sql`VACUUM (FREEZE)`],
		["indexes", () => makeIndexes(sql, connections[0] as postgres.Sql, indexes)],
		["statistics", () => sql`ANALYZE`],
		["checkpoint", () => sql`CHECKPOINT`],
	] as const) {
		const done = progressBar(what, 1);
		await work();
		done.done();
	}
	await Promise.all([sql, ...connections].map((connection) => connection.end()));
}
