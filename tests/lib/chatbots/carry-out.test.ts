import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db, transaction } from "@/db";
import { chatbots, conversationAssignees, users } from "@/db/schema";
import { carryOut } from "@/lib/chatbots/carry-out";
import { saveChatbot } from "@/lib/chatbots/save";
import { closeBarrier } from "@/lib/conversations/barrier";
import { loadConversation } from "@/lib/conversations/load";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser } from "../../support/factories";

setupDatabase();
beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
});

test("a chatbot that assigns somebody and then speaks never waits in a circle with that somebody, who marks all as read", async () => {
	const [admin, somebody] = [await makeUser("admin"), await makeUser()];
	const { conversationId } = await mailArrives();
	const behaviour = { type: "script" as const, steps: [{ id: "a", type: "say" as const, text: "Hello" }] };
	const bot = { id: null, name: "Bot", emoji: "🤖", channels: ["email" as const], languages: [], trigger: { type: "first" as const }, secret: null };
	const { id } = await saveChatbot({ ...bot, behaviour, enabled: false }, admin);
	const [chatbot] = await db().select().from(chatbots).where(eq(chatbots.id, id));
	let goOn = () => {};
	const begun = new Promise<void>((resolve) => {
		goOn = resolve;
	});
	// What marking all as read does, with time in between for the other to come as far as it can.
	const marking = transaction(async (tx) => {
		await closeBarrier(tx);
		goOn();
		await new Promise((resolve) => setTimeout(resolve, 500));
		await tx.execute(sql`SELECT FROM ${users} WHERE id = ${somebody.user.id} FOR UPDATE`);
	});
	await begun;
	const carrying = transaction(async (tx) => {
		const conversation = await loadConversation(tx, conversationId, admin);
		return carryOut(tx, conversation, chatbot!, [
			{ type: "assign", userId: somebody.user.id },
			{ type: "say", text: "Somebody will answer you" },
		]);
	});
	await Promise.all([marking, carrying]);
	expect(await db().select().from(conversationAssignees).where(eq(conversationAssignees.conversationId, conversationId))).toMatchObject([
		{ userId: somebody.user.id, lead: true },
	]);
});
