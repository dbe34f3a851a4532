import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { setFlag } from "@/lib/conversations/flag";
import { addNote } from "@/lib/notes/add";
import { wholeHistory } from "@/lib/timeline/history";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, textArrives } from "../../support/factories";

setupDatabase();
beforeAll(async () => {
	await makeInbox("sms", "+34911000417");
	await makeInbox("email", "support@shop.example");
});

test("what is internal is in it only when it is asked for, in its place", async () => {
	const actor = await makeUser();
	const { conversationId } = await textArrives("before");
	await addNote({ conversationId, clientKey: crypto.randomUUID(), text: "canary" }, actor);
	await setFlag(conversationId, true, actor);
	await textArrives("after");
	expect(JSON.stringify(await wholeHistory(conversationId, false))).not.toContain("canary");
	expect((await wholeHistory(conversationId, false)).map(({ kind }) => kind)).toEqual(["message", "message"]);
	expect((await wholeHistory(conversationId, true)).map(({ kind }) => kind)).toEqual(["message", "note", "event", "message"]);
});

test("a mail tells who sent it to whom, and what it quotes apart from what it says", async () => {
	const message = await mailArrives({ headers: ["Cc: Otto <otto@example.it>"], text: "New words\r\n\r\nOn Monday, Ana wrote:\r\n> old words" });
	const [mail] = await wholeHistory(message.conversationId, false);
	expect(mail).toMatchObject({
		sender: "Giulia Rinaldi",
		address: "giulia@example.it",
		text: expect.stringContaining("New words"),
		cc: [{ name: "Otto", address: "otto@example.it" }],
	});
	expect(mail?.kind === "message" && mail.quoted).toContain("old words");
});

test("all of a long one, in order, each once", async () => {
	const { conversationId, inboxId } = await textArrives("first", "+34600700000");
	await db().execute(sql`INSERT INTO messages (conversation_id, inbox_id, direction, author, channel, status, body)
		SELECT ${conversationId}, ${inboxId}, 'in', 'customer', 'sms', 'received', 'number ' || i FROM generate_series(1, 1700) i`);
	const items = await wholeHistory(conversationId, true);
	expect(items).toHaveLength(1701);
	expect(items.map(({ id }) => id)).toEqual([...new Set(items.map(({ id }) => id))].sort((a, b) => a - b));
});
