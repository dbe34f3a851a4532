import { spawn } from "node:child_process";
import { once } from "node:events";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { type AutomationRun, automationRuns, automations, conversations, customers, events, type Form, forms, inboxes, messages, notes } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { considerOccasion, resumeRuns } from "@/lib/automations/consider";
import { executeRun } from "@/lib/automations/execute";
import { createAutomation, enableAutomation } from "@/lib/automations/save";
import type { AutomationInput } from "@/lib/automations/schema";
import { considerUnanswered } from "@/lib/automations/unanswered";
import { setStatus } from "@/lib/conversations/status";
import { tagCustomer } from "@/lib/customers/edit";
import { acceptSubmission } from "@/lib/forms/accept";
import { processSubmission } from "@/lib/forms/process";
import { createForm, enableForm } from "@/lib/forms/save";
import { createTemplate } from "@/lib/templates/save";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser } from "../../support/factories";
import { emptyQueue, queued } from "../../support/jobs";
import { until } from "../../support/poll";
import { input } from "../forms/support";

const { url } = setupDatabase();
let admin: UserActor;
let form: Form;
let templateId: number;

beforeAll(async () => {
	admin = await makeUser("admin");
	const inbox = await makeInbox("email", "support@shop.example");
	await db().update(inboxes).set({ main: true }).where(eq(inboxes.id, inbox.id));
	const { formId } = await createForm(input, admin);
	await enableForm(formId, true, admin);
	const [made] = await db().select().from(forms).where(eq(forms.id, formId));
	if (!made) throw new Error("no form");
	form = made;
	const template = { name: "Welcome", folder: "", channel: null, language: null, subject: "Welcome", text: "Glad you are here.", html: null };
	({ templateId } = await createTemplate(template, admin));
});

const action = fc.constantFrom<AutomationInput["actions"][number]["type"]>("reply", "note", "flag", "archive", "start");
const rule = fc.record({
	trigger: fc.constantFrom<AutomationInput["trigger"]>(
		{ type: "message_received" },
		{ type: "conversation_created" },
		{ type: "customer_created" },
		{ type: "customer_tagged", tag: null },
		{ type: "form_submitted", formId: null },
		{ type: "archived" },
		{ type: "unanswered", hours: 1 },
	),
	actions: fc.uniqueArray(action, { minLength: 1, maxLength: 3 }),
	hourlyCap: fc.constantFrom(1, 3, 100),
});
type Rule = Pick<AutomationInput, "trigger" | "hourlyCap"> & { actions: AutomationInput["actions"][number]["type"][] };
type Step = ["mail" | "again" | "form" | "archive" | "tag" | "hours", "work" | "twice" | "kill" | "nothing"];
const happening = fc.constantFrom<Step[0]>("mail", "again", "form", "archive", "tag", "hours");
const interlude = fc.constantFrom<Step[1]>("work", "twice", "kill", "nothing");
const story = fc.array(fc.tuple(happening, interlude), { minLength: 4, maxLength: 12 });
let count = 0;

/** The first story of all, so that caps are met however few there is time for. */
const capped: [Rule[], Step[]] = [
	[{ trigger: { type: "message_received" }, actions: ["reply"], hourlyCap: 1 }],
	[
		["mail", "work"],
		["again", "kill"],
	],
];
const patience = 30_000;

test("whatever happens and whatever is killed: no loops, one conversation a trigger, caps that hold, and nothing done twice", async () => {
	const deadline = Date.now() + patience;
	await fc.assert(
		fc.asyncProperty(fc.array(rule, { minLength: 1, maxLength: 4 }), story, async (rules, steps) => {
			if (Date.now() > deadline) return;
			await db().delete(automations);
			await emptyQueue();
			for (const { trigger, actions, hourlyCap } of rules) await begin(trigger, actions, hourlyCap);
			const before = await newestId();
			for (const [what, meanwhile] of steps) {
				await happen(what);
				await interrupt(meanwhile);
			}
			await drain();
			await holds(before);
		}),
		{ numRuns: 16, endOnFailure: true, timeout: 60_000, examples: [capped] },
	);
	const ends = new Set((await db().execute<{ end: string }>(sql`SELECT DISTINCT coalesce(error, state) AS "end" FROM seen_ends`)).map((row) => row.end));
	expect(ends, "all that can happen did").toEqual(new Set([...ends, "done", "hourlyCap"]));
}, 120_000);

