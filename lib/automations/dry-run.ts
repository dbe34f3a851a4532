import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { type AutomationAction, conversations } from "@/db/schema";
import { type Actor, requireAdminActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { requireFilled } from "@/lib/messages/require-filled";
import { templateValues } from "@/lib/templates/values";
import { fillText } from "@/lib/templates/variables";
import { filledTemplate } from "./begin-conversation";
import { factsOf, holds, meets } from "./facts";
import type { dryRunSchema } from "./schema";

type Wanted = typeof dryRunSchema._zod.output;
export type DryRun = {
	met: boolean;
	conditions: boolean[];
	/** What each action would say, as far as it says anything; at what a run would stop: what is not filled in, or what is no longer there. */
	actions: { type: AutomationAction["type"]; text: string | null; missing: string | null; gone: boolean }[];
};

/** What an automation would do in a conversation, and nothing is done. Admins alone. Throws notFound. */
export async function dryRun({ conversationId, match, conditions, actions }: Wanted, actor: Actor): Promise<DryRun> {
	requireAdminActor(actor);
	const facts = await factsOf({ conversationId });
	const [conversation] = await db().select({ customerId: conversations.customerId }).from(conversations).where(eq(conversations.id, conversationId));
	if (!facts || !conversation) throw new DomainError("notFound");
	const values = (await templateValues({ conversationId }, 0)) ?? {};
	const shown = actions.map(async (action): Promise<DryRun["actions"][number]> => {
		const { type } = action;
		try {
			if (type === "start") return { type, text: (await filledTemplate(action, conversation.customerId, db())).text, missing: null, gone: false };
			const text = "text" in action ? fillText(action.text, values) : null;
			if (type === "reply") requireFilled(text ?? "");
			return { type, text, missing: null, gone: false };
		} catch (error) {
			if (!(error instanceof DomainError)) throw error;
			const { names } = error.params;
			return { type, text: null, missing: names ? String(names) : null, gone: !names };
		}
	});
	return { met: meets(facts, match, conditions), conditions: conditions.map((one) => holds(facts, one)), actions: await Promise.all(shown) };
}
