import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { desc, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db";
import { automationRuns, automations, conversationAssignees, conversations, customers, events, inboxes, messages, notes } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { considerOccasion, forgetRuns, resumeRuns } from "@/lib/automations/consider";
import { dryRun } from "@/lib/automations/dry-run";
import { executeRun } from "@/lib/automations/execute";
import { automationDetails, listAutomations } from "@/lib/automations/queries";
import { createAutomation, deleteAutomation, enableAutomation, orderAutomations, updateAutomation } from "@/lib/automations/save";
import { type AutomationInput, createAutomationSchema } from "@/lib/automations/schema";
import { considerUnanswered } from "@/lib/automations/unanswered";
import { saveChatbot } from "@/lib/chatbots/save";
import { setStatuses } from "@/lib/conversations/bulk";
import { blockCustomers } from "@/lib/conversations/spam";
import { setStatus } from "@/lib/conversations/status";
import { createCustomer } from "@/lib/customers/create";
import { tagCustomer } from "@/lib/customers/edit";
import { allowLoopback } from "@/lib/guarded-post";
import { createTemplate } from "@/lib/templates/save";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser } from "../../support/factories";
import { emptyQueue, queued } from "../../support/jobs";

setupDatabase();
let admin: UserActor;
let operator: UserActor;

beforeAll(async () => {
	admin = await makeUser("admin", "Lucía");
	operator = await makeUser("operator", "Jorge");
	const inbox = await makeInbox("email", "support@shop.example");
	await db().update(inboxes).set({ main: true }).where(eq(inboxes.id, inbox.id));
});
beforeEach(async () => {
	await db().delete(automations);
	await emptyQueue();
});

const base: AutomationInput = {
	name: "Returns",
	trigger: { type: "message_received" },
	match: "all",
	conditions: [],
	actions: [{ type: "flag" }],
	hourlyCap: 100,
};
async function make(more: Partial<AutomationInput> = {}) {
	const { automationId } = await createAutomation({ ...base, ...more }, admin);
	await enableAutomation(automationId, true, admin);
	return automationId;
}
/** What the worker would do, `times` times over. */
async function work(times = 1) {
	for (const { payload } of await queued("automation.consider")) for (let i = 0; i < times; i++) await considerOccasion(payload);
	for (const { payload } of await queued("automation.run")) for (let i = 0; i < times; i++) await executeRun(payload.runId, false);
}
const runs = (id: number) => db().select().from(automationRuns).where(eq(automationRuns.automationId, id)).orderBy(automationRuns.id);
const conversation = async (id: number) => (await db().select().from(conversations).where(eq(conversations.id, id)))[0];
const history = async (id: number) =>
	(await db().select().from(events).where(eq(events.conversationId, id)).orderBy(events.id)).map(({ type, actorType }) => `${type} ${actorType}`);
const newest = async () => (await db().select().from(conversations).orderBy(desc(conversations.id)).limit(1))[0];

