import "server-only";
import { Logger } from "graphile-worker";
import { log } from "@/lib/log";

const levels = { error: "error", warning: "warn", info: "debug", debug: "debug" } as const;

/** The job queue's own words in our log; its chatter about single jobs only when debugging. */
export const jobLogger = new Logger((scope) => (level, message) => {
	log()[levels[level]]({ job: scope.taskIdentifier, jobId: scope.jobId }, message);
});
