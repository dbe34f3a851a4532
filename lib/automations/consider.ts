import "server-only";
import { and, asc, eq, isNull, lt, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { type Automation, automationRuns, automations, conversations } from "@/db/schema";
import { recordEvent } from "@/lib/conversations/record-event";
import { enqueue, type Occasion } from "@/lib/jobs/enqueue";
import { noJobLeft } from "@/lib/jobs/lost";
import { publish } from "@/lib/realtime/publish";
import { roomOf } from "./caps";
import { factsOf, meets } from "./facts";

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
		// What time sets off is looked for again, and an hour with room comes.
		const waits = over === "hourlyCap" && occasion.type === "unanswered";
		const state = !met ? "skipped" : waits ? "waiting" : over ? "stopped" : "running";
		const ended = state === "skipped" || state === "stopped";
		const as = { conversationId, customerId, messageId, actions: automation.actions, state, error: over, endedAt: ended ? new Date() : null } as const;
		const [run] = await tx
			.insert(automationRuns)
			.values({ automationId: automation.id, cause, ...as })
			.onConflictDoUpdate({
				target: [automationRuns.automationId, automationRuns.cause],
				set: { ...as, startedAt: sql`now()` },
				setWhere: waits ? sql`false` : eq(automationRuns.state, "waiting"),
			})
			.returning({ id: automationRuns.id });
		if (!run || !met || waits) return;
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

async function overCap(tx: Transaction, automation: Automation, conversationId: number | null): Promise<"hourlyCap" | "conversationCap" | null> {
	const room = await roomOf(tx, automation, conversationId);
	if (room.here <= 0) return "conversationCap";
	return room.all <= 0 ? "hourlyCap" : null;
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
					eq(automationRuns.state, "running"),
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
/** Forgets the runs that ended long ago, some at a time. */
export async function forgetRuns(): Promise<void> {
	let gone: unknown[];
	do {
		gone = await db().execute(sql`DELETE FROM automation_runs WHERE id IN (
			SELECT id FROM automation_runs WHERE ended_at < now() - make_interval(days => ${keptDays}) ORDER BY ended_at LIMIT 1000) RETURNING 1`);
	} while (gone.length > 0);
}