describe("a message sets it off", () => {
	test("it answers, flags, assigns and notes as an automation, once, however often its jobs run", async () => {
		const id = await make({
			conditions: [{ field: "subject", op: "contains", value: "devolucion" }],
			actions: [
				{ type: "reply", text: "Hello {{customer.firstName}}, we are on it." },
				{ type: "flag" },
				{ type: "assign", userIds: [operator.user.id] },
				{ type: "notify", userIds: [operator.user.id], text: "A return by {{customer.name}}" },
				{ type: "archive" },
			],
		});
		const { conversationId } = await mailArrives({ from: "Ana Soler <ana@example.org>", subject: "Devolución 44" });
		await work(3);
		const said = await db().select().from(messages).where(eq(messages.conversationId, conversationId)).orderBy(messages.id);
		expect(said.map(({ author, body, senderName }) => [author, body, senderName])).toEqual([
			["customer", expect.any(String), "Ana Soler"],
			["automation", "Hello Ana, we are on it.", "Returns"],
		]);
		expect(await conversation(conversationId)).toMatchObject({ flagged: true, status: "archived", lastAuthor: "automation" });
		expect(await db().select().from(conversationAssignees).where(eq(conversationAssignees.conversationId, conversationId))).toHaveLength(1);
		expect(await db().select().from(notes).where(eq(notes.conversationId, conversationId))).toMatchObject([
			{ userId: null, automation: "Returns", body: "A return by Ana Soler", mentions: [operator.user.id] },
		]);
		expect(await history(conversationId)).toEqual(["automation_ran automation", "flagged automation", "assigned automation", "archived automation"]);
		expect(await runs(id)).toMatchObject([{ state: "done", done: 5, conversationId }]);
		expect(await queued("message.send")).toHaveLength(1);
		expect(await queued("notify.mentioned")).toHaveLength(1);
		expect((await listAutomations()).map((row) => [row.id, Date.now() - Date.parse(row.lastRun ?? "") < 60_000])).toEqual([[id, true]]);
	});

	test("not by what does not fit, comes by itself, or comes while it is off", async () => {
		const id = await make({ conditions: [{ field: "subject", op: "contains", value: "return" }] });
		await mailArrives({ subject: "Another thing" });
		await mailArrives({ subject: "A return", headers: ["Auto-Submitted: auto-replied"] });
		await enableAutomation(id, false, admin);
		await mailArrives({ subject: "A return" });
		await work();
		expect(await runs(id)).toEqual([]);
	});

	test("a variable that nothing fills stops it with its reason, and what comes after is not done", async () => {
		const id = await make({ actions: [{ type: "reply", text: "About {{customer.company}}" }, { type: "flag" }] });
		const { conversationId } = await mailArrives({ subject: "Hello" });
		await work();
		expect(await runs(id)).toMatchObject([{ state: "stopped", error: "unfilledVariables", errorDetail: "{{customer.company}}", done: 0 }]);
		expect(await conversation(conversationId)).toMatchObject({ flagged: false });
	});

	test("killed half way, the next run goes on where it stood and says nothing twice", async () => {
		const id = await make({ actions: [{ type: "reply", text: "One" }, { type: "note", text: "Two" }, { type: "flag" }] });
		const { conversationId } = await mailArrives({ subject: "Killed" });
		for (const { payload } of await queued("automation.consider")) await considerOccasion(payload);
		const [run] = await runs(id);
		// Two workers at the same run at once, as after one was taken for dead.
		await Promise.all([executeRun(run?.id ?? 0, false), executeRun(run?.id ?? 0, false), executeRun(run?.id ?? 0, false)]);
		expect(await runs(id)).toMatchObject([{ state: "done", done: 3 }]);
		const ours = (await db().select().from(messages).where(eq(messages.conversationId, conversationId))).filter(({ author }) => author === "automation");
		expect([ours.length, (await db().select().from(notes).where(eq(notes.conversationId, conversationId))).length]).toEqual([1, 1]);
	});

	test("a chatbot is blocked once, however many workers are at it", async () => {
		const bot = { name: "Bot", emoji: "🤖", channels: ["email" as const], languages: [], trigger: { type: "first" as const }, secret: null, enabled: false };
		const { id: chatbotId } = await saveChatbot({ ...bot, id: null, behaviour: { type: "script", steps: [{ id: "a", type: "flag" }] } }, admin);
		const id = await make({ actions: [{ type: "blockChatbot", chatbotId, hours: 24 }, { type: "flag" }] });
		const { conversationId } = await mailArrives({ subject: "Blocked once" });
		for (const { payload } of await queued("automation.consider")) await considerOccasion(payload);
		const [run] = await runs(id);
		const work = () => executeRun(run?.id ?? 0, false);
		await Promise.all([work(), work(), work()]);
		expect(await runs(id)).toMatchObject([{ state: "done", done: 2 }]);
		expect((await history(conversationId)).filter((line) => line.startsWith("bot_blocked"))).toEqual(["bot_blocked automation"]);
	});

	test("a run without a job is queued again", async () => {
		const id = await make();
		await mailArrives({ subject: "Lost" });
		for (const { payload } of await queued("automation.consider")) await considerOccasion(payload);
		await emptyQueue();
		await db().update(automationRuns).set({ startedAt: sql`now() - interval '2 minutes'` });
		await resumeRuns();
		await work();
		expect(await runs(id)).toMatchObject([{ state: "done" }]);
	});
});

