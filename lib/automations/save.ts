import "server-only";
import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Automation, automations } from "@/db/schema";
import { type Actor, requireAdminActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { seal } from "@/lib/secrets";
import type { AutomationInput } from "./schema";

/** Adds one, turned off, behind the others. Admins alone. */
export async function createAutomation(input: AutomationInput, actor: Actor): Promise<{ automationId: number }> {
	requireAdminActor(actor);
	return transaction(async (tx) => {
		const last = sql<number>`(SELECT coalesce(max(position), 0) + 1 FROM automations)`;
		const [made] = await tx
			.insert(automations)
			.values({ ...input, updatedAt: new Date(), position: last, sealedSecret: seal(`whsec_${randomBytes(24).toString("base64")}`) })
			.returning({ automationId: automations.id });
		if (!made) throw new Error("an insert answers its row");
		return made;
	});
}

/** Throws notFound, and editedMeanwhile when somebody has changed it since `seen`. */
export async function updateAutomation(
	{ automationId, seen, ...input }: AutomationInput & { automationId: number; seen: string },
	actor: Actor,
): Promise<{ updatedAt: string }> {
	return transaction(async (tx) => {
		const automation = await loadAutomation(tx, automationId, actor);
		if (automation.updatedAt.toISOString() !== seen) throw new DomainError("editedMeanwhile");
		const updatedAt = new Date();
		// What would long have set the new trigger off is as little its business as what happened before it was turned on.
		const anew = automation.enabled && !isDeepStrictEqual(automation.trigger, input.trigger);
		await tx
			.update(automations)
			.set({ ...input, updatedAt, ...(anew && { enabledAt: sql`now()` }) })
			.where(eq(automations.id, automationId));
		return { updatedAt: updatedAt.toISOString() };
	});
}

/** Turns it on from now on, or off. Saying again what is already so changes nothing. Throws notFound. */
export async function enableAutomation(automationId: number, enabled: boolean, actor: Actor): Promise<void> {
	await transaction(async (tx) => {
		const automation = await loadAutomation(tx, automationId, actor);
		if (automation.enabled === enabled) return;
		await tx
			.update(automations)
			.set({ enabled, ...(enabled && { enabledAt: sql`now()` }) })
			.where(eq(automations.id, automationId));
	});
}

/** Those that are named come in this order. Throws notAllowed. */
export async function orderAutomations(automationIds: number[], actor: Actor): Promise<void> {
	requireAdminActor(actor);
	await transaction((tx) =>
		tx.execute(
			sql`UPDATE automations a SET position = o.place FROM unnest(${`{${automationIds.join(",")}}`}::int[]) WITH ORDINALITY o(id, place) WHERE a.id = o.id`,
		),
	);
}

/** With the record of its runs. Throws notFound. */
export async function deleteAutomation(automationId: number, actor: Actor): Promise<void> {
	await transaction(async (tx) => {
		await loadAutomation(tx, automationId, actor);
		await tx.delete(automations).where(eq(automations.id, automationId));
	});
}

async function loadAutomation(tx: Transaction, id: number, actor: Actor): Promise<Automation> {
	requireAdminActor(actor);
	const [automation] = await tx.select().from(automations).where(eq(automations.id, id)).for("no key update");
	if (!automation) throw new DomainError("notFound");
	return automation;
}
