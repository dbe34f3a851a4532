import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { chatbotRuns, deliveries, events, messages } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { blockChatbot, unblockChatbot } from "@/lib/chatbots/block";
import { executeRun } from "@/lib/chatbots/execute";
import { saveBotSettings } from "@/lib/chatbots/hours";
import { runChatbot } from "@/lib/chatbots/run";
import { saveChatbot } from "@/lib/chatbots/save";
import { sweepRuns } from "@/lib/chatbots/sweep";
import { sendReply } from "@/lib/messages/send";
import { serverScript, startNode, stopChild } from "../../../scripts/lib/children.mjs";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, textArrives } from "../../support/factories";
import { startModelServer } from "../../support/model-server";
import { until } from "../../support/poll";

setupDatabase();
const { control, received } = await setupBackstage({ chatbots: false, sending: false });
// Slow enough for anything to happen while a reply is half written.
const model = await startModelServer(() => ({ text: "An answer", afterMs: Math.floor(Math.random() * 60) }));

/** Real ones, in processes of their own, so that they can be killed; nothing is thought or sent anywhere else. */
const workers: ReturnType<typeof startNode>[] = [];
const startWorker = () => workers.push(startNode(serverScript("scripts/worker.ts"), { env: { ...process.env, LOG_LEVEL: "error" }, onLine: () => {} }));
/** As a crash would end it: nothing is put away. Another one takes its place. */
async function killWorker(): Promise<void> {
	const [oldest] = workers.splice(0, 1);
	if (oldest) await stopChild(oldest, 0, "SIGKILL");
	startWorker();
}
afterAll(async () => {
	await Promise.all(workers.map((worker) => stopChild(worker, 3000)));
	await model.stop();
});

let admin: UserActor;
let bots: number[];
beforeAll(async () => {
	await makeInbox("sms", "+34911000417");
	admin = await makeUser("admin");
	await saveBotSettings({ pauseOnAnswer: false, timeZone: "UTC", days: Array(7).fill(null) }, admin);
	const shared = { id: null, emoji: "🤖", channels: ["sms" as const], languages: [], enabled: true, secret: null };
	const behaviour = { type: "ai" as const, baseUrl: model.url, model: "test", instructions: "Answer." };
	startWorker();
	bots = [
		(await saveChatbot({ ...shared, name: "First", trigger: { type: "always" }, behaviour }, admin)).id,
		(await saveChatbot({ ...shared, name: "Second", trigger: { type: "always" }, behaviour }, admin)).id,
	];
});

const bot = fc.nat(1);
/** The next texts meet a provider that refuses them, breaks off at them, or takes them without our ever hearing so. */
const fault = fc.record({ kind: fc.constant("fault" as const), status: fc.constantFrom(429, 500, "drop-after-accept"), next: fc.integer({ min: 1, max: 3 }) });
const deed = fc.oneof(
	fc.record({ kind: fc.constant("customer" as const) }),
	fc.record({ kind: fc.constant("operator" as const) }),
	fc.record({ kind: fc.constantFrom("block" as const, "unblock" as const, "run" as const), bot }),
	fc.record({ kind: fc.constant("twice" as const) }),
	fc.record({ kind: fc.constantFrom("sweep" as const, "kill" as const) }),
	fault,
);
const deeds = fc.array(fc.record({ deed, afterMs: fc.nat(50) }), { minLength: 3, maxLength: 14 });
const story = fc.record({ weather: fc.option(fault), deeds, blocksInTheEnd: fc.boolean() });
let count = 0;

test("a worker killed while a chatbot thinks: another one takes up its run, and the customer is answered once", async () => {
	const slow = model.decide.answer;
	model.decide.answer = () => ({ text: "An answer", afterMs: 3_000 });
	const { conversationId } = await textArrives("Hello", "+34600019999");
	const [run] = await until(
		async () => {
			const runs = await db().select().from(chatbotRuns).where(eq(chatbotRuns.conversationId, conversationId));
			return runs[0]?.state === "running" && runs;
		},
		{ timeout: 60_000 },
	);
	await killWorker();
	expect(run?.turn).toBe(1);
	model.decide.answer = slow;
	await until(async () => (await openRuns(conversationId)) === 0, { timeout: 60_000 });
	const [after] = await db().select().from(chatbotRuns).where(eq(chatbotRuns.conversationId, conversationId));
	expect(after).toMatchObject({ state: "done", turn: 2, steps: [expect.objectContaining({ did: "say" })] });
	await holds(conversationId);
	await until(async () => (await sendings(conversationId)).every(({ state }) => state === "accepted"), { timeout: 60_000 });
}, 150_000);