beforeAll(async () => {
	await db().execute(sql`CREATE TABLE seen_ends (state text, error text)`);
	await db().execute(sql`CREATE TABLE power AS SELECT false AS cut`);
	await db().execute(sql`CREATE FUNCTION power_cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		IF random() < 0.3 AND (SELECT cut FROM power) THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$`);
	for (const table of ["automation_runs", "messages", "notes", "events", "deliveries", "conversations"])
		await db().execute(sql`CREATE TRIGGER power_cut AFTER INSERT OR UPDATE ON ${sql.identifier(table)} FOR EACH ROW EXECUTE FUNCTION power_cut()`);
});

async function begin(trigger: AutomationInput["trigger"], types: string[], hourlyCap: number): Promise<void> {
	const actions = types.map((type): AutomationInput["actions"][number] => {
		if (type === "start") return { type, channel: "email", templateId };
		return type === "reply" || type === "note" ? { type, text: "By itself" } : { type: type as "flag" };
	});
	const { automationId } = await createAutomation({ name: "Random", trigger, match: "all", conditions: [], actions, hourlyCap }, admin);
	await enableAutomation(automationId, true, admin);
	await db().update(automations).set({ enabledAt: sql`now() - interval '1 day'` }).where(eq(automations.id, automationId));
}

const newest = async () => (await db().select().from(conversations).where(eq(conversations.source, "inbound")).orderBy(sql`id DESC`).limit(1))[0];
const newestId = async () => Number((await db().execute<{ id: string }>(sql`SELECT last_value AS id FROM timeline_id`))[0]?.id);

async function happen(what: Step[0]): Promise<unknown> {
	const last = await newest();
	if (what === "mail" || !last) return mailArrives({ from: `random${++count}@example.org`, subject: "Random" });
	switch (what) {
		case "again": {
			const [mail] = await db().execute<{ from: string; id: string; subject: string }>(
				sql`SELECT mm."from"->>'address' AS from, mm.rfc_message_id AS id, mm.subject FROM messages m JOIN message_mails mm ON mm.message_id = m.id WHERE m.conversation_id = ${last.id} AND m.direction = 'in' LIMIT 1`,
			);
			return mailArrives({ from: mail?.from, subject: mail?.subject, headers: [`In-Reply-To: <${mail?.id}>`] });
		}
		case "form": {
			const typed: Record<string, string> = { f2: `form${++count}@example.org`, f6: "Hello" };
			await acceptSubmission(form, (id) => typed[id] ?? "", `198.51.${count >> 8}.${count & 255}`);
			return Promise.all((await queued("form.process")).map(({ payload }) => processSubmission(payload.submissionId, false)));
		}
		case "archive":
			return setStatus(last.id, "archived", admin);
		case "tag":
			return tagCustomer(last.customerId, `tag ${++count}`, true, admin);
		case "hours":
			// Two hours go by for the conversation that nobody has answered.
			return db()
				.update(conversations)
				.set({ status: "active", lastAuthor: "customer", sortAt: sql`now() - interval '2 hours'` })
				.where(eq(conversations.id, last.id));
	}
}

/** What a worker does, once over, everything at once. What fails is tried again later, as the queue does. */
async function work(): Promise<void> {
	await considerUnanswered();
	for (const { id, payload } of await queued("automation.consider")) {
		await considerOccasion(payload);
		await db().execute(sql`DELETE FROM graphile_worker._private_jobs WHERE id = ${id}`);
	}
	const tries = await Promise.allSettled((await open()).map(({ id }) => executeRun(id, false)));
	const broken = tries.find(({ status }) => status === "rejected");
	if (broken?.status === "rejected") throw broken.reason;
}

const open = () => db().select().from(automationRuns).where(eq(automationRuns.state, "running"));

async function interrupt(meanwhile: Step[1]): Promise<void> {
	if (meanwhile === "work") await Promise.allSettled([work()]);
	if (meanwhile === "twice") await Promise.allSettled([work(), work(), resumeRuns()]);
	if (meanwhile !== "kill") return;
	// As when a process dies: what is written in a transaction is gone, wherever it stands.
	await db().execute(sql`UPDATE power SET cut = true`);
	await Promise.allSettled([work(), work()]);
	await db().execute(sql`UPDATE power SET cut = false`);
}

async function drain(): Promise<void> {
	let broken: unknown = "it never ends";
	for (let turn = 0; turn < 20; turn++) {
		await work().catch((error) => {
			broken = error;
		});
		if ((await open()).length === 0 && (await queued("automation.consider")).length === 0) return;
	}
	throw broken;
}

