import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Automation, type AutomationRun, automationRuns, automations } from "@/db/schema";
import { unseal } from "@/lib/secrets";

export type AutomationRow = Pick<Automation, "id" | "name" | "enabled" | "trigger" | "actions"> & { lastRun: string | null };

/** All of them, in their order. */
export async function listAutomations(): Promise<AutomationRow[]> {
	return db()
		.select({
			id: automations.id,
			name: automations.name,
			enabled: automations.enabled,
			trigger: automations.trigger,
			actions: automations.actions,
			lastRun: sql<string | null>`(SELECT r.started_at FROM automation_runs r WHERE r.automation_id = ${automations.id} ORDER BY r.started_at DESC LIMIT 1)`,
		})
		.from(automations)
		.orderBy(asc(automations.position), asc(automations.id));
}

export type AutomationDetails = Pick<Automation, "id" | "name" | "enabled" | "trigger" | "match" | "conditions" | "actions" | "hourlyCap"> & { secret: string };

/** Null when there is no such. For admins: it carries what webhooks are signed with. */
export async function automationDetails(automationId: number): Promise<AutomationDetails | null> {
	const [row] = await db().select().from(automations).where(eq(automations.id, automationId));
	if (!row) return null;
	const { id, name, enabled, trigger, match, conditions, actions, hourlyCap } = row;
	return { id, name, enabled, trigger, match, conditions, actions, hourlyCap, secret: unseal(row.sealedSecret) };
}

/** The newest 50. */
export async function runsOf(automationId: number): Promise<AutomationRun[]> {
	return db().select().from(automationRuns).where(eq(automationRuns.automationId, automationId)).orderBy(desc(automationRuns.startedAt)).limit(50);
}
