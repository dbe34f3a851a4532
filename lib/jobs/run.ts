import "server-only";
import { makeWorkerUtils, type Runner, run, type TaskList } from "graphile-worker";
import { withoutValues } from "@/lib/describe-error";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import type { Jobs } from "./enqueue";
import { jobLogger } from "./logger";
import { holdWorkerLocks } from "./worker-locks";

export type Attempt = { isLast: boolean };
export type Tasks = { [N in keyof Jobs]: (payload: Jobs[N], attempt: Attempt) => Promise<void> };

/** Starts working on queued jobs (those without a handler stay queued), after freeing those that a killed worker still holds. */
export async function startJobs(tasks: Partial<Tasks>, concurrency: number): Promise<Runner> {
	const locks = await holdWorkerLocks();
	await locks.releaseDead();
	const taskList: TaskList = Object.fromEntries(
		Object.entries(tasks).map(([name, task]) => [
			name,
			(payload, { job }) =>
				(task as (p: unknown, a: Attempt) => Promise<void>)(payload, { isLast: job.attempts >= job.max_attempts }).catch((error) => {
					throw withoutValues(error);
				}),
		]),
	);
	const runner = await run({
		connectionString: env().DATABASE_URL,
		taskList,
		concurrency,
		crontab: "",
		noHandleSignals: true,
		pollInterval: 1000,
		logger: jobLogger,
		events: locks.events,
	});
	const sweep = setInterval(() => locks.releaseDead().catch((error) => log().error({ err: error }, "jobs of dead workers not released")), 2_000);
	runner.promise.finally(() => {
		clearInterval(sweep);
		return locks.close();
	});
	return runner;
}

/** Takes away what finished jobs leave: those that failed for good (their work says so itself) and queues that nobody uses. */
export async function cleanJobs(): Promise<void> {
	const utils = await makeWorkerUtils({ connectionString: env().DATABASE_URL, logger: jobLogger });
	try {
		await utils.cleanup({ tasks: ["DELETE_PERMAFAILED_JOBS", "GC_JOB_QUEUES"] });
	} finally {
		await utils.release();
	}
}
