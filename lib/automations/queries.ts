import "server-only";
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Automation, type AutomationRun, automationRuns, automations, chatbots, customerTags, forms as formTable, templates } from "@/db/schema";
import { listedInboxes } from "@/lib/inboxes/queries";
import { unseal } from "@/lib/secrets";
import { listUsers } from "@/lib/users/queries";

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
			lastRun: sql<string | null>`(SELECT r.started_at FROM automation_runs r WHERE r.automation_id = automations.id ORDER BY r.started_at DESC LIMIT 1)`,
		})
		.from(automations)
		.orderBy(asc(automations.position), asc(automations.id));
}

export type AutomationDetails = Pick<Automation, "id" | "name" | "enabled" | "trigger" | "match" | "conditions" | "actions" | "hourlyCap"> & {
	secret: string;
	updatedAt: string;
};

/** Null when there is no such. For admins: it carries what webhooks are signed with. */
export async function automationDetails(automationId: number): Promise<AutomationDetails | null> {
	const [row] = await db().select().from(automations).where(eq(automations.id, automationId));
	if (!row) return null;
	const { id, name, enabled, trigger, match, conditions, actions, hourlyCap, updatedAt } = row;
	return { id, name, enabled, trigger, match, conditions, actions, hourlyCap, secret: unseal(row.sealedSecret), updatedAt: updatedAt.toISOString() };
}

/** What an automation did, the newest first: `limit` of those before the run `before`. */
export async function runsOf(automationId: number, before: number | null, limit: number): Promise<AutomationRun[]> {
	const earlier = sql`(${automationRuns.startedAt}, ${automationRuns.id}) < (SELECT started_at, id FROM automation_runs WHERE id = ${before})`;
	return db()
		.select()
		.from(automationRuns)
		.where(and(eq(automationRuns.automationId, automationId), before === null ? undefined : earlier))
		.orderBy(desc(automationRuns.startedAt), desc(automationRuns.id))
		.limit(limit);
}

type Choice = { value: string; label: string };

/** What an automation may name, as its form offers it. */
export async function automationChoices(): Promise<Record<"users" | "inboxes" | "templates" | "chatbots" | "tags" | "forms", Choice[]>> {
	const [people, listed, texts, bots, tags, forms] = await Promise.all([
		listUsers(),
		listedInboxes(),
		db().select({ id: templates.id, name: templates.name }).from(templates).where(isNull(templates.archivedAt)).orderBy(asc(templates.name)).limit(500),
		db().select({ id: chatbots.id, name: chatbots.name }).from(chatbots).orderBy(asc(chatbots.position)),
		db().select().from(customerTags).orderBy(asc(customerTags.tag)).limit(500),
		db().select({ id: formTable.id, name: formTable.name }).from(formTable).orderBy(asc(formTable.name)),
	]);
	const choices = (rows: { id: number; name: string }[]) => rows.map(({ id, name }) => ({ value: String(id), label: name }));
	return {
		users: choices(people.filter(({ active }) => active)),
		inboxes: choices(listed),
		templates: choices(texts),
		chatbots: choices(bots),
		tags: tags.map(({ tag }) => ({ value: tag, label: tag })),
		forms: choices(forms),
	};
}
