import "server-only";
import { and, asc, eq, gt, inArray, isNull, lt, notExists, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { type Automation, automationRuns, automations, conversations } from "@/db/schema";
import { facetsOf } from "@/lib/conversations/facets";
import { recordEvent } from "@/lib/conversations/record-event";
import { enqueue, type Occasion } from "@/lib/jobs/enqueue";
import { noJobLeft } from "@/lib/jobs/lost";
import { publish } from "@/lib/realtime/publish";
import { factsOf, meets } from "./facts";

/** How often one automation may act in one conversation within an hour, whatever writes back to it. */
const conversationCap = 5;

/** Begins a run of each automation that waits for this and whose conditions hold; each once, however often the job runs. */
export async function considerOccasion(occasion: Occasion): Promise<void> {
	const waiting = await db()
		.select()
		.from(automations)
		.where(
			and(
				eq(automations.enabled, true),
				sql`${automations.trigger}->>'type' = ${occasion.type}`,
				occasion.automationId ? eq(automations.id, occasion.automationId) : undefined,
			),
		)
		.orderBy(asc(automations.position), asc(automations.id));
	const fitting = waiting.filter(({ trigger }) => fits(trigger, occasion));
	const facts = fitting.length > 0 ? await factsOf(occasion) : null;
	if (!facts) return;
	for (const automation of fitting) {
		const met = meets(facts, automation.match, automation.conditions);
		// What time sets off is asked again and again: that it was asked has to be kept.
		if (met || occasion.type === "unanswered") await begin(automation, occasion, met);
	}
}

function fits(trigger: Automation["trigger"], { tag, formId }: Occasion): boolean {
	if (trigger.type === "customer_tagged") return !trigger.tag || trigger.tag.toLowerCase() === tag?.toLowerCase();
	if (trigger.type === "form_submitted") return trigger.formId === null || trigger.formId === formId;
	return true;
}

async function begin(automation: Automation, occasion: Occasion, met: boolean): Promise<void> {
	const { cause, conversationId: conversation, customerId, messageId } = occasion;
	const conversationId = conversation ?? null;
	await transaction(async (tx) => {
		// One at a time, so that a cap is a cap.
		await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`automation:${automation.id}`}, 0))`);
		const over = met ? await overCap(tx, automation, conversationId) : null;
		const state = !met ? "skipped" : over ? "stopped" : "running";
		const [run] = await tx
			.insert(automationRuns)
			.values({
				automationId: automation.id,
				cause,
				conversationId,
				customerId,
				messageId,
				actions: automation.actions,
				state,
				error: over,
				...(state !== "running" && { endedAt: new Date() }),
			})
			.onConflictDoNothing()
			.returning({ id: automationRuns.id });
		if (!run || !met) return;
		if (!over) await enqueueRun(tx, run.id, conversationId);
		if (conversationId === null) return;
		// Locked, so that its line in the history has its place.
		const [locked] = await tx.select({ id: conversations.id }).from(conversations).where(eq(conversations.id, conversationId)).for("no key update");
		const { id, name } = automation;
		if (locked)
			await recordEvent(tx, conversationId, { type: "automation", id }, over ? "automation_stopped" : "automation_ran", {
				name,
				...(over && { reason: over }),
			});
	});
	if (conversationId !== null) await publish("conversation.changed", { conversationId });
}

/** Also when it was stopped half way: what it had done by then counts. */
const hasActed = sql`state <> 'skipped' AND (state <> 'stopped' OR done > 0)`;

async function overCap(tx: Transaction, { id, hourlyCap }: Automation, conversationId: number | null): Promise<"hourlyCap" | "conversationCap" | null> {
	const [counted] = await tx.execute<{
		all: number;
		here: number;
	}>(sql`SELECT count(*)::int AS "all", count(*) FILTER (WHERE conversation_id = ${conversationId})::int AS here
		FROM automation_runs WHERE automation_id = ${id} AND started_at > now() - interval '1 hour' AND ${hasActed}`);
	if ((counted?.here ?? 0) >= conversationCap) return "conversationCap";
	return (counted?.all ?? 0) >= hourlyCap ? "hourlyCap" : null;
}

async function enqueueRun(tx: Transaction, runId: number, conversationId: number | null): Promise<void> {
	await enqueue(tx, "automation.run", { runId }, { queue: `automation:${conversationId ?? `run ${runId}`}`, key: `automation-run:${runId}`, maxAttempts: 5 });
}

/** Queues again what a killed worker has left without a job. */
export async function resumeRuns(): Promise<void> {
	await transaction(async (tx) => {
		const lost = await tx
			.select({ id: automationRuns.id, conversationId: automationRuns.conversationId })
			.from(automationRuns)
			.where(
				and(
					isNull(automationRuns.endedAt),
					lt(automationRuns.startedAt, sql`now() - interval '1 minute'`),
					noJobLeft(sql`'automation-run:' || ${automationRuns.id}`),
				),
			)
			.limit(100);
		for (const { id, conversationId } of lost) await enqueueRun(tx, id, conversationId);
	});
}

/** Runs are kept for so many days. */
const keptDays = 90;
/** Longer after its time (milliseconds) nothing is begun any more: so a run that is forgotten never comes again. */
const patience = 30 * 86_400_000;

/** Forgets the runs that ended long ago, some at a time. */
export async function forgetRuns(): Promise<void> {
	let gone: unknown[];
	do {
		gone = await db().execute(sql`DELETE FROM automation_runs WHERE id IN (
			SELECT id FROM automation_runs WHERE ended_at < now() - make_interval(days => ${keptDays}) ORDER BY ended_at LIMIT 1000) RETURNING 1`);
	} while (gone.length > 0);
}

/**
 * Finds the conversations whose customer has waited long enough for an answer, for each automation that waits for that. The run's key keeps
 * it to once, whatever restarts; conversations whose time was over before the automation was turned on are left alone.
 */
export async function considerUnanswered(): Promise<void> {
	const waiting = await db()
		.select()
		.from(automations)
		.where(and(eq(automations.enabled, true), sql`${automations.trigger}->>'type' = 'unanswered'`));
	for (const { id, trigger, enabledAt } of waiting) {
		if (trigger.type !== "unanswered" || !enabledAt) continue;
		const wait = trigger.hours * 3_600_000;
		const cause = sql`'unanswered:' || ${conversations.lastInboundId}`;
		const asked = db()
			.select({ one: sql`1` })
			.from(automationRuns)
			.where(and(eq(automationRuns.automationId, id), sql`${automationRuns.cause} = ${cause}`));
		const found = await db()
			.select({ conversationId: conversations.id, customerId: conversations.customerId, messageId: conversations.lastInboundId })
			.from(conversations)
			.where(
				and(
					inArray(conversations.facet, facetsOf({ tab: "active", last: "customer" })),
					lt(conversations.sortAt, new Date(Date.now() - wait)),
					gt(conversations.sortAt, new Date(Math.max(enabledAt.getTime(), Date.now() - patience) - wait)),
					gt(conversations.lastInboundId, 0),
					notExists(asked),
				),
			)
			.limit(100);
		for (const place of found) await considerOccasion({ type: "unanswered", cause: `unanswered:${place.messageId}`, automationId: id, ...place });
	}
}
