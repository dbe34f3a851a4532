import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { type Automation, automations } from "@/db/schema";
import { unseal } from "@/lib/secrets";

type AutomationDetails = Pick<Automation, "id" | "name" | "enabled" | "trigger" | "match" | "conditions" | "actions" | "hourlyCap"> & { secret: string };

/** Null when there is no such. For admins: it carries what webhooks are signed with. */
export async function automationDetails(automationId: number): Promise<AutomationDetails | null> {
	const [row] = await db().select().from(automations).where(eq(automations.id, automationId));
	if (!row) return null;
	const { id, name, enabled, trigger, match, conditions, actions, hourlyCap } = row;
	return { id, name, enabled, trigger, match, conditions, actions, hourlyCap, secret: unseal(row.sealedSecret) };
}