test("a worker killed while a chatbot's words go out, and the chatbot blocked then: nobody sends them again", async () => {
	await control("fault", { next: 1, status: "timeout", provider: "twilio", method: "POST" });
	const phone = "+34600019998";
	const { conversationId } = await textArrives("Hello", phone);
	const sending = await until(async () => (await sendings(conversationId)).find(({ state }) => state === "sending"), { timeout: 60_000 });
	await killWorker();
	const [run] = await db().select().from(chatbotRuns).where(eq(chatbotRuns.conversationId, conversationId));
	await blockChatbot(conversationId, run?.chatbotId ?? 0, null, admin);
	await until(async () => (await sendings(conversationId))[0]?.state === "failed", { timeout: 60_000 });
	expect(await sendings(conversationId)).toEqual([{ ...sending, state: "failed", status: "failed", errorCode: "unclear" }]);
	expect(await received(phone)).toEqual([]);
	// Killed before the provider was asked, it would meet somebody else.
	await control("fault", { next: 0, status: 500 });
	// Until now the only one there was had the work in hand; from here on there is one left when one dies.
	startWorker();
}, 150_000);

/** Starting another one takes seconds: they die a few times, at any moment. */
let kills = 0;
const mostKills = 4;

test("whatever happens at once, a blocked chatbot says nothing more, one chatbot answers a message, and every run has an end", async () => {
	await fc.assert(
		fc.asyncProperty(story, async ({ weather, deeds, blocksInTheEnd }) => {
			const phone = `+3460001${String(1000 + count++)}`;
			if (weather) await happen(weather, 0, phone);
			const { conversationId } = await textArrives("Hello", phone);
			const running: Promise<unknown>[] = [];
			for (const { deed, afterMs } of deeds) {
				await new Promise((resolve) => setTimeout(resolve, afterMs));
				running.push(happen(deed, conversationId, phone));
			}
			await Promise.all(running);
			if (blocksInTheEnd) await Promise.all(bots.map((chatbotId) => block(conversationId, chatbotId)));
			await control("fault", { next: 0, status: 500 });
			await until(
				async () => {
					await sweepRuns();
					// Nobody waits for the pauses between two tries.
					await db().execute(sql`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND key LIKE 'message:%'`);
					if ((await sendings(conversationId)).some(({ state }) => state === "queued" || state === "sending")) return false;
					const waiting = await db().execute(sql`SELECT 1 FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
					LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id WHERE t.identifier LIKE 'chatbot.%'`);
					return waiting.length === 0 && (await openRuns(conversationId)) === 0;
				},
				{ timeout: 60_000 },
			);
			await holds(conversationId);
			await arrivedOnce(conversationId, phone);
		}),
		{ numRuns: 18, endOnFailure: true },
	);
	expect(kills, "workers died meanwhile").toBeGreaterThan(0);
	const ends = new Set((await db().select().from(chatbotRuns)).map(({ state, error }) => error ?? state));
	expect(ends, "all that can happen did").toEqual(new Set([...ends, "done", "blocked", "answered", "replaced"]));
}, 400_000);

type Deed = {
	kind: "customer" | "operator" | "block" | "unblock" | "run" | "twice" | "sweep" | "kill" | "fault";
	bot?: number;
	status?: unknown;
	next?: number;
};

async function happen({ kind, bot = 0, ...fault }: Deed, conversationId: number, phone: string): Promise<unknown> {
	const chatbotId = bots[bot] ?? 0;
	switch (kind) {
		case "customer":
			return textArrives("And another thing", phone);
		case "operator":
			return sendReply({ conversationId, clientKey: randomUUID(), text: "A person", html: null, cc: [], replyTo: "main", archive: false }, admin);
		case "block":
			return block(conversationId, chatbotId);
		case "unblock":
			return unblockChatbot(conversationId, chatbotId, admin);
		case "run":
			return runChatbot(conversationId, chatbotId, admin);
		case "sweep":
			return sweepRuns();
		case "fault":
			return control("fault", { ...fault, provider: "twilio", method: "POST" });
		case "kill":
			return kills++ < mostKills && killWorker();
		// A worker taken for dead, whose run another one takes up while the first goes on after all.
		case "twice": {
			const runs = await db().select().from(chatbotRuns).where(eq(chatbotRuns.conversationId, conversationId));
			return Promise.all(runs.map(({ id }) => executeRun(id)));
		}
	}
}

