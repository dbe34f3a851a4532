import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "@playwright/test";
import postgres from "postgres";
import { until } from "../support/poll";
import { signedInUser } from "./support/people";
import { sandboxOf } from "./support/sandbox";
import { callAction } from "./support/server-action";
import { type Stack, startStack } from "./support/stack";
import { test } from "./support/test";

const inboundCount = 1000;
const replyCount = 200;
const email = "support@shop.example";
const number = "+34911000417";
const customers = Array.from({ length: 20 }, (_, i) => (i % 2 ? `customer-${i}@example.org` : `+3461000${String(1100 + i)}`));

test.describe.configure({ mode: "serial" });

/**
 * The promise that nothing is lost and nothing doubled: worker and web are killed (SIGKILL) over and over, at moments that nobody
 * chose, while customers write and an operator answers. What the outside world sent and received is the measure.
 */
test("1,000 messages in and 200 answers out survive killing the worker and the web server", async () => {
	test.setTimeout(900_000);
	const stack = await startStack({ demo: false });
	const sql = postgres(stack.env.DATABASE_URL ?? "", { onnotice: () => {} });
	try {
		await sql`INSERT INTO inboxes (channel, name, address, provider, main) VALUES ('email', 'Main', ${email}, 'resend', true), ('sms', 'SMS', ${number}, 'twilio', true)`;
		const { cookie } = await signedInUser(sql, stack.env.AUTH_SECRET ?? "", "Operator");
		// Answers wait before they become messages: that time, too, may be cut short.
		await sql`UPDATE users SET preferences = '{"undoSeconds": 1}'`;
		const sandbox = sandboxOf(stack);
		const write = (customer: string, text: string) => (customer.startsWith("+") ? sandbox.text(customer, number, text) : sandbox.mail(customer, email, text));
		for (const customer of customers) await write(customer, "first");
		const conversations = await until(async () => {
			const rows = await sql<{ id: string }[]>`SELECT id FROM conversations ORDER BY id`;
			return rows.length === customers.length && rows.map((row) => Number(row.id));
		});

		const killing = killInTurns(stack);
		const inbound = paced(inboundCount, 10, killing.share, async (i) => {
			// Half from known customers, half from new ones.
			const customer = i % 2 ? (customers[i % customers.length] ?? "") : i % 4 ? `new-${i}@example.org` : `+3462000${1000 + i}`;
			await write(customer, `in-${i}.`);
		});
		const replies = paced(replyCount, 4, killing.share, (i) => pressSend(stack, cookie, conversations[i % conversations.length] ?? 0, `out-${i}.`));
		await Promise.all([inbound, replies, killing.done]);
		await settled(stack, sql, sandbox);

		const stored = await sql<{ direction: string; body: string; status: string }[]>`SELECT direction, body, status FROM messages`;
		const bodies = (direction: string, pattern: RegExp) => stored.filter((m) => m.direction === direction && pattern.test(m.body)).map((m) => m.body.trim());
		expect(bodies("in", /^in-/).sort()).toEqual(Array.from({ length: inboundCount }, (_, i) => `in-${i}.`).sort());
		expect(bodies("out", /^out-/).sort()).toEqual(Array.from({ length: replyCount }, (_, i) => `out-${i}.`).sort());
		const reached = (await Promise.all(customers.map(sandbox.received))).flat().map((item) => item.text.trim());
		expect(reached.sort()).toEqual(Array.from({ length: replyCount }, (_, i) => `out-${i}.`).sort());
		expect(new Set(stored.filter((m) => m.direction === "out").map((m) => m.status))).toEqual(new Set(["delivered"]));
		await copiesAgree(sql);
	} finally {
		await sql.end();
		await stack.stop();
	}
});

/** Kills the worker twelve times and the web server four times, one after the other. `share`: which part of the work may have been begun by now, up to 1. */
function killInTurns(stack: Stack) {
	const turns = 16;
	let turn = 1;
	async function kill() {
		for (; turn <= turns; turn++) {
			await pause(200 + Math.random() * 1500);
			// The moments are chance; whose turn it is must not be, or a quick run may spare one of them.
			const name = turn % 4 === 2 ? "web" : "worker";
			await stack.kill(name);
			stack.start(name);
			// Each is given the time to come up, or nothing would be in its hands when it dies; of the workers every third dies on the way as well.
			if (name === "web") await stack.healthy();
			else if (turn % 4 !== 3) await stack.up(name);
		}
	}
	return { share: () => turn / turns, done: kill() };
}

/** Spread over all the turns: each of them finds work in hand. */
async function paced(count: number, lanes: number, share: () => number, work: (i: number) => Promise<void>) {
	let next = 0;
	async function lane() {
		while (next < count) {
			const i = next++;
			await until(() => i < count * share(), { timeout: 600_000 });
			await work(i);
		}
	}
	await Promise.all(Array.from({ length: lanes }, lane));
}

/** An operator who presses Send, and whose browser tries again with the same key until there is an answer. */
async function pressSend(stack: Stack, cookie: string, conversationId: number, text: string) {
	const input = { conversationId, clientKey: randomUUID(), text, html: null, cc: [], replyTo: "main", archive: false };
	const result = await until(() => callAction<{ ok: boolean; error?: string }>(stack, cookie, "lib/messages/actions.ts", "reply", input), {
		timeout: 240_000,
		interval: 200,
	});
	expect(result).toMatchObject({ ok: true });
}

async function settled(stack: Stack, sql: postgres.Sql, sandbox: ReturnType<typeof sandboxOf>) {
	await stack.healthy();
	const [{ waiting } = { waiting: -1 }] = await until(
		async () => {
			const rows = await sql<{ waiting: number }[]>`SELECT (SELECT count(*) FROM webhooks WHERE state <> 'processed')::int
				+ (SELECT count(*) FROM outgoing WHERE state <> 'sent')::int + (SELECT count(*) FROM messages WHERE direction = 'out' AND status <> 'delivered')::int AS waiting`;
			const { webhooks_pending } = await sandbox.counts();
			return rows[0]?.waiting === 0 && webhooks_pending === 0 && rows;
		},
		{ timeout: 300_000, interval: 500 },
	);
	expect(waiting).toBe(0);
	expect((await sandbox.counts()).webhooks_given_up).toBe(0);
}

/** What is kept twice for speed says the same as what it was made from. */
async function copiesAgree(sql: postgres.Sql) {
	const wrong =
		await sql`SELECT c.id FROM conversations c JOIN (SELECT conversation_id, count(*) AS n, max(id) AS last, max(id) FILTER (WHERE direction = 'in') AS inbound
		FROM messages GROUP BY 1) m ON m.conversation_id = c.id WHERE c.message_count <> m.n OR c.last_message_id <> m.last OR c.last_inbound_id <> m.inbound`;
	expect(wrong).toEqual([]);
	const [counts] =
		await sql`SELECT (SELECT sum(change)::int FROM conversation_counts WHERE user_id = 0) AS counted, (SELECT count(*)::int FROM conversations) AS actual`;
	expect(counts?.counted).toBe(counts?.actual);
}
