import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { db, together, transaction } from "@/db";
import { automations, type Chatbot, chatbots, settings } from "@/db/schema";
import { assignConversation } from "@/lib/assignments/assign";
import { receiveText } from "@/lib/messages/receive-text";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, newestMessage, textArrives } from "../../support/factories";
import { emptyQueue } from "../../support/jobs";

setupDatabase();

beforeAll(async () => {
	await makeInbox("sms", "+34911000417");
	await makeInbox("email", "support@shop.example");
});
beforeEach(async () => {
	await db().execute(sql`TRUNCATE conversations, customers, messages, automations, chatbots, settings CASCADE`);
	await emptyQueue();
});

const phone = "+34600111222";
const text = (body: string, providerId: string) =>
	receiveText({ kind: "text", channel: "sms", providerId, from: phone, to: "+34911000417", body, senderName: null, media: [] });
const count = async (table: string) => Number((await db().execute<{ n: string }>(sql`SELECT count(*) AS n FROM ${sql.raw(table)}`))[0]?.n);

/** All that waits, in the order in which it will be taken. */
async function waiting() {
	const found = await db().execute<{ name: string; type: string | null }>(sql`SELECT t.identifier AS name, j.payload->>'type' AS type
		FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.run_at, j.id`);
	return found.map(({ name, type }) => type ?? name);
}

test("a message that nobody waits for makes no job", async () => {
	await textArrives("Hello", phone);
	await mailArrives({ text: "Hello" });
	expect(await waiting()).toEqual([]);
});

test("whoever waits is told, each once, and the automations in the order in which it happened", async () => {
	const message = await textArrives("Hello", phone);
	const admin = await makeUser("admin");
	await assignConversation(message.conversationId, [admin.user.id], admin);
	await emptyQueue();
	const translation = { key: "translation", value: { provider: "deepl", channels: ["sms"] } };
	await db().insert(settings).values(translation);
	const behaviour = { type: "script", rules: [], otherwise: null } as unknown as Chatbot["behaviour"];
	await db()
		.insert(chatbots)
		.values({ name: "Greeter", channels: ["sms"], trigger: { type: "always" }, behaviour, enabled: true });
	for (const type of ["customer_created", "conversation_created", "message_received"] as const)
		await db().insert(automations).values({ name: type, trigger: { type }, actions: [], sealedSecret: "", enabled: true });
	await textArrives("And this", phone);
	expect(await waiting()).toEqual(["notify.answered", "message.translate", "message_received", "chatbot.consider"]);
	await emptyQueue();
	await mailArrives({ text: "Hello" });
	expect(await waiting()).toEqual(["customer_created", "conversation_created", "message_received", "chatbot.consider"]);
});

test("first messages at once make one customer and one conversation, the same one twice makes one message", async () => {
	await Promise.all([...Array.from({ length: 6 }, (_, i) => text(`Part ${i}`, `SM${i}`)), text("Part 0", "SM0"), text("Part 3", "SM3")]);
	expect([await count("customers"), await count("conversations"), await count("messages")]).toEqual([1, 1, 6]);
	const [row] = await db().execute<{ right: boolean }>(sql`SELECT c.message_count = 6 AND c.last_message_id = (SELECT max(id) FROM messages)
		AND c.last_inbound_id = c.last_message_id AND c.last_snippet = (SELECT body FROM messages ORDER BY id DESC LIMIT 1) AS right FROM conversations c`);
	expect(row?.right).toBe(true);
	expect((await newestMessage()).body).toMatch(/^Part \d$/);
});

test("when one of several statements fails, the error comes after all have ended, and nothing of them stays", async () => {
	let after = false;
	const slow = async (tx: Parameters<Parameters<typeof transaction>[0]>[0]) => {
		await tx.execute(sql`SELECT pg_sleep(0.05)`).catch(() => {});
		after = true;
	};
	const failing = transaction((tx) =>
		together(tx.insert(settings).values({ key: "one", value: 1 }), tx.execute(sql`SELECT 1 / 0`), slow(tx)).finally(() => expect(after).toBe(true)),
	);
	await expect(failing).rejects.toMatchObject({ cause: { message: "division by zero" } });
	expect(await count("settings")).toBe(0);
});
