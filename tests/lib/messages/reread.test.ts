import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db";
import { attachments, conversations, customers, messageMails, messages } from "@/db/schema";
import { readAgain } from "@/lib/messages/read-again";
import { rereadMessage } from "@/lib/messages/reread";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById } from "../../support/factories";
import { queued } from "../../support/jobs";

setupDatabase();
beforeAll(() => makeInbox("email", "support@shop.example"));
beforeEach(() => db().execute(sql`TRUNCATE conversations, customers, messages CASCADE`));

const actor = () => makeUser();

/** As it would stand here had no library been able to read it on the day it came. */
async function unread() {
	const message = await mailArrives({ to: "support@shop.example", subject: "Chairs", text: "Blue.\n\nOn 3 Nov 2025, Shop wrote:\n> Colour?" });
	await db().update(messages).set({ errorCode: "unparsed", body: "=?garbage", visibleLength: null }).where(eq(messages.id, message.id));
	await db().update(messageMails).set({ subject: "?" }).where(eq(messageMails.messageId, message.id));
	await db().update(conversations).set({ subject: "?", lastSnippet: "=?garbage" });
	await db().insert(attachments).values({ messageId: message.id, filename: "noise", contentType: "x/y", size: 0, skipped: "other", position: 0 });
	return message;
}

describe("a mail that could not be read", () => {
	test("is read again from its source, in its place", async () => {
		const { id, conversationId } = await unread();
		await rereadMessage(id, await actor());
		expect((await messageById(id)).errorCode).toBe("rereading");
		expect(await queued("message.reread")).toHaveLength(1);
		await readAgain(id);
		await readAgain(id);
		const message = await messageById(id);
		expect(message).toMatchObject({ errorCode: null, conversationId, senderAddress: "giulia@example.it" });
		expect(message.body.slice(0, message.visibleLength ?? undefined)).toBe("Blue.");
		expect(message.body).toContain("Colour?");
		expect((await db().select().from(conversations))[0]).toMatchObject({ subject: "Chairs", lastSnippet: "Blue.", messageCount: 1, lastMessageId: id });
		expect((await db().select().from(messageMails))[0]).toMatchObject({ subject: "Chairs" });
		expect(await db().select().from(attachments)).toEqual([]);
		expect(await db().select().from(customers)).toHaveLength(1);
		expect(await db().select().from(messages)).toHaveLength(1);
	});

	test("says so again when its source is no help", async () => {
		const { id } = await unread();
		await db().update(messageMails).set({ rawKey: null });
		await rereadMessage(id, await actor());
		await readAgain(id);
		expect(await messageById(id)).toMatchObject({ errorCode: "unparsed", body: "=?garbage" });
	});

	test("is asked for once at a time, by one who may see it, and only where there is need", async () => {
		const { id } = await unread();
		await rereadMessage(id, await actor());
		await expect(rereadMessage(id, await actor())).rejects.toMatchObject({ code: "alreadyProcessed" });
		await readAgain(id);
		await expect(rereadMessage(id, await actor())).rejects.toMatchObject({ code: "alreadyProcessed" });
		await expect(rereadMessage(id + 1, await actor())).rejects.toMatchObject({ code: "notFound" });
	});
});
