import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Chatbot, type ChatbotRun, type Conversation, chatbotRuns, conversations } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { describeError } from "@/lib/describe-error";
import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { publish } from "@/lib/realtime/publish";
import { carryOut, type Done } from "./carry-out";
import { endRuns, type Hold, holdOfRun, isAsked } from "./hold";
import { loadChatbot } from "./load";
import { enqueueRun } from "./run";
import type { Turn } from "./script";
import { type Situation, situationOf } from "./situation";
import { ThinkingFailed, think } from "./think";

/** `heardId`: the customer's newest word that it thinks about. */
type Begun = { run: ChatbotRun; chatbot: Chatbot; situation: Situation; heardId: number };

/**
 * One turn of a run; the job behind it. Thinking may take its time and touches nothing; then one transaction, holding the conversation,
 * asks whether the chatbot may still speak and puts in all that it decided, or nothing. May run twice, or die anywhere.
 */
export async function executeRun(runId: number): Promise<void> {
	const begun = await transaction((tx) => begin(tx, runId));
	if (!begun) return;
	const { conversationId } = begun.run;
	try {
		const turn = await think(begun.chatbot, begun.run, begun.situation);
		const customerId = await transaction((tx) => finish(tx, begun, turn));
		if (customerId !== null) await publish("customer.changed", { customerId });
	} catch (error) {
		if (!(error instanceof DomainError || error instanceof ThinkingFailed)) throw error;
		log().warn({ runId, ...describeError(error) }, "a chatbot's run failed");
		await transaction((tx) => fail(tx, begun, error instanceof DomainError ? error.code : error.message));
	}
	await publish("conversation.changed", { conversationId });
}

async function begin(tx: Transaction, runId: number): Promise<Begun | null> {
	const found = await held(tx, runId);
	if (!found) return null;
	const { run, conversation, chatbot } = found;
	// It has had its turn, and its worker died right after: the same words are no answer to what it has asked since.
	if (run.state === "waiting" && run.wakeAt === null) return null;
	const hold = await holdOfRun(tx, run, conversation, chatbot);
	if (hold) await stop(tx, run, chatbot, hold);
	if (hold) return null;
	const [taken] = await tx
		.update(chatbotRuns)
		.set({ state: "running", turn: run.turn + 1, wakeAt: null })
		.where(eq(chatbotRuns.id, runId))
		.returning();
	if (!taken) return null;
	return { run: { ...taken, wakeAt: run.wakeAt }, chatbot, situation: await situationOf(tx, conversation), heardId: conversation.lastInboundId };
}

/** The open run with its conversation locked. A customer's words that were not met yet are not waited for. */
async function held(tx: Transaction, runId: number): Promise<{ run: ChatbotRun; conversation: Conversation; chatbot: Chatbot } | null> {
	const [known] = await tx
		.select()
		.from(chatbotRuns)
		.where(and(eq(chatbotRuns.id, runId), isNull(chatbotRuns.endedAt)));
	if (!known) return null;
	const actor: Actor = { type: "chatbot", id: known.chatbotId };
	const conversation = await loadConversation(tx, known.conversationId, actor);
	// Again, now that nobody else can end it.
	const [run] = await tx
		.select()
		.from(chatbotRuns)
		.where(and(eq(chatbotRuns.id, runId), isNull(chatbotRuns.endedAt)));
	return run ? { run, conversation, chatbot: await loadChatbot(tx, run.chatbotId, actor) } : null;
}

/** Answers the customer whose record it changed. */
async function finish(tx: Transaction, { run: begun, heardId }: Begun, turn: Turn): Promise<number | null> {
	const found = await held(tx, begun.id);
	if (!found || found.run.turn !== begun.turn) return null;
	const { run, conversation, chatbot } = found;
	const hold = await holdOfRun(tx, run, conversation, chatbot);
	if (hold) await stop(tx, run, chatbot, hold);
	if (hold) return null;
	// The customer went on while it thought: an answer to half of it would pass for one to all of it. A script does not think.
	if (conversation.lastInboundId > heardId && chatbot.behaviour.type !== "script") {
		await thinkAgain(tx, run, conversation.lastInboundId);
		return null;
	}
	const done = await carryOut(tx, conversation, chatbot, turn.actions);
	await keep(tx, run, turn, done);
	if (done.handedOff) await recordEvent(tx, run.conversationId, { type: "chatbot", id: chatbot.id }, "bot_run", { ...named(chatbot), outcome: "handedOff" });
	else if (isAsked(run) && turn.cursor === null && !done.steps.concat(run.steps).some((step) => step.messageId))
		await recordEvent(tx, run.conversationId, { type: "chatbot", id: chatbot.id }, "bot_run", { ...named(chatbot), outcome: "silent" });
	return done.changedCustomer ? conversation.customerId : null;
}

async function keep(tx: Transaction, run: ChatbotRun, { cursor, minutes }: Turn, { steps, lastMessageId, handedOff }: Done): Promise<void> {
	const wakeAt = cursor && minutes !== undefined ? new Date(Date.now() + minutes * 60_000) : null;
	await tx
		.update(chatbotRuns)
		.set({
			state: cursor ? "waiting" : "done",
			cursor,
			wakeAt,
			handedOff,
			steps: [...run.steps, ...steps],
			...(lastMessageId && { sinceId: lastMessageId }),
			...(!cursor && { endedAt: sql`clock_timestamp()` }),
		})
		.where(eq(chatbotRuns.id, run.id));
	if (wakeAt) await enqueueRun(tx, run.id, run.conversationId, wakeAt);
}

async function thinkAgain(tx: Transaction, { id, conversationId }: ChatbotRun, sinceId: number): Promise<void> {
	await tx.update(chatbotRuns).set({ state: "queued", sinceId }).where(eq(chatbotRuns.id, id));
	await enqueueRun(tx, id, conversationId);
}

const named = ({ id, name }: Chatbot) => ({ chatbotId: id, name });

/** What kept a chatbot silent is told where somebody waits for it, and where a cap was reached. */
async function stop(tx: Transaction, run: ChatbotRun, chatbot: Chatbot, outcome: Hold): Promise<void> {
	await endRuns(tx, run.conversationId, outcome);
	if (isAsked(run) || outcome.endsWith("Cap"))
		await recordEvent(tx, run.conversationId, { type: "chatbot", id: chatbot.id }, "bot_run", { ...named(chatbot), outcome });
}

/** The customer waits for an answer that does not come: a person is wanted. Who has had it run sees for themselves. */
async function fail(tx: Transaction, { run, chatbot }: Begun, error: string): Promise<void> {
	const found = await held(tx, run.id);
	if (!found || found.run.turn !== run.turn) return;
	const actor: Actor = { type: "chatbot", id: chatbot.id };
	await endRuns(tx, run.conversationId, error.slice(0, 500), { state: "failed" });
	await recordEvent(tx, run.conversationId, actor, "bot_run", { ...named(chatbot), outcome: "failed" });
	if (run.trigger === "manual" || found.conversation.flagged) return;
	await tx.update(conversations).set({ flagged: true }).where(eq(conversations.id, run.conversationId));
	await recordEvent(tx, run.conversationId, actor, "flagged");
}
