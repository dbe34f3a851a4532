import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { demoSignIns, seed, stories } from "@/db/seed";
import { personOf, readTurn } from "@/db/seed/schedule";
import { signIn } from "@/lib/auth/sign-in";
import { type ListFilter, parseListFilter } from "@/lib/conversations/filter";
import { listConversations, listCounts } from "@/lib/conversations/queries";
import { setupDatabase } from "../support/database";

process.env.SANDBOX_URL = "http://127.0.0.1:9";
const { url } = setupDatabase();
const sql = postgres(url, { max: 1, onnotice: () => {} });

const filter = (query = ""): ListFilter => parseListFilter(new URLSearchParams(query));
const count = async (from: string) => Number((await sql.unsafe(`SELECT count(*) FROM ${from}`))[0]?.count);
let users: { id: number; name: string }[] = [];

beforeAll(async () => {
	await seed();
	users = await sql<{ id: number; name: string }[]>`SELECT id, name FROM users ORDER BY id`;
}, 180_000);
afterAll(() => sql.end());

test("refuses to run where its answers would reach real people", async () => {
	vi.resetModules();
	vi.stubEnv("SANDBOX_URL", "");
	const fresh = await import("@/db/seed");
	await expect(fresh.seed()).rejects.toThrow("SANDBOX_URL");
	vi.unstubAllEnvs();
	expect(await count("users")).toBe(5);
});

test("a turn that says nothing known is refused, not skipped", () => {
	expect(() => readTurn("lucia dances" as never)).toThrow("no such turn");
	expect(() => readTurn("pepe: hola" as never)).toThrow("nobody is called pepe");
});

test("everybody can sign in as printed", async () => {
	expect(demoSignIns.map(({ role }) => role)).toEqual(["admin", "operator", "operator", "operator", "operator"]);
	for (const { email, password } of demoSignIns) await signIn({ email, password }, { ip: "203.0.113.9", userAgent: "test" });
});

test("as many as promised, in three languages", async () => {
	expect(await count("customers")).toBeGreaterThanOrEqual(40);
	expect(await count("conversations")).toBe(stories.length);
	expect(stories.length).toBe(60);
	const spoken = (language: string) => stories.filter(({ who }) => personOf(who).language === language).length;
	expect([spoken("es"), spoken("en"), spoken("it")]).toEqual([30, 18, 12]);
	for (const channel of ["email", "sms", "whatsapp", "chat"]) expect(await count(`conversations WHERE channel = '${channel}'`)).toBeGreaterThan(3);
});

test("a dozen templates in folders, in three languages", async () => {
	expect(await count("templates")).toBe(12);
	expect(await count("(SELECT DISTINCT language FROM templates) AS languages")).toBe(3);
});

describe("every state there is", () => {
	test.each([
		["flagged", "conversations WHERE flagged"],
		["archived", "conversations WHERE status = 'archived'"],
		["assigned to one", "conversations WHERE cardinality(assignee_ids) = 1"],
		["assigned to several", "conversations WHERE cardinality(assignee_ids) > 1"],
		["assigned to nobody", "conversations WHERE assignee_ids = '{}' AND status = 'active'"],
		["customer spoke last", "conversations WHERE last_author = 'customer'"],
		["operator spoke last", "conversations WHERE last_author = 'operator'"],
		["automation spoke last", "conversations WHERE last_author = 'automation'"],
		["chatbot spoke last", "conversations WHERE last_author = 'chatbot'"],
		["failed", "conversations WHERE last_failed"],
		["begun by a form", "conversations WHERE source = 'form' AND source_name IS NOT NULL"],
		[
			"begun by a form that was filled in",
			"conversations c JOIN form_submissions s ON s.conversation_id = c.id JOIN forms f ON f.id = s.form_id AND f.name = c.source_name",
		],
		["automation that is on, and harmless", "automations WHERE enabled AND actions->0->>'type' = 'note' AND jsonb_array_length(actions) = 1"],
		["automation to be turned on", "automations WHERE NOT enabled"],
		["form open to everybody", "forms WHERE enabled"],
		["begun by an automation", "conversations WHERE source = 'automation' AND source_name IS NOT NULL"],
		["no subject", "conversations WHERE channel = 'email' AND coalesce(subject, '') = ''"],
		["very long subject", "conversations WHERE length(subject) > 200"],
		["long thread", "conversations WHERE message_count BETWEEN 105 AND 130"],
		["several conversations of one customer", "(SELECT customer_id FROM conversations GROUP BY 1 HAVING count(*) > 2) several"],
		["right-to-left name", "customers WHERE name ~ '[\\u0600-\\u06FF]'"],
		["nameless sender", "customers WHERE name LIKE '+%'"],
		["message received", "messages WHERE status = 'received'"],
		["message queued", "messages WHERE status = 'queued'"],
		["message delivered", "messages WHERE status = 'delivered' AND provider_id IS NOT NULL"],
		["message read", "messages WHERE status = 'read'"],
		["message failed", "messages WHERE status = 'failed' AND error_code IS NOT NULL"],
		["automatic mail", "messages WHERE automatic AND body LIKE 'Estoy de vacaciones%'"],
		["quoted history", "messages WHERE visible_length IS NOT NULL AND substr(body, visible_length) LIKE '%> %'"],
		["long text", "messages WHERE length(body) > 1300"],
		["mail with remote pictures", "message_mails WHERE html LIKE '%https://img.%'"],
		["note with a mention", "notes WHERE body LIKE '%@%'"],
		["note without", "notes WHERE body NOT LIKE '%@%'"],
		["picture", "attachments WHERE content_type = 'image/png' AND size > 200"],
		["PDF", "attachments WHERE content_type = 'application/pdf'"],
		["CSV", "attachments WHERE content_type = 'text/csv'"],
		["personal inbox", "conversations c JOIN inboxes i ON i.id = c.inbox_id WHERE i.user_id IS NOT NULL"],
		["reopened by the customer", "events WHERE type = 'reopened' AND actor_type = 'customer'"],
		["unassigned", "events WHERE type = 'unassigned'"],
	])("%s", async (_, from) => {
		expect(await count(from)).toBeGreaterThan(0);
	});

	test("an out-of-office answer left its conversation archived", async () => {
		expect(await sql`SELECT c.status FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.body LIKE 'Estoy de vacaciones%'`).toMatchObject([
			{ status: "archived" },
		]);
	});
});