describe("other triggers", () => {
	test("a conversation begun, a customer created or tagged, archiving alone and in bulk", async () => {
		const created = await make({ trigger: { type: "conversation_created" } });
		const archived = await make({ trigger: { type: "archived" }, actions: [{ type: "note", text: "Gone" }] });
		const tagged = await make({ trigger: { type: "customer_tagged", tag: "vip" }, actions: [{ type: "webhook", url: "http://127.0.0.1:9/" }] });
		const customer = await make({ trigger: { type: "customer_created" } });
		const one = await mailArrives({ from: "new@example.org", subject: "First" });
		const two = await mailArrives({ from: "new@example.org", subject: "Second" });
		await setStatus(one.conversationId, "archived", operator);
		await setStatuses([two.conversationId], "archived", operator);
		const { customerId = 0 } = (await conversation(one.conversationId)) ?? {};
		await tagCustomer(customerId, "vip", true, operator);
		await tagCustomer(customerId, "other", true, operator);
		for (const { payload } of await queued("automation.consider")) await considerOccasion(payload);
		const counts = await Promise.all([created, archived, tagged, customer].map(async (id) => (await runs(id)).length));
		expect(counts).toEqual([2, 2, 1, 1]);
	});

	test("nobody answered for so long: once, though the clock goes on and the worker restarts; not what was over before it was on", async () => {
		const old = await mailArrives({ from: "old@example.org", subject: "Old" });
		await db().update(conversations).set({ sortAt: sql`now() - interval '9 hours'` }).where(eq(conversations.id, old.conversationId));
		const id = await make({ trigger: { type: "unanswered", hours: 4 } });
		await db().update(automations).set({ enabledAt: sql`now() - interval '1 hour'` }).where(eq(automations.id, id));
		const due = await mailArrives({ from: "due@example.org", subject: "Due" });
		await mailArrives({ from: "fresh@example.org", subject: "Fresh" });
		await db().update(conversations).set({ sortAt: sql`now() - interval '250 minutes'` }).where(eq(conversations.id, due.conversationId));
		await Promise.all([considerUnanswered(), considerUnanswered()]);
		await considerUnanswered();
		await work(2);
		expect(await runs(id)).toMatchObject([{ state: "done", conversationId: due.conversationId }]);
	});

	test("nobody answered for so long: what an hour has no room for waits for the next one, unless it was answered meanwhile", async () => {
		const id = await make({ trigger: { type: "unanswered", hours: 1 }, hourlyCap: 1 });
		await db().update(automations).set({ enabledAt: sql`now() - interval '1 day'` }).where(eq(automations.id, id));
		await db().update(conversations).set({ status: "archived" });
		const due = [];
		for (const name of ["one", "two", "three"]) due.push((await mailArrives({ from: `${name}@surplus.example`, subject: "Surplus" })).conversationId);
		await db().update(conversations).set({ sortAt: sql`now() - interval '2 hours'` }).where(inArray(conversations.id, due));
		const states = async () => (await runs(id)).map(({ state }) => state).sort();
		const look = async () => {
			await Promise.all([considerUnanswered(), considerUnanswered()]);
			await considerUnanswered();
			await resumeRuns();
			await work(2);
			await emptyQueue();
		};
		await look();
		await look();
		expect(await states()).toEqual(["done", "waiting", "waiting"]);
		expect((await runs(id)).find(({ state }) => state === "waiting")).toMatchObject({ error: "hourlyCap", endedAt: null, done: 0 });
		const hourLater = () => db().update(automationRuns).set({ startedAt: sql`started_at - interval '61 minutes'` }).where(eq(automationRuns.automationId, id));
		await hourLater();
		await look();
		expect(await states()).toEqual(["done", "done", "waiting"]);
		const left = (await runs(id)).find(({ state }) => state === "waiting")?.conversationId ?? 0;
		expect(await history(left)).not.toContain("automation_stopped automation");
		await setStatus(left, "archived", operator);
		await hourLater();
		await look();
		expect((await runs(id)).map(({ state, error }) => [state, error]).sort()).toEqual([
			["done", null],
			["done", null],
			["stopped", "overtaken"],
		]);
	});

	test("nobody answered for so long: what has waited longer than a new time is left alone when the time is changed", async () => {
		const id = await make({ trigger: { type: "unanswered", hours: 48 } });
		await db().update(automations).set({ enabledAt: sql`now() - interval '10 days'` }).where(eq(automations.id, id));
		const waiting = await mailArrives({ from: "waiting@example.org", subject: "Waiting" });
		await db().update(conversations).set({ sortAt: sql`now() - interval '30 hours'` }).where(eq(conversations.id, waiting.conversationId));
		const change = async (more: Partial<AutomationInput>) =>
			updateAutomation({ ...base, ...more, automationId: id, seen: (await automationDetails(id))?.updatedAt ?? "" }, admin);
		await change({ trigger: { type: "unanswered", hours: 2 } });
		await considerUnanswered();
		expect(await runs(id)).toEqual([]);
		await db().update(automations).set({ enabledAt: sql`now() - interval '10 days'` }).where(eq(automations.id, id));
		await change({ name: "Renamed", trigger: { type: "unanswered", hours: 2 } });
		await considerUnanswered();
		expect((await runs(id)).map(({ conversationId }) => conversationId)).toContain(waiting.conversationId);
	});

	test("a conversation is started from a template, names it as its source, and sets nothing else off", async () => {
		const { templateId } = await createTemplate(
			{ name: "Welcome", folder: "", channel: null, language: null, subject: "Welcome, {{customer.firstName}}", text: "Glad you are here.", html: null },
			admin,
		);
		const id = await make({ trigger: { type: "customer_created" }, actions: [{ type: "start", channel: "email", templateId }] });
		const other = await make({ trigger: { type: "conversation_created" } });
		await createCustomer({ name: "Marta Gil", email: "marta@example.org", phone: null, language: null }, operator);
		await work(2);
		await work();
		const begun = await newest();
		expect(begun).toMatchObject({ source: "automation", sourceName: "Returns", subject: "Welcome, Marta", lastAuthor: "automation" });
		expect(await history(begun?.id ?? 0)).toEqual(["started automation"]);
		expect([(await runs(id)).length, (await runs(other)).length, (await queued("message.send")).length]).toEqual([1, 0, 1]);
	});
});

