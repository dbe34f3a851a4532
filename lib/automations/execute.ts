import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { type Automation, type AutomationAction, type AutomationRun, type AutomationStep, automationRuns, automations, conversations } from "@/db/schema";
import { assignWithin } from "@/lib/assignments/assign";
import { blockWithin } from "@/lib/chatbots/block";
import { runWithin } from "@/lib/chatbots/run";
import { setFlag } from "@/lib/conversations/flag";
import { loadConversation } from "@/lib/conversations/load";
import { setStatus } from "@/lib/conversations/status";
import { messageOf } from "@/lib/describe-error";
import { DomainError } from "@/lib/errors";
import { requireFilled } from "@/lib/messages/require-filled";
import { queueSpoken } from "@/lib/messages/speak";
import { noteByAutomation } from "@/lib/notes/add";
import { publish } from "@/lib/realtime/publish";
import { templateValues } from "@/lib/templates/values";
import { fillText } from "@/lib/templates/variables";
import { startFromTemplate } from "./begin-conversation";
import { callWebhook } from "./webhook";

/** What it did, apart from its name and time. */
type Did = Partial<AutomationStep>;

/**
 * Carries a run's actions out, from where it stands. May run twice, or die anywhere: what is done is written in the transaction that counts the
 * action as done; a flag and the archive change nothing when they are said again, and a webhook has the same id. A refusal stops the run with
 * its reason. Throws while another try may help.
 */
export async function executeRun(runId: number, isLast: boolean): Promise<void> {
	for (;;) {
		const [found] = await db()
			.select({ run: automationRuns, automation: automations })
			.from(automationRuns)
			.innerJoin(automations, eq(automations.id, automationRuns.automationId))
			.where(and(eq(automationRuns.id, runId), isNull(automationRuns.endedAt)));
		if (!found) return;
		const { run, automation } = found;
		const action = run.actions[run.done];
		if (!action) return end(runId, "done");
		if (!automation.enabled) return end(runId, "stopped", "turnedOff");
		try {
			await carryOut(run, automation, action);
		} catch (error) {
			if (error instanceof DomainError) return end(runId, "stopped", error.code, String(Object.values(error.params)[0] ?? ""));
			if (isLast) return end(runId, "failed", action.type, messageOf(error));
			throw error;
		}
	}
}

async function carryOut(run: AutomationRun, automation: Automation, action: AutomationAction): Promise<void> {
	const actor = { type: "automation" as const, id: automation.id };
	const here = () => {
		if (run.conversationId === null) throw new DomainError("notFound");
		return run.conversationId;
	};
	const simple: { [T in AutomationAction["type"]]?: () => Promise<Did | undefined> } = {
		flag: () => setFlag(here(), true, actor).then(() => undefined),
		archive: () => setStatus(here(), "archived", actor).then(() => undefined),
		webhook: () => callWebhook(action.type === "webhook" ? action.url : "", run, automation),
	};
	const alone = simple[action.type];
	if (alone) {
		const did = await alone();
		await transaction((tx) => count(tx, run, action, did));
		return;
	}
	const touched = await transaction(async (tx) => {
		// Counted first: of two workers at it, the second finds it done and says nothing.
		if (!(await count(tx, run, action))) return null;
		if (action.type === "start") {
			const [conversation, messageId] = await startFromTemplate(tx, action, await customerOf(tx, run), automation);
			await note(tx, run, { conversationId: conversation.id, messageId });
			return { conversationId: conversation.id, messageId, customerId: conversation.customerId };
		}
		const conversation = await loadConversation(tx, here(), actor);
		if (action.type === "runChatbot" || action.type === "blockChatbot" || action.type === "assign") {
			if (action.type === "runChatbot") await runWithin(tx, conversation, action.chatbotId, actor, run.messageId);
			else if (action.type === "blockChatbot") await blockWithin(tx, conversation, action.chatbotId, action.hours, actor);
			// Who is responsible already stays so.
			else await assignWithin(tx, conversation, [...conversation.assigneeIds, ...action.userIds], actor);
			return { conversationId: conversation.id };
		}
		const text = action.type === "reply" || action.type === "note" || action.type === "notify" ? action.text : "";
		const filled = fillText(text, (await templateValues({ conversationId: conversation.id }, 0, tx)) ?? {});
		if (action.type !== "reply") {
			await noteByAutomation(tx, conversation.id, filled, action.type === "notify" ? action.userIds : [], automation.name);
			return { conversationId: conversation.id };
		}
		requireFilled(filled);
		if (conversation.spam) throw new DomainError("notAllowed");
		const messageId = await queueSpoken(tx, conversation, filled, { author: "automation", name: automation.name }, actor);
		await note(tx, run, { messageId });
		return { conversationId: conversation.id, messageId };
	});
	if (!touched) return;
	const { customerId, ...where } = { customerId: null, ...touched };
	await publish("conversation.changed", where);
	// How much was written with them is no longer what it was.
	if (customerId !== null) await publish("customer.changed", { customerId });
}

async function customerOf(tx: Transaction, run: AutomationRun): Promise<number> {
	const [found] = run.conversationId
		? await tx.select({ id: conversations.customerId }).from(conversations).where(eq(conversations.id, run.conversationId))
		: [];
	const id = found?.id ?? run.customerId;
	if (id === null) throw new DomainError("notFound");
	return id;
}

/** False when somebody else has counted it. */
async function count(tx: Transaction, run: AutomationRun, action: AutomationAction, did: Did = {}): Promise<boolean> {
	const step = { action: action.type, at: new Date().toISOString(), ...did };
	const [counted] = await tx
		.update(automationRuns)
		.set({ done: run.done + 1, steps: sql`${automationRuns.steps} || ${JSON.stringify([step])}::jsonb` })
		.where(and(eq(automationRuns.id, run.id), eq(automationRuns.done, run.done), isNull(automationRuns.endedAt)))
		.returning({ id: automationRuns.id });
	return counted !== undefined;
}

/** Adds to what the newest step did. */
async function note(tx: Transaction, run: AutomationRun, did: Did): Promise<void> {
	await tx
		.update(automationRuns)
		.set({ steps: sql`jsonb_set(${automationRuns.steps}, '{-1}', ${automationRuns.steps}->-1 || ${JSON.stringify(did)}::jsonb)` })
		.where(eq(automationRuns.id, run.id));
}

async function end(runId: number, state: AutomationRun["state"], error: string | null = null, errorDetail = ""): Promise<void> {
	await db()
		.update(automationRuns)
		.set({ state, error, errorDetail: errorDetail.slice(0, 500) || null, endedAt: new Date() })
		.where(and(eq(automationRuns.id, runId), isNull(automationRuns.endedAt)));
}
