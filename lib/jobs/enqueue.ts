import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import type { AutomationTriggerType } from "@/db/schema";
import type { UserActor } from "@/lib/actor";

/** What happened, to whom or where. `cause`: the same word however often it is told. */
export type Occasion = {
	type: AutomationTriggerType;
	cause: string;
	conversationId?: number;
	messageId?: number;
	customerId?: number;
	tag?: string;
	formId?: number;
	/** For one automation alone. */
	automationId?: number;
};

/** Every job there is, with what it is given. The worker has a handler for each: scripts/worker.ts. */
export type Jobs = {
	"webhook.process": { webhookId: number };
	"message.send": { messageId: number };
	"conversation.purge": { conversationId: number };
	"invitation.send": { invitationId: number };
	/** Lines of history that say who was assigned. */
	"notify.assigned": { eventIds: number[] };
	/** A customer's message. */
	"notify.answered": { messageId: number };
	"notify.mentioned": { noteId: number };
	/** `attempt`: the idempotency key of the sending that failed; a new one after a retry. */
	"notify.failed": { messageId: number; attempt: string };
	/** What waited and could not become a message when its time had come. */
	"notify.notSent": { outgoingId: number };
	/** The line of history that says so. */
	"notify.unsnoozed": { eventId: number };
	"notification.push": { notificationId: number; subscriptionId: number };
	/** Everything that waits to be told of a conversation (null: of many at once) to one user. */
	"notification.mail": { userId: number; conversationId: number | null };
	/** A word to try it with, by each way that is open. */
	"notification.test": { userId: number; by: "email" | "push" };
	/** Null: to nobody. `actor`: who decided it. */
	"assignments.handOver": { userId: number; toUserId: number | null; actor: UserActor };
	"message.dispatch": { outgoingId: number };
	/** From its raw source, a mail that could not be read. */
	"message.reread": { messageId: number };
	/** From outside, into the team's language. */
	"message.translate": { messageId: number };
	"form.process": { submissionId: number };
	/** Once, of a database from before: db/migrations. */
	"customers.showNumbers": Record<string, never>;
	/** Something happened that automations may be set off by. */
	"automation.consider": Occasion;
	"automation.run": { runId: number };
	/** A customer's message that a chatbot may answer; `chatbotId`: that one, because nobody has answered for so long. */
	"chatbot.consider": { messageId: number; chatbotId?: number };
	"chatbot.run": { runId: number };
};

export type JobOptions = {
	/** Jobs of one queue run one after the other. */
	queue?: string;
	/** Replaces a waiting job of the same key. */
	key?: string;
	runAt?: Date;
	maxAttempts?: number;
	/** What is lower goes first; 0 when it is not said. */
	priority?: number;
};

/** `when`: asked by the statement that adds it. A job that nobody waits for is not made. */
export type Job = { [N in keyof Jobs]: { name: N; payload: Jobs[N]; options?: JobOptions; when?: SQL } }[keyof Jobs];

/** Adds a job inside the transaction that makes it necessary: both happen, or neither. */
export function enqueue<N extends keyof Jobs>(tx: Transaction, name: N, payload: Jobs[N], options: JobOptions = {}): Promise<void> {
	return enqueueAll(tx, [{ name, payload, options } as Job]);
}

/** The same of several, in one statement: those of one queue run in this order. */
export async function enqueueAll(tx: Transaction, jobs: Job[]): Promise<void> {
	if (jobs.length > 0) await enqueueing(tx, jobs);
}

/** The statement that adds them; of one job at least. */
export function enqueueing(tx: Transaction, jobs: Job[]) {
	const rows = jobs.map(({ name, payload, options: { queue, key, runAt, maxAttempts, priority } = {}, when }, place) => {
		const at = runAt ? sql`${runAt.toISOString()}::timestamptz` : sql`now() + ${place} * interval '1 microsecond'`;
		return sql`(${name}::text, ${JSON.stringify(payload)}::json, ${queue ?? null}::text, ${at}, ${maxAttempts ?? 12}::smallint, ${key ?? null}::text, ${priority ?? 0}::smallint, ${when ?? true})`;
	});
	return tx.execute(sql`
		SELECT graphile_worker.add_jobs(array_agg((name, payload, queue, run_at, attempts, key, priority, NULL)::graphile_worker.job_spec ORDER BY run_at))
		FROM (VALUES ${sql.join(rows, sql`, `)}) job (name, payload, queue, run_at, attempts, key, priority, wanted) WHERE wanted HAVING count(*) > 0`);
}

/** Translations run in two queues of their own, after everything else: a provider that is slow holds two of the worker's slots at most. */
export function translationLane(messageId: number): JobOptions {
	return { queue: `translation:${messageId % 2}`, key: `translate:${messageId}`, maxAttempts: 4, priority: 1 };
}