describe("guards", () => {
	test("five runs an hour in one conversation, then it is held back and the history says so", async () => {
		const id = await make({ actions: [{ type: "reply", text: "Got it" }] });
		let conversationId = 0;
		for (let i = 0; i < 7; i++) {
			const token = conversationId
				? (
						await db().execute<{ a: string }>(
							sql`SELECT reply_to->0->>'address' AS a FROM message_mails WHERE reply_to <> '[]' ORDER BY message_id DESC LIMIT 1`,
						)
					)[0]?.a
				: undefined;
			({ conversationId } = await mailArrives({ from: "bot@example.org", subject: "Loop", ...(token && { to: token }) }));
			await work();
			await emptyQueue();
		}
		const states = (await runs(id)).map(({ state, error }) => [state, error]);
		expect(states.filter(([state]) => state === "done")).toHaveLength(5);
		expect(states.slice(5)).toEqual([
			["stopped", "conversationCap"],
			["stopped", "conversationCap"],
		]);
		expect(await history(conversationId)).toContain("automation_stopped automation");
	});

	test("so many runs an hour in all", async () => {
		const id = await make({ hourlyCap: 2 });
		for (let i = 0; i < 3; i++) await mailArrives({ from: `many${i}@example.org`, subject: "Many" });
		await work();
		expect((await runs(id)).map(({ state }) => state).sort()).toEqual(["done", "done", "stopped"]);
	});

	test("what was stopped half way counts too", async () => {
		const template = { name: "Half", folder: "", channel: null, language: null, subject: "", text: "Hello", html: null };
		const { templateId } = await createTemplate(template, admin);
		const id = await make({ hourlyCap: 1, actions: [{ type: "flag" }, { type: "start", channel: "sms", templateId }] });
		for (const from of ["half1@example.org", "half2@example.org"]) {
			await mailArrives({ from, subject: "Half" });
			await work();
			await emptyQueue();
		}
		expect((await runs(id)).map(({ done, error }) => [done, error])).toEqual([
			[1, "channelNotConnected"],
			[0, "hourlyCap"],
		]);
	});

	test("a blocked customer is not written to, and the run says why", async () => {
		const template = { name: "Blocked", folder: "", channel: null, language: null, subject: "Hello", text: "Hello.", html: null };
		const { templateId } = await createTemplate(template, admin);
		const id = await make({ trigger: { type: "customer_tagged", tag: null }, actions: [{ type: "start", channel: "email", templateId }] });
		const { conversationId } = await mailArrives({ from: "blocked@example.org", subject: "Spam" });
		const { customerId = 0 } = (await conversation(conversationId)) ?? {};
		await blockCustomers([customerId], true, admin);
		await tagCustomer(customerId, "vip", true, operator);
		await work();
		expect(await runs(id)).toMatchObject([{ state: "stopped", error: "customerBlocked", done: 0 }]);
		expect(await newest()).toMatchObject({ id: conversationId });
	});

	test("of two who change it at once the second is told", async () => {
		const id = await make();
		const seen = (await automationDetails(id))?.updatedAt ?? "";
		const { updatedAt } = await updateAutomation({ ...base, name: "First", automationId: id, seen }, admin);
		await expect(updateAutomation({ ...base, name: "Second", automationId: id, seen }, admin)).rejects.toMatchObject({ code: "editedMeanwhile" });
		expect(await automationDetails(id)).toMatchObject({ name: "First", updatedAt });
	});

	test("runs are forgotten after 90 days, and what they were about does not set them off again", async () => {
		const id = await make({ trigger: { type: "unanswered", hours: 1 } });
		await db().update(automations).set({ enabledAt: sql`now() - interval '200 days'` }).where(eq(automations.id, id));
		const old = await mailArrives({ from: "ancient@example.org", subject: "Ancient" });
		await db().update(conversations).set({ sortAt: sql`now() - interval '2 hours'` }).where(eq(conversations.id, old.conversationId));
		await considerUnanswered();
		await work();
		expect((await runs(id)).filter(({ conversationId }) => conversationId === old.conversationId)).toHaveLength(1);
		await db().update(automationRuns).set({ startedAt: sql`now() - interval '91 days'`, endedAt: sql`now() - interval '91 days'` });
		await db().update(conversations).set({ sortAt: sql`now() - interval '92 days'` }).where(eq(conversations.id, old.conversationId));
		const recent = await make({ trigger: { type: "message_received" } });
		await mailArrives({ from: "recent@example.org", subject: "Recent" });
		await work();
		await forgetRuns();
		await considerUnanswered();
		expect([(await runs(id)).filter(({ conversationId }) => conversationId === old.conversationId), await runs(recent)]).toEqual([[], [expect.anything()]]);
	});

	test("what is asked for is checked, and only admins decide", async () => {
		const parse = (more: object) => createAutomationSchema.safeParse({ ...base, ...more }).success;
		expect(parse({})).toBe(true);
		expect(parse({ actions: [] })).toBe(false);
		expect(parse({ conditions: [{ field: "flagged", op: "contains", value: "x" }] })).toBe(false);
		expect(parse({ actions: [{ type: "webhook", url: "file:///etc/passwd" }] })).toBe(false);
		const start = { type: "start", channel: "email", templateId: 1 };
		expect(parse({ actions: [start, start] })).toBe(false);
		const id = await make();
		for (const refused of [
			() => createAutomation(base, operator),
			() => updateAutomation({ ...base, automationId: id, seen: "" }, operator),
			() => enableAutomation(id, false, operator),
			() => orderAutomations([id], operator),
			() => deleteAutomation(id, operator),
			() => dryRun({ conversationId: 1, ...base }, operator),
		])
			await expect(refused()).rejects.toMatchObject({ code: "notAllowed" });
	});
});

