import { sql } from "drizzle-orm";
import type { Runner } from "graphile-worker";
import { afterEach, describe, expect, test } from "vitest";
import { db, transaction } from "@/db";
import { deliveries, messages, webhooks } from "@/db/schema";
import { enqueue } from "@/lib/jobs/enqueue";
import { startJobs, type Tasks } from "@/lib/jobs/run";
import { holdWorkerLocks } from "@/lib/jobs/worker-locks";
import { giveUpLostMessages } from "@/lib/messages/give-up";
import { sendReply } from "@/lib/messages/send";
import { giveUpLostWebhooks } from "@/lib/webhooks/give-up";
import { storeWebhook } from "@/lib/webhooks/store";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, messageById, textArrives } from "../../support/factories";
import { until } from "../../support/poll";

setupDatabase();

const runners: Runner[] = [];
afterEach(async () => {
	for (const runner of runners.splice(0)) await runner.stop();
	await db().execute(sql`DELETE FROM graphile_worker._private_jobs`);
});

async function work(task: Tasks["webhook.process"]) {
	const runner = await startJobs(
		{ "webhook.process": task, "message.send": async () => {}, "conversation.purge": async () => {}, "message.dispatch": async () => {} },
		2,
	);
	runners.push(runner);
	return runner;
}

const lockBy = (pool: string) =>
	db().execute(sql`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute', locked_by = ${pool}, attempts = 1`);

describe("jobs", () => {
	test("are queued with the transaction that needs them, or not at all", async () => {
		await transaction(async (tx) => {
			await enqueue(tx, "webhook.process", { webhookId: 1 });
			throw new Error("rolled back");
		}).catch((error) => expect(error.message).toBe("rolled back"));
		expect(await db().execute(sql`SELECT 1 FROM graphile_worker.jobs`)).toHaveLength(0);
	});

	test("locked by a worker that was killed are done by the next one at once", async () => {
		await transaction((tx) => enqueue(tx, "webhook.process", { webhookId: 7 }));
		await lockBy("worker-that-was-killed");
		const done: number[] = [];
		await work(async ({ webhookId }) => void done.push(webhookId));
		await until(() => done.includes(7), { timeout: 3000 });
	});

	test("in the hands of a worker that lives are left alone", async () => {
		let finish = () => {};
		const finished = new Promise<void>((resolve) => {
			finish = resolve;
		});
		const begun: number[] = [];
		await work(async ({ webhookId }) => {
			begun.push(webhookId);
			await finished;
		});
		await transaction((tx) => enqueue(tx, "webhook.process", { webhookId: 8 }, { queue: "one" }));
		await until(() => begun.length === 1);
		for (const table of ["_private_jobs", "_private_job_queues"])
			await db().execute(sql`UPDATE graphile_worker.${sql.raw(table)} SET locked_at = now() - interval '1 minute' WHERE locked_at IS NOT NULL`);
		const locks = await holdWorkerLocks();
		expect(await locks.releaseDead()).toBe(0);
		finish();
		await until(async () => (await db().execute(sql`SELECT 1 FROM graphile_worker.jobs`)).length === 0);
		await locks.close();
		expect(begun).toEqual([8]);
	});

	test("wait in no queue that a killed worker held, even when their turn had come and gone", async () => {
		await transaction((tx) => enqueue(tx, "webhook.process", { webhookId: 10 }, { queue: "two" }));
		await db().execute(
			sql`UPDATE graphile_worker._private_job_queues SET locked_at = now() - interval '1 minute', locked_by = 'pool-that-was-killed' WHERE queue_name = 'two'`,
		);
		const done: number[] = [];
		await work(async ({ webhookId }) => void done.push(webhookId));
		await until(() => done.includes(10), { timeout: 3000 });
	});

	test("know which attempt is their last", async () => {
		const attempts: boolean[] = [];
		await transaction((tx) => enqueue(tx, "webhook.process", { webhookId: 9 }, { maxAttempts: 1 }));
		await work(async (_, { isLast }) => {
			attempts.push(isLast);
			throw new Error("again");
		});
		await until(() => attempts.length === 1);
		expect(attempts).toEqual([true]);
	});
});

describe("work whose worker was killed during the last attempt", () => {
	test("a webhook is listed as failed; one whose job waits is not", async () => {
		const request = { url: "http://localhost", headers: {}, body: Buffer.from("x") };
		await storeWebhook("mime", "lost", request);
		await storeWebhook("mime", "waiting", request);
		await db().execute(sql`DELETE FROM graphile_worker._private_jobs WHERE key = (SELECT 'webhook:' || id FROM webhooks WHERE external_id = 'lost')`);
		await giveUpLostWebhooks();
		expect(new Set((await db().select().from(webhooks)).map((webhook) => webhook.state))).toEqual(new Set(["received"]));
		await db().execute(sql`UPDATE webhooks SET created_at = now() - interval '2 minutes'`);
		await giveUpLostWebhooks();
		const states = Object.fromEntries((await db().select().from(webhooks)).map((webhook) => [webhook.externalId, webhook.state]));
		expect(states).toEqual({ lost: "failed", waiting: "received" });
	});

	test("a message is marked failed, and keeps its idempotency key for Retry", async () => {
		await makeInbox("sms", "+34911000417");
		const first = await textArrives("Hi");
		const { messageId } = await sendReply(
			{ conversationId: first.conversationId, clientKey: crypto.randomUUID(), text: "Yes", html: null, cc: [], replyTo: "main", archive: false },
			await makeUser(),
		);
		await db().execute(sql`DELETE FROM graphile_worker._private_jobs`);
		await db().update(deliveries).set({ state: "sending", attemptedAt: new Date(), sendAfter: sql`now() - interval '2 minutes'` });
		const [before] = await db().select().from(deliveries);
		await giveUpLostMessages();
		expect(await messageById(messageId)).toMatchObject({ status: "failed", errorCode: "provider" });
		const [after] = await db().select().from(deliveries);
		expect(after).toMatchObject({ state: "failed", idempotencyKey: before?.idempotencyKey });
		expect(await db().select().from(messages)).toHaveLength(2);
	});
});
