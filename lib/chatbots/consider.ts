import "server-only";
import { and, asc, eq, lt, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Chatbot, type Conversation, chatbotRuns, chatbots, customers, events, type Message, messages } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { recordEvent } from "@/lib/conversations/record-event";
import { DomainError } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { ownWords } from "@/lib/mail/visible";
import { publish } from "@/lib/realtime/publish";
import { detectLanguage } from "@/lib/translation/detect";
import { type Hold, holdOf, isAnswered } from "./hold";
import { botSettings, isOpen } from "./hours";
import { beginRun, enqueueRun, hasMet, openRun } from "./run";
import { mentions } from "./script";

const actor: Actor = { type: "system", job: "chatbots" };

/**
 * Finds who answers a customer's message: the chatbot that waits for it, else the first whose trigger it is. With `chatbotId`: that one, if
 * still nobody has answered. The job behind every customer's message; may run twice.
 */
export async function considerMessage(messageId: number, chatbotId?: number): Promise<void> {
	const conversationId = await transaction(async (tx) => {
		const [message] = await tx.select().from(messages).where(eq(messages.id, messageId));
		if (!message || message.automatic || message.author !== "customer") return null;
		const conversation = await loadConversation(tx, message.conversationId, actor);
		const told = chatbotId === undefined && (await tell(tx, conversation.id, messageId));
		if (told || conversation.spam || (await isAnswered(tx, conversation.id, messageId))) return null;
		// Put away without an answer: nobody waits for one.
		if (chatbotId !== undefined && conversation.status === "archived") return null;
		await pick(tx, conversation, message, chatbotId);
		return conversation.id;
	}).catch((error) => {
		// Deleted meanwhile.
		if (error instanceof DomainError && error.code === "notFound") return null;
		throw error;
	});
	if (conversationId !== null) await publish("conversation.changed", { conversationId });
}

/** Gives a message to the chatbot that is busy here. False when there is none. */
async function tell(tx: Transaction, conversationId: number, messageId: number): Promise<boolean> {
	const run = await openRun(tx, conversationId);
	if (!run) return false;
	if (messageId <= run.sinceId) return true;
	const answers = run.state === "waiting" && run.wakeAt === null;
	await tx
		.update(chatbotRuns)
		.set({ sinceId: messageId, ...(answers && { state: "queued" as const }) })
		.where(eq(chatbotRuns.id, run.id));
	if (answers) await enqueueRun(tx, run.id, conversationId);
	return true;
}

async function pick(tx: Transaction, conversation: Conversation, message: Message, only?: number): Promise<void> {
	const all = await tx.select().from(chatbots).where(eq(chatbots.enabled, true)).orderBy(asc(chatbots.position), asc(chatbots.id));
	const [customer] = await tx.select({ language: customers.language }).from(customers).where(eq(customers.id, conversation.customerId));
	// Of who writes for the first time nobody has said which language they speak, but they speak it.
	const language = customer?.language ?? detectLanguage(ownWords(message));
	const fitting = all.filter((bot) => bot.channels.includes(conversation.channel) && speaks(bot, language));
	if (only === undefined) await wakeLater(tx, fitting, message);
	if (only === undefined && (await hasMet(tx, message.id))) return;
	for (const bot of fitting) {
		if (only === undefined ? !(await isMeant(tx, bot, conversation, message)) : bot.id !== only) continue;
		const hold = await holdOf(tx, conversation, bot.id);
		if (hold) await tellCap(tx, conversation.id, bot, hold);
		else if (await beginRun(tx, conversation, bot, { trigger: bot.trigger.type, messageId: message.id, sinceId: conversation.lastMessageId })) return;
	}
}

const speaks = ({ languages }: Chatbot, language: string | null) =>
	languages.length === 0 || language === null || languages.some((one) => one.split("-")[0] === language.split("-")[0]);

async function isMeant(tx: Transaction, { trigger }: Chatbot, { id }: Conversation, message: Message): Promise<boolean> {
	switch (trigger.type) {
		case "always":
			return true;
		case "first": {
			const earlier = and(eq(messages.conversationId, id), lt(messages.id, message.id), eq(messages.direction, "in"));
			return (await tx.select({ id: messages.id }).from(messages).where(earlier).limit(1)).length === 0;
		}
		case "keywords":
			return mentions(ownWords(message), trigger.words);
		case "closed":
			return !isOpen(await botSettings(tx), message.createdAt);
		case "unanswered":
			return false;
	}
}

/** Jobs of the database: they outlive restarts, and each asks again whether somebody has answered. */
async function wakeLater(tx: Transaction, bots: Chatbot[], { id, createdAt, conversationId }: Message): Promise<void> {
	for (const { id: chatbotId, trigger } of bots) {
		if (trigger.type !== "unanswered") continue;
		const runAt = new Date(createdAt.getTime() + trigger.minutes * 60_000);
		await enqueue(tx, "chatbot.consider", { messageId: id, chatbotId }, { queue: `chatbot:${conversationId}`, key: `chatbot-late:${chatbotId}:${id}`, runAt });
	}
}

/** That a cap was reached is said once an hour. */
async function tellCap(tx: Transaction, conversationId: number, { id: chatbotId, name }: Chatbot, outcome: Hold): Promise<void> {
	if (outcome !== "hourCap" && outcome !== "conversationCap") return;
	const recent = and(
		eq(events.conversationId, conversationId),
		sql`${events.data}->>'outcome' = ${outcome}`,
		sql`${events.createdAt} > now() - interval '1 hour'`,
	);
	const [told] = await tx.select({ id: events.id }).from(events).where(recent).limit(1);
	if (!told) await recordEvent(tx, conversationId, { type: "chatbot", id: chatbotId }, "bot_run", { chatbotId, name, outcome });
}
