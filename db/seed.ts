import { sql } from "drizzle-orm";
import { db } from "@/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { createAutomations } from "./seed/automations";
import { createCast } from "./seed/cast";
import { createChatbots } from "./seed/chatbots";
import { createForms } from "./seed/forms";
import { longStory } from "./seed/long-story";
import { moveBack } from "./seed/move-back";
import { demoSignIns } from "./seed/people";
import { play } from "./seed/play";
import { english } from "./seed/stories-en";
import { recentSpanish } from "./seed/stories-es";
import { companiesSpanish } from "./seed/stories-es-companies";
import { olderSpanish } from "./seed/stories-es-older";
import { italian } from "./seed/stories-it";
import { createTemplates } from "./seed/templates";

export { demoSignIns };
export const stories = [...recentSpanish, ...companiesSpanish, ...olderSpanish, longStory, ...english, ...italian];

/**
 * Fills an empty database with a team, its customers and what they wrote to each other up to a few minutes ago, all of it through the verbs.
 * Throws outside of the sandbox: the answers are queued to be sent, and these addresses could be somebody's.
 */
export async function seed(): Promise<void> {
	if (!env().SANDBOX_URL) throw new Error("The demo needs SANDBOX_URL: its answers must not reach real people.");
	const now = Date.now();
	const logger = log();
	const { level } = logger;
	// Every verb publishes, and the realtime server may not run yet: nobody is looking either.
	logger.level = "error";
	try {
		const cast = await createCast(now);
		await createTemplates(cast);
		await createChatbots(cast);
		await createForms(cast);
		await moveBack(await play(stories, cast, now));
		// After the stories: what happened in them sets nothing off.
		await createAutomations(cast);
		await forgetOldNews();
	} finally {
		logger.level = level;
	}
}

/** What happened weeks ago is no news today: nobody is told of it, no mail goes out, and no chatbot answers it. */
async function forgetOldNews(): Promise<void> {
	await db().execute(
		sql`DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t WHERE t.id = j.task_id AND (t.identifier LIKE 'notify.%' OR t.identifier LIKE 'chatbot.%')`,
	);
}
