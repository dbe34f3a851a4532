import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { transaction } from "@/db";
import { chatbotRuns, chatbots } from "@/db/schema";
import { requireAdminActor, type UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { seal } from "@/lib/secrets";
import type { ChatbotGiven } from "./schema";

/**
 * Adds a chatbot (without `id`, last in order), or changes one. What it is doing goes on by the new rules. Throws notFound, secretMissing, and
 * editedMeanwhile when somebody has changed it, or turned it on or off, since `seen`.
 */
export async function saveChatbot({ id, secret, seen, ...given }: ChatbotGiven, actor: UserActor): Promise<{ id: number; updatedAt: string }> {
	requireAdminActor(actor);
	const saved = await transaction(async (tx) => {
		const [known] = id === null ? [] : await tx.select().from(chatbots).where(eq(chatbots.id, id)).for("update");
		if (id !== null && !known) throw new DomainError("notFound");
		if (known && known.updatedAt.toISOString() !== seen) throw new DomainError("editedMeanwhile");
		// A kept secret goes only to whom it was given for.
		const kept = known && whereTo(known.behaviour) === whereTo(given.behaviour) ? known.sealedSecret : null;
		const sealedSecret = given.behaviour.type === "script" ? null : secret === null ? kept : seal(secret);
		if (given.behaviour.type === "external" && sealedSecret === null) throw new DomainError("secretMissing");
		const values = { ...given, sealedSecret, updatedAt: new Date() };
		const position = sql<number>`(SELECT coalesce(max(position), 0) + 1 FROM chatbots)`;
		const [row] = known
			? await tx.update(chatbots).set(values).where(eq(chatbots.id, known.id)).returning({ id: chatbots.id })
			: await tx
					.insert(chatbots)
					.values({ ...values, position: position as unknown as number })
					.returning({ id: chatbots.id });
		if (!row) throw new Error("a write answers its row");
		return { ...row, updatedAt: values.updatedAt.toISOString() };
	});
	await publish("chatbots.changed", {});
	return saved;
}

const whereTo = (behaviour: ChatbotGiven["behaviour"]) => (behaviour.type === "ai" ? behaviour.baseUrl : behaviour.type === "external" ? behaviour.url : null);

/** Lets a chatbot speak by itself, or not. Off, it says nothing more anywhere. Throws notFound. */
export async function turnChatbot(id: number, enabled: boolean, actor: UserActor): Promise<void> {
	requireAdminActor(actor);
	await transaction(async (tx) => {
		const changed = await tx.update(chatbots).set({ enabled, updatedAt: new Date() }).where(eq(chatbots.id, id)).returning({ id: chatbots.id });
		if (changed.length === 0) throw new DomainError("notFound");
	});
	await publish("chatbots.changed", {});
}

/** Takes a chatbot away with what is on record of its runs; what it said stays in the conversations. */
export async function removeChatbot(id: number, actor: UserActor): Promise<void> {
	requireAdminActor(actor);
	await transaction(async (tx) => {
		await tx.delete(chatbotRuns).where(eq(chatbotRuns.chatbotId, id));
		await tx.delete(chatbots).where(eq(chatbots.id, id));
	});
	await publish("chatbots.changed", {});
}

/** Puts a chatbot one place earlier or later among those that could answer. */
export async function moveChatbot(id: number, by: -1 | 1, actor: UserActor): Promise<void> {
	requireAdminActor(actor);
	await transaction(async (tx) => {
		const order = (await tx.select({ id: chatbots.id }).from(chatbots).orderBy(asc(chatbots.position), asc(chatbots.id)).for("update")).map((bot) => bot.id);
		const from = order.indexOf(id);
		const to = from + by;
		if (from < 0 || to < 0 || to >= order.length) return;
		order.splice(to, 0, ...order.splice(from, 1));
		for (const [position, botId] of order.entries()) await tx.update(chatbots).set({ position }).where(eq(chatbots.id, botId));
	});
	await publish("chatbots.changed", {});
}
