import "server-only";
import type { Tasks } from "@/lib/jobs/run";
import { considerOccasion } from "./consider";
import { executeRun } from "./execute";

/** What the worker does for automations. */
export const automationTasks = {
	"automation.consider": (occasion) => considerOccasion(occasion),
	"automation.run": ({ runId }, { isLast }) => executeRun(runId, isLast),
} satisfies Partial<Tasks>;
