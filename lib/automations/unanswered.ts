import "server-only";
import { and, eq, gt, inArray, lt, ne, notExists, sql } from "drizzle-orm";
import { db } from "@/db";
import { automationRuns, automations, conversations } from "@/db/schema";
import { facetsOf } from "@/lib/conversations/facets";
import { roomOf } from "./caps";
import { considerOccasion } from "./consider";

/** Longer after its time (milliseconds) nothing is begun any more: so a run that is forgotten never comes again. */
const patience = 30 * 86_400_000;
const facets = facetsOf({ tab: "active", last: "customer" });
/** So many at a time: the next look comes soon. */
const most = 100;

/**
 * Finds the conversations whose customer has waited long enough for an answer, for each automation that waits for that. The run's key keeps
 * it to once, whatever restarts; conversations whose time was over before the automation was turned on are left alone. What an hour has no
 * room for waits for the next one, as long as nobody has answered.
 */
export async function considerUnanswered(): Promise<void> {
	await endOvertaken();
	const waiting = await db()
		.select()
		.from(automations)
		.where(and(eq(automations.enabled, true), sql`${automations.trigger}->>'type' = 'unanswered'`));
	for (const { id, trigger, enabledAt, hourlyCap } of waiting) {
		if (trigger.type !== "unanswered" || !enabledAt) continue;
		const wait = trigger.hours * 3_600_000;
		const { all: room } = await roomOf(db(), { id, hourlyCap }, null);
		const cause = sql`'unanswered:' || ${conversations.lastInboundId}`;
		const asked = db()
			.select({ one: sql`1` })
			.from(automationRuns)
			.where(and(eq(automationRuns.automationId, id), sql`${automationRuns.cause} = ${cause}`, room > 0 ? ne(automationRuns.state, "waiting") : undefined));
		const found = await db()
			.select({ conversationId: conversations.id, customerId: conversations.customerId, messageId: conversations.lastInboundId })
			.from(conversations)
			.where(
				and(
					inArray(conversations.facet, facets),
					lt(conversations.sortAt, new Date(Date.now() - wait)),
					gt(conversations.sortAt, new Date(Math.max(enabledAt.getTime(), Date.now() - patience) - wait)),
					gt(conversations.lastInboundId, 0),
					notExists(asked),
				),
			)
			.limit(room > 0 ? Math.min(room, most) : most);
		for (const place of found) await considerOccasion({ type: "unanswered", cause: `unanswered:${place.messageId}`, automationId: id, ...place });
	}
}

/** What waited for an hour with room and is not asked for any more: somebody answered, or the automation is another one by now. */
async function endOvertaken(): Promise<void> {
	const stillDue = db()
		.select({ one: sql`1` })
		.from(conversations)
		.innerJoin(automations, eq(automations.id, automationRuns.automationId))
		.where(
			and(
				eq(conversations.id, automationRuns.conversationId),
				inArray(conversations.facet, facets),
				sql`${automationRuns.cause} = 'unanswered:' || ${conversations.lastInboundId}`,
				eq(automations.enabled, true),
				sql`${automations.trigger}->>'type' = 'unanswered'`,
				sql`${conversations.sortAt} > greatest(${automations.enabledAt}, now() - ${patience} * interval '1 millisecond') - (${automations.trigger}->>'hours')::float * interval '1 hour'`,
			),
		);
	await db()
		.update(automationRuns)
		.set({ state: "stopped", error: "overtaken", endedAt: sql`now()` })
		.where(and(sql`${automationRuns.endedAt} IS NULL`, eq(automationRuns.state, "waiting"), notExists(stillDue)));
}
