import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { db, transaction } from "@/db";
import { inboxes, messages, translations } from "@/db/schema";
import { enqueueAll, translationLane } from "@/lib/jobs/enqueue";
import { sendReply } from "@/lib/messages/send";
import { saveTranslation } from "@/lib/translation/settings";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById } from "../../support/factories";
import { until } from "../../support/poll";
import { startTranslator } from "../../support/translators";

setupDatabase();
await setupBackstage();
const translator = await startTranslator();
afterAll(translator.stop);

const [many, texts] = [1000, 400];
const inLetters = (n: number) => [...String(n)].map((digit) => "klmnopqrst"[Number(digit)]).join("");
const text = (n: number) => `Buongiorno, vorrei sapere quando arriva il mio ordine, grazie mille ${inLetters(n % texts)}.`;
const counted = async (rows: Promise<{ count: string }[]>) => Number((await rows)[0]?.count);
const jobs = () => counted(db().execute<{ count: string }>(sql`SELECT count(*) FROM graphile_worker.jobs WHERE task_identifier = 'message.translate'`));

/** As many more like the one that came in, each with its own job. */
async function multiply(one: typeof messages.$inferSelect): Promise<void> {
	const { id: _id, providerId: _providerId, clientKey: _clientKey, ...row } = one;
	await transaction(async (tx) => {
		const rows = Array.from({ length: many }, (_, n) => ({ ...row, body: text(n), visibleLength: null, status: "received" as const }));
		const added = await tx.insert(messages).values(rows).returning({ id: messages.id });
		await enqueueAll(
			tx,
			added.map(({ id }) => ({ name: "message.translate", payload: { messageId: id }, options: translationLane(id) })),
		);
	});
}

test("a thousand messages to translate hold up no answer, and each text is paid for once", async () => {
	const operator = await makeUser("admin");
	const { id } = await makeInbox("email", "support@shop.example");
	await db().update(inboxes).set({ main: true }).where(eq(inboxes.id, id));
	const first = await mailArrives({ from: "Giulia <giulia@example.it>", text: text(0) });
	await until(async () => (await jobs()) === 0, { timeout: 20_000 });
	await saveTranslation({ provider: "libretranslate", url: translator.url, key: null, model: "", language: "es", channels: ["email"] }, operator);

	let letGo = () => {};
	translator.state.held = new Promise((resolve) => {
		letGo = resolve;
	});
	await multiply(first);
	await until(async () => (await db().select().from(translations)).length > 0, { timeout: 20_000 });
	for (let n = 0; n < 3; n++) {
		const reply = {
			conversationId: first.conversationId,
			clientKey: randomUUID(),
			text: `Mañana ${n}`,
			html: null,
			cc: [],
			replyTo: "main" as const,
			archive: false,
		};
		const { messageId } = await sendReply(reply, operator);
		await until(async () => ["sent", "delivered"].includes((await messageById(messageId)).status), { timeout: 15_000 });
	}
	expect(await jobs(), "nothing was translated meanwhile").toBe(many);

	letGo();
	await until(async () => (await jobs()) === 0, { timeout: 200_000, interval: 200 });
	const states = await db().select({ state: translations.state }).from(translations);
	expect(states.filter(({ state }) => state === "done")).toHaveLength(many);
	expect(translator.asked).toHaveLength(texts);
	expect(new Set(translator.asked).size).toBe(texts);
}, 300_000);