/** What a block found unsent of the chatbot's, and how often each had been tried by then. */
const tries: { messageId: number; attempts: number }[] = [];
async function block(conversationId: number, chatbotId: number): Promise<void> {
	await blockChatbot(conversationId, chatbotId, null, admin);
	const runs = await db().select().from(chatbotRuns).where(eq(chatbotRuns.conversationId, conversationId));
	const theirs = runs.flatMap((run) => (run.chatbotId === chatbotId ? run.steps.map(({ messageId }) => messageId) : []));
	tries.push(...(await sendings(conversationId)).filter(({ messageId }) => theirs.includes(messageId)));
}

const sendings = (conversationId: number) =>
	db()
		.select({
			messageId: deliveries.messageId,
			state: deliveries.state,
			attempts: deliveries.attempts,
			author: messages.author,
			status: messages.status,
			errorCode: messages.errorCode,
		})
		.from(deliveries)
		.innerJoin(messages, eq(messages.id, deliveries.messageId))
		.where(eq(messages.conversationId, conversationId));

/** Nothing reaches the customer twice, and of a chatbot's words nothing is tried again that was not out when it was blocked. */
async function arrivedOnce(conversationId: number, phone: string): Promise<void> {
	const all = await sendings(conversationId);
	for (const { messageId, attempts } of tries) {
		const end = all.find((one) => one.messageId === messageId);
		if (end) expect(end.attempts, `tried again after the block: ${messageId}`).toBe(attempts);
	}
	const arrived = (await received(phone)).length;
	expect(arrived).toBeLessThanOrEqual(all.filter(({ errorCode }) => errorCode !== "withdrawn").length);
	expect(arrived).toBeGreaterThanOrEqual(all.filter(({ state }) => state === "accepted").length);
	expect(all.filter(({ author, state }) => author === "operator" && state !== "accepted")).toEqual([]);
}

async function openRuns(conversationId: number): Promise<number> {
	const runs = await db().select().from(chatbotRuns).where(eq(chatbotRuns.conversationId, conversationId));
	return runs.filter(({ endedAt }) => endedAt === null).length;
}

async function holds(conversationId: number): Promise<void> {
	const runs = await db().select().from(chatbotRuns).where(eq(chatbotRuns.conversationId, conversationId));
	const said = await db().select().from(messages).where(eq(messages.conversationId, conversationId)).orderBy(messages.id);
	const history = await db().select().from(events).where(eq(events.conversationId, conversationId)).orderBy(events.id);
	for (const run of runs) expect([run.state, run.endedAt]).toEqual([expect.stringMatching(/^(done|failed|stopped)$/), expect.any(Date)]);

	// Every word of a chatbot's is on record, in one run, once.
	const spoken = runs.flatMap((run) => run.steps.filter(({ messageId }) => messageId).map(({ messageId }) => ({ messageId, run })));
	const byBots = said.filter(({ author }) => author === "chatbot").map(({ id }) => id);
	expect(spoken.map(({ messageId }) => messageId).toSorted((a = 0, b = 0) => a - b)).toEqual(byBots);

	// Ids are drawn under the conversation's lock: their order is the order of the commits.
	for (const { messageId = 0, run } of spoken) {
		const words = history.filter(({ id, type, data }) => id < messageId && data.chatbotId === run.chatbotId && /^bot_(un)?blocked$/.test(type));
		expect(words.at(-1)?.type).not.toBe("bot_blocked");
	}

	const unasked = spoken.filter(({ run }) => run.trigger !== "manual");
	for (const run of runs) expect(unasked.filter((other) => other.run.messageId === run.messageId).length).toBeLessThanOrEqual(1);
	for (const { messageId = 0 } of unasked) {
		const before = said.filter(({ id }) => id < messageId);
		expect(before.at(-1)?.author, "it answers a customer, whom nobody has answered").toBe("customer");
	}
}