describe("time", () => {
	const inTheFuture = `SELECT max(at) > now() AS future FROM (
		SELECT created_at AS at FROM messages UNION ALL SELECT created_at FROM notes UNION ALL SELECT created_at FROM events UNION ALL SELECT created_at FROM customers
		UNION ALL SELECT last_message_at FROM conversations UNION ALL SELECT sort_at FROM conversations UNION ALL SELECT sort_at FROM conversation_assignees
		UNION ALL SELECT read_all_at FROM users UNION ALL SELECT send_after FROM deliveries) all_times`;

	test("nothing is in the future, most is of the last days, the oldest of three months ago", async () => {
		expect(await sql.unsafe(inTheFuture)).toMatchObject([{ future: false }]);
		expect(await count("conversations WHERE last_message_at > now() - interval '3 days'")).toBeGreaterThan(40);
		expect(await count("conversations WHERE last_message_at < now() - interval '60 days'")).toBeGreaterThan(3);
		expect(await count("conversations WHERE last_message_at > now() - interval '5 minutes'")).toBe(1);
		expect(await count("messages WHERE created_at < now() - interval '120 days'")).toBe(0);
	});

	test("ids grow with time, in every timeline and over all of them", async () => {
		const out = (table: string) => `(SELECT created_at < lag(created_at) OVER (ORDER BY id) AS back FROM ${table}) pairs WHERE back`;
		for (const table of ["messages", "notes", "events", "(SELECT id, created_at FROM messages UNION ALL SELECT id, created_at FROM notes) t"])
			expect(await count(out(table))).toBe(0);
		expect(
			await count("conversations c JOIN messages m ON m.id = c.last_message_id WHERE m.created_at <> c.last_message_at OR c.sort_at <> c.last_message_at"),
		).toBe(0);
		expect(await count("conversations c JOIN customers cu ON cu.id = c.customer_id WHERE cu.created_at > c.created_at")).toBe(0);
	});

	test("the copies on the rows of assignees and the counters agree", async () => {
		expect(await count("conversation_assignees a JOIN conversations c ON c.id = a.conversation_id WHERE a.sort_at <> c.sort_at OR a.facet <> c.facet")).toBe(0);
		const { active, archived } = await listCounts(users[0]!.id);
		expect([active, archived]).toEqual([await count("conversations WHERE status = 'active'"), await count("conversations WHERE status = 'archived'")]);
	});
});

describe("the list", () => {
	test("newest first, by time and by id alike, in pages that join", async () => {
		const { id } = users[0]!;
		const first = await listConversations(id, filter(), undefined, 20);
		const last = first.at(-1)!;
		const rows = [...first, ...(await listConversations(id, filter(), { sortKey: last.sortKey, id: last.id }, 100))];
		expect(rows.length).toBe(await count("conversations WHERE status = 'active'"));
		expect(rows.map((row) => row.id)).toEqual(rows.toSorted((a, b) => Date.parse(b.lastMessageAt) - Date.parse(a.lastMessageAt)).map((row) => row.id));
		expect(rows.map((row) => row.id)).toEqual(rows.toSorted((a, b) => b.lastMessageId - a.lastMessageId).map((row) => row.id));
		expect(rows[0]).toMatchObject({ customerName: "Giulia Rinaldi", flagged: true, unread: 2, lastAuthor: "customer" });
	});

	test("everybody has something to read, and something read", async () => {
		for (const { id } of users) {
			const [unread, all] = await Promise.all([listConversations(id, filter("unread=1")), listConversations(id, filter(), undefined, 100)]);
			expect(unread.length).toBeGreaterThan(3);
			expect(unread.length).toBeLessThan(all.length * 0.6);
			expect((await listCounts(id)).unread).toBe(unread.length);
			expect(unread.map((row) => row.id)).toEqual(all.filter((row) => row.unread > 0).map((row) => row.id));
		}
		const [jorge] = users.filter(({ name }) => name === "Jorge Sanz");
		const marked = await listConversations(jorge!.id, filter("unread=1"));
		expect(marked.map((row) => row.subject)).toContain("Cojea la mesa extensible");
	});

	test("what is still to be sent waits for the worker, all else is settled", async () => {
		const open = await count("deliveries WHERE state = 'queued'");
		expect(open).toBeGreaterThan(2);
		expect(open).toBeLessThan(10);
		expect(await count("deliveries d JOIN messages m ON m.id = d.message_id WHERE d.state = 'queued' AND m.created_at < now() - interval '62 minutes'")).toBe(
			0,
		);
	});
});
