import "server-only";
import type { Tasks } from "@/lib/jobs/run";
import { considerMessage } from "./consider";
import { executeRun } from "./execute";

export const chatbotTasks = {
	"chatbot.consider": ({ messageId, chatbotId }) => considerMessage(messageId, chatbotId),
	"chatbot.run": ({ runId }) => executeRun(runId),
} satisfies Partial<Tasks>;
