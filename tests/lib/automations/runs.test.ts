import { expect, test } from "vitest";
import { db } from "@/db";
import { automationRuns, automations, chatbotRuns, chatbots } from "@/db/schema";
import { runsOf } from "@/lib/automations/queries";
import { runsOf as runsOfChatbot } from "@/lib/chatbots/queries";
import { setupDatabase } from "../../support/database";
import { makeInbox, textArrives } from "../../support/factories";

setupDatabase();

/** Page after page, until one is empty. */
async function paged(page: (before: number | null) => Promise<{ id: number }[]>): Promise<number[]> {
	const ids: number[] = [];
	for (;;) {
		const found = await page(ids.at(-1) ?? null);
		if (found.length === 0) return ids;
		ids.push(...found.map(({ id }) => id));
	}
}

test("each run of an automation stands on one page, the newest first, those of one moment too", async () => {
	const made = await db()
		.insert(automations)
		.values([0, 1].map((position) => ({ name: "A", position, trigger: { type: "archived" as const }, actions: [], sealedSecret: "" })))
		.returning({ id: automations.id });
	const [mine, other] = made.map(({ id }) => id);
	if (mine === undefined || other === undefined) throw new Error("two were made");
	const run = (automationId: number, i: number, startedAt: Date) => ({ automationId, cause: `message:${i}`, actions: [], startedAt });
	const late = new Date();
	const rows = [run(mine, 1, late), run(mine, 2, new Date(0)), run(mine, 3, late), run(other, 1, late), run(mine, 4, late), run(mine, 5, new Date(0))];
	const ids = (await db().insert(automationRuns).values(rows).returning({ id: automationRuns.id })).map(({ id }) => id);
	expect(await paged((before) => runsOf(mine, before, 2))).toEqual([4, 2, 0, 5, 1].map((i) => ids[i]));
});

test("each run of a chatbot stands on one page, the newest first", async () => {
	await makeInbox("sms", "+34911000417");
	const { conversationId } = await textArrives("Hola");
	const [bot] = await db()
		.insert(chatbots)
		.values({ name: "B", emoji: "🤖", channels: ["sms"], trigger: { type: "always" }, behaviour: { type: "script", steps: [] } })
		.returning({ id: chatbots.id });
	if (!bot) throw new Error("one was made");
	const run = { chatbotId: bot.id, conversationId, trigger: "manual" as const, sinceId: 0, endedAt: new Date() };
	const made = await db().insert(chatbotRuns).values([run, run, run]).returning({ id: chatbotRuns.id });
	expect(await paged((before) => runsOfChatbot(bot.id, before, 2))).toEqual(made.map(({ id }) => id).toReversed());
});