async function holds(before: number): Promise<void> {
	const runs = await db().select().from(automationRuns);
	await db().execute(sql`INSERT INTO seen_ends SELECT state, error FROM automation_runs`);
	for (const run of runs) {
		// What waits for an hour with room has none in these.
		expect(run.endedAt === null).toBe(run.state === "waiting");
		// Nothing of an automation's sets one off.
		expect(await causedBy(run), `${run.cause} was a person's`).toBe(true);
	}
	const begun = runs.flatMap(({ steps }) => steps.filter(({ action }) => action === "start"));
	const made = await db()
		.select()
		.from(conversations)
		.where(sql`source = 'automation' AND id = ANY(${`{${begun.map(({ conversationId }) => conversationId ?? 0).join(",")}}`}::bigint[])`);
	expect([new Set(begun.map(({ conversationId }) => conversationId)).size, made.length]).toEqual([begun.length, begun.length]);
	for (const run of runs) expect(run.steps.filter(({ action }) => action === "start").length).toBeLessThanOrEqual(1);

	const said = await db().select({ id: messages.id }).from(messages).where(sql`author = 'automation' AND id > ${before}`).orderBy(messages.id);
	const counted = runs.flatMap(({ steps }) => steps.flatMap(({ messageId }) => messageId ?? []));
	expect(said.map(({ id }) => id)).toEqual(counted.toSorted((a, b) => a - b));

	for (const { id, hourlyCap } of await db().select().from(automations)) {
		const acting = runs.filter((run) => run.automationId === id && run.done > 0);
		expect(acting.length).toBeLessThanOrEqual(hourlyCap);
		for (const place of new Set(acting.map(({ conversationId }) => conversationId)))
			if (place !== null) expect(acting.filter(({ conversationId }) => conversationId === place).length).toBeLessThanOrEqual(5);
		expect(new Set(runs.filter((run) => run.automationId === id).map(({ cause }) => cause)).size).toBe(runs.filter((run) => run.automationId === id).length);
	}
}

async function causedBy({ cause }: AutomationRun): Promise<boolean> {
	const [kind = "", number = ""] = cause.split(":");
	const id = Number(number);
	if (kind === "message" || kind === "unanswered") return (await db().select().from(messages).where(eq(messages.id, id)))[0]?.author === "customer";
	if (kind === "conversation") return (await db().select().from(conversations).where(eq(conversations.id, id)))[0]?.source !== "automation";
	if (kind === "event") return (await db().select().from(events).where(eq(events.id, id)))[0]?.actorType === "user";
	if (kind === "customer" || kind === "tag") return (await db().select().from(customers).where(eq(customers.id, id))).length === 1;
	return kind === "submission";
}

test("what time sets off comes once, though the worker is killed in the middle of it and started again", async () => {
	await db().delete(automations);
	await emptyQueue();
	// Those of the stories wait no longer.
	await db().update(conversations).set({ status: "archived" });
	await begin({ type: "unanswered", hours: 1 }, ["flag", "note", "reply"], 100);
	const { conversationId } = await mailArrives({ from: "waiting@example.org", subject: "Waiting" });
	await db().update(conversations).set({ sortAt: sql`now() - interval '2 hours'` }).where(eq(conversations.id, conversationId));
	const runs = () => db().select().from(automationRuns).where(eq(automationRuns.conversationId, conversationId));

	const stuck = sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE 'insert into "notes"%'`;
	// Its note cannot be written: there it stands, in an open transaction, and dies.
	await db().transaction(async (tx) => {
		await tx.execute(sql`LOCK TABLE notes IN SHARE MODE`);
		await withWorker(async () => (await db().execute(stuck)).length > 0);
	});
	expect(await runs()).toMatchObject([{ state: "running", done: 1 }]);

	await withWorker(async () => (await runs())[0]?.state === "done");
	// What a third one would find.
	await considerUnanswered();
	for (const { payload } of await queued("automation.run")) await executeRun(payload.runId, false);
	expect(await runs()).toMatchObject([{ state: "done", done: 3 }]);
	expect(await db().select().from(notes).where(eq(notes.conversationId, conversationId))).toHaveLength(1);
	const said = await db().select({ author: messages.author }).from(messages).where(eq(messages.conversationId, conversationId)).orderBy(messages.id);
	expect(said.map(({ author }) => author)).toEqual(["customer", "automation"]);
}, 240_000);

/** A real one, killed as soon as that is so. */
async function withWorker(enough: () => Promise<boolean>): Promise<void> {
	const command = ["--conditions=react-server", "--import", "tsx", "scripts/worker.ts"];
	const worker = spawn(process.execPath, command, { env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: "error" }, stdio: "ignore" });
	const gone = once(worker, "exit");
	try {
		await until(enough, { timeout: 90_000 });
	} finally {
		worker.kill("SIGKILL");
		await gone;
	}
}