describe("a webhook", () => {
	const calls: { headers: Record<string, unknown>; body: string }[] = [];
	let answer = 500;
	const server = createServer((request, response) => {
		let body = "";
		request.on("data", (chunk) => {
			body += chunk;
		});
		request.on("end", () => {
			calls.push({ headers: request.headers, body });
			response.writeHead(answer).end("ok");
		});
	});
	beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
	afterAll(() => {
		allowLoopback(false);
		server.close();
	});

	test("is signed, tried again under the same id, and never reaches inside our own network", async () => {
		const id = await make({ actions: [{ type: "webhook", url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }] });
		await mailArrives({ subject: "Hook" });
		for (const { payload } of await queued("automation.consider")) await considerOccasion(payload);
		const runId = (await runs(id))[0]?.id ?? 0;
		await expect(executeRun(runId, false)).rejects.toThrow("not a public address");
		allowLoopback(true);
		await expect(executeRun(runId, false)).rejects.toThrow("answered 500");
		answer = 204;
		await executeRun(runId, false);
		expect(await runs(id)).toMatchObject([{ state: "done", steps: [{ action: "webhook", status: 204 }] }]);
		const [first, second] = calls;
		expect(first?.headers["webhook-id"]).toBe(second?.headers["webhook-id"]);
		const secret = Buffer.from((await automationDetails(id))?.secret.slice(6) ?? "", "base64");
		const signed = `${second?.headers["webhook-id"]}.${second?.headers["webhook-timestamp"]}.${second?.body}`;
		expect(second?.headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", secret).update(signed).digest("base64")}`);
		expect(second?.body).not.toContain("A screw is missing");
	});

	test("that never answers well is told of in the run", async () => {
		answer = 500;
		const id = await make({ actions: [{ type: "webhook", url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }, { type: "flag" }] });
		await mailArrives({ subject: "Hook" });
		for (const { payload } of await queued("automation.consider")) await considerOccasion(payload);
		await executeRun((await runs(id))[0]?.id ?? 0, true);
		expect(await runs(id)).toMatchObject([{ state: "failed", error: "webhook", errorDetail: "answered 500" }]);
	});
});

test("a dry run says what would happen, and nothing happens", async () => {
	const { conversationId } = await mailArrives({ from: "Eva Ruiz <eva@example.org>", subject: "Dry" });
	const tried = await dryRun(
		{
			conversationId,
			match: "any",
			conditions: [
				{ field: "subject", op: "is", value: "dry" },
				{ field: "flagged", op: "is", value: "yes" },
			],
			actions: [
				{ type: "reply", text: "Hi {{customer.firstName}}" },
				{ type: "reply", text: "{{customer.company}}" },
				{ type: "start", channel: "email", templateId: 999 },
				{ type: "flag" },
			],
		},
		admin,
	);
	expect(tried).toEqual({
		met: true,
		conditions: [true, false],
		actions: [
			{ type: "reply", text: "Hi Eva", missing: null, gone: false },
			{ type: "reply", text: null, missing: "{{customer.company}}", gone: false },
			{ type: "start", text: null, missing: null, gone: true },
			{ type: "flag", text: null, missing: null, gone: false },
		],
	});
	expect(await conversation(conversationId)).toMatchObject({ flagged: false, messageCount: 1 });
	expect(await db().select().from(customers).where(eq(customers.name, "Eva Ruiz"))).toHaveLength(1);
});
