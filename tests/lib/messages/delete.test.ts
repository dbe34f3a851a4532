import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { and, count, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import {
	attachments,
	auditLog,
	conversationDeletions,
	conversations,
	deliveries,
	events,
	messageMails,
	messages,
	searchWords,
	storageChecks,
	webhooks,
} from "@/db/schema";
import { storedAttachment } from "@/lib/attachments/queries";
import { sweepStorage } from "@/lib/attachments/sweep";
import { listAudit } from "@/lib/audit/queries";
import { conversationDetails } from "@/lib/conversations/details";
import { parseListFilter } from "@/lib/conversations/filter";
import { listConversations, listCounts } from "@/lib/conversations/queries";
import { setSpam } from "@/lib/conversations/spam";
import { whatGoes } from "@/lib/conversations/what-goes";
import { deleteMessage } from "@/lib/messages/delete";
import { deleteConversation } from "@/lib/messages/delete-conversation";
import { deliverMessage } from "@/lib/messages/deliver";
import { purgeConversation, resumePurges } from "@/lib/messages/purge";
import { mailSource } from "@/lib/messages/queries";
import { receiveMail } from "@/lib/messages/receive-mail";
import { receiveText } from "@/lib/messages/receive-text";
import { sendReply } from "@/lib/messages/send";
import { submitReply } from "@/lib/messages/submit";
import { submitStart } from "@/lib/messages/submit-start";
import { addNote } from "@/lib/notes/add";
import { deleteNote } from "@/lib/notes/change";
import { parseSearch } from "@/lib/search/parse";
import { searchMessages } from "@/lib/search/queries";
import { refreshSearchWords } from "@/lib/search/refresh-words";
import { setWriting } from "@/lib/users/writing";
import { processWebhook } from "@/lib/webhooks/process";
import { storeWebhook } from "@/lib/webhooks/store";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById, newestMessage, rawMail, textArrives } from "../../support/factories";

setupDatabase();
beforeAll(async () => {
	await makeInbox("sms", "+34911000417");
	await makeInbox("email", "support@shop.example");
});

const everything = parseListFilter(new URLSearchParams());
let phone = 600_200_000;
const number = () => `+34${phone++}`;
const files = (directory = process.env.STORAGE_DIR ?? ""): string[] =>
	fs.existsSync(directory)
		? fs.readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []))
		: [];
const jobs = async (key: string) => (await db().execute(sql`SELECT 1 FROM graphile_worker.jobs WHERE key = ${key}`)).length;

/** As if the hour were over in which whoever stores bytes must have named them. */
async function sweep() {
	await db().update(storageChecks).set({ dueAt: sql`now()` });
	await sweepStorage();
}

/** A mail with one attached file. */
function withFile(id: string, from = "Giulia <giulia@example.it>", content = "invoice") {
	return Buffer.from(
		[
			`From: ${from}`,
			"To: support@shop.example",
			"Subject: Bill",
			`Message-ID: <${id}>`,
			"MIME-Version: 1.0",
			'Content-Type: multipart/mixed; boundary="b"',
			"",
			"--b",
			"Content-Type: text/plain",
			"",
			`See xylophone${id.replace(/\W/g, "")} attached`,
			"--b",
			"Content-Type: application/octet-stream",
			'Content-Disposition: attachment; filename="bill.bin"',
			"Content-Transfer-Encoding: base64",
			"",
			Buffer.from(content).toString("base64"),
			"--b--",
			"",
		].join("\r\n"),
	);
}

/** How many rows any table holds of a conversation, or of its messages. */
async function leftOf(conversationId: number) {
	const ofMessages = sql`(SELECT id FROM messages WHERE conversation_id = ${conversationId})`;
	const [left] = await db().execute<Record<string, number>>(sql`SELECT
		(SELECT count(*)::int FROM messages WHERE conversation_id = ${conversationId}) AS messages,
		(SELECT count(*)::int FROM notes WHERE conversation_id = ${conversationId}) AS notes,
		(SELECT count(*)::int FROM events WHERE conversation_id = ${conversationId}) AS events,
		(SELECT count(*)::int FROM conversation_assignees WHERE conversation_id = ${conversationId}) AS assignees,
		(SELECT count(*)::int FROM conversation_reads WHERE conversation_id = ${conversationId}) AS reads,
		(SELECT count(*)::int FROM message_mails WHERE message_id IN ${ofMessages}) AS mails,
		(SELECT count(*)::int FROM deliveries WHERE message_id IN ${ofMessages}) AS deliveries`);
	return left;
}
const nothing = { messages: 0, notes: 0, events: 0, assignees: 0, reads: 0, mails: 0, deliveries: 0 };

describe("deleting a conversation", () => {
	test("takes it from every screen at once, and then every row, word and file of it", async () => {
		const actor = await makeUser();
		const before = files().length;
		await receiveMail({ kind: "mail", raw: withFile("whole@example.it"), envelopeTo: [] });
		const message = await newestMessage();
		await addNote({ conversationId: message.conversationId, clientKey: crypto.randomUUID(), text: "wolpertinger" }, actor);
		await refreshSearchWords();
		expect(await db().select().from(searchWords).where(eq(searchWords.word, "wolpertinger"))).toHaveLength(1);
		expect(await whatGoes([message.conversationId])).toEqual({ messages: 1, notes: 1, files: 1 });
		const [file] = await db().select().from(attachments).where(eq(attachments.messageId, message.id));

		await deleteConversation(message.conversationId, actor);
		expect((await listConversations(actor.user.id, everything)).map((row) => row.id)).not.toContain(message.conversationId);
		expect(await conversationDetails(message.conversationId)).toBeNull();
		expect((await searchMessages(actor.user.id, parseSearch("wolpertinger"))).hits).toEqual([]);
		expect(await mailSource(message.id)).toBeNull();
		expect(await storedAttachment(file?.id ?? 0, actor.user.id)).toBeNull();

		await purgeConversation(message.conversationId);
		expect(await leftOf(message.conversationId)).toEqual(nothing);
		expect(
			await db()
				.select()
				.from(attachments)
				.where(eq(attachments.id, file?.id ?? 0)),
		).toEqual([]);
		expect(await db().select().from(searchWords).where(eq(searchWords.word, "wolpertinger"))).toEqual([]);
		expect(await db().select().from(conversationDeletions)).toEqual([]);
		await sweep();
		expect(files().length).toBe(before);
	});

	test("is written down: who, when, whose, how much; nothing of what was said", async () => {
		const actor = await makeUser("operator", "Auditable");
		const message = await textArrives("a secret", number());
		const [conversation] = await db().select().from(conversations).where(eq(conversations.id, message.conversationId));
		await deleteConversation(message.conversationId, actor);
		const [entry] = await listAudit();
		expect(entry).toMatchObject({
			action: "conversation.deleted",
			userName: "Auditable",
			customerId: conversation?.customerId,
			counts: { messages: 1, notes: 0, files: 0 },
		});
		expect(JSON.stringify(await db().select().from(auditLog))).not.toContain("secret");
	});

	test("does not come back with the same mail, the same text, or a webhook that is processed after it", async () => {
		const actor = await makeUser();
		const raw = rawMail({ id: "again@example.it", text: "unrepeatable" });
		await receiveMail({ kind: "mail", raw, envelopeTo: [] });
		const mail = await newestMessage();
		const text = {
			kind: "text",
			channel: "sms",
			providerId: "SMagain",
			from: number(),
			to: "+34911000417",
			body: "again",
			senderName: null,
			media: [],
		} as const;
		await receiveText({ ...text, media: [] });
		const sms = await newestMessage();
		for (const { conversationId } of [mail, sms]) await deleteConversation(conversationId, actor);
		const stored = async () => (await db().select({ n: count() }).from(messages))[0]?.n;
		// Before the job, while it still finds the rows, and after it.
		for (const { conversationId } of [mail, sms]) {
			await receiveMail({ kind: "mail", raw, envelopeTo: [] });
			await receiveText({ ...text, media: [] });
			await purgeConversation(conversationId);
		}
		const left = await stored();
		expect(await receiveMail({ kind: "mail", raw, envelopeTo: [] })).toBeNull();
		expect(await receiveText({ ...text, media: [] })).toBeNull();
		// A mail is one, whatever inbox it comes through.
		const other = await makeInbox("email", "other@shop.example");
		expect(await receiveMail({ kind: "mail", raw, envelopeTo: [other.address] })).toBeNull();
		const { isNew } = await storeWebhook("mime", "late", { url: "/", headers: { to: "support@shop.example" }, body: raw });
		expect(isNew).toBe(true);
		const [late] = await db().select().from(webhooks).where(eq(webhooks.externalId, "late"));
		await processWebhook(late?.id ?? 0, false).catch(() => {});
		expect(await stored()).toBe(left);
		await sweep();
		expect(files().some((file) => fs.readFileSync(file, "utf8").includes("unrepeatable"))).toBe(false);
	});

	test("empties the webhooks that brought it", async () => {
		const actor = await makeUser();
		const message = await textArrives("in a webhook", number());
		await db()
			.insert(webhooks)
			.values({
				provider: "twilio",
				externalId: "brought",
				url: "/",
				headers: { a: "b" },
				payload: Buffer.from("in a webhook"),
				messageId: message.id,
				state: "processed",
			});
		await deleteConversation(message.conversationId, actor);
		await purgeConversation(message.conversationId);
		const [webhook] = await db().select().from(webhooks).where(eq(webhooks.externalId, "brought"));
		expect(webhook).toMatchObject({ url: "", headers: {}, state: "processed", messageId: null });
		expect(webhook?.payload.length).toBe(0);
	});

	test("stops what waits to be sent", async () => {
		const actor = await makeUser();
		const message = await textArrives("answer me", number());
		const reply = {
			conversationId: message.conversationId,
			clientKey: crypto.randomUUID(),
			text: "never",
			html: null,
			cc: [],
			replyTo: "main",
			archive: false,
		} as const;
		const { messageId } = await sendReply({ ...reply, cc: [] }, actor);
		expect(await jobs(`message:${messageId}`)).toBe(1);
		await deleteConversation(message.conversationId, actor);
		expect(await jobs(`message:${messageId}`)).toBe(0);
		expect(await db().select().from(deliveries).where(eq(deliveries.messageId, messageId))).toEqual([]);
		await deliverMessage(messageId, false);
		expect((await messageById(messageId)).status).toBe("queued");
	});

	test("keeps what was sent from going out again, when a browser that never heard so tries once more", async () => {
		const actor = await makeUser();
		const message = await mailArrives({ from: "Twice <twice@example.it>" });
		const words = { text: "Once", html: null, cc: [], bcc: [], replyTo: "main" as const, archive: false };
		const press = { ...words, conversationId: message.conversationId, clientKey: crypto.randomUUID(), sendAt: null, seen: null, revisions: [] };
		const sent = () => db().select({ id: messages.id }).from(messages).where(eq(messages.body, "Once"));
		await setWriting({ signature: "", undoSeconds: 0 }, actor);
		expect(await submitReply(press, actor)).toMatchObject({ state: "sent" });
		await deleteMessage((await sent())[0]?.id ?? 0, actor);
		await expect(submitReply(press, actor)).rejects.toMatchObject({ code: "alreadySent" });
		const [conversation] = await db().select().from(conversations).where(eq(conversations.id, message.conversationId));
		const first = { ...words, customerId: conversation?.customerId ?? 0, channel: "email" as const, subject: "First", clientKey: crypto.randomUUID() };
		const begun = await submitStart({ ...first, sendAt: null, revisions: [], fromRecord: false }, actor);
		const { conversationId = 0 } = begun as { conversationId?: number };
		await deleteConversation(conversationId, actor);
		await purgeConversation(conversationId);
		await expect(submitStart({ ...first, sendAt: null, revisions: [], fromRecord: false }, actor)).rejects.toMatchObject({ code: "alreadySent" });
		expect(await sent()).toEqual([]);
	});

	test("keeps a note away as well, when a browser that never heard so adds it once more", async () => {
		const actor = await makeUser();
		const message = await mailArrives();
		const note = { conversationId: message.conversationId, clientKey: crypto.randomUUID(), text: "For a moment" };
		const { id } = await addNote(note, actor);
		expect(await addNote(note, actor)).toEqual({ id });
		await deleteNote(id, actor);
		await expect(addNote(note, actor)).rejects.toMatchObject({ code: "alreadySent" });
	});

	test("leaves the file that another message also carries", async () => {
		const actor = await makeUser();
		await receiveMail({ kind: "mail", raw: withFile("one@example.it", "One <one@example.it>", "shared"), envelopeTo: [] });
		const first = await newestMessage();
		await receiveMail({ kind: "mail", raw: withFile("two@example.it", "Two <two@example.it>", "shared"), envelopeTo: [] });
		const second = await newestMessage();
		await deleteConversation(first.conversationId, actor);
		await purgeConversation(first.conversationId);
		await sweep();
		const sha256 = createHash("sha256").update("shared").digest("hex");
		expect(files().filter((file) => file.endsWith(sha256))).toHaveLength(1);
		await deleteMessage(second.id, actor);
		await sweep();
		expect(files().filter((file) => file.endsWith(sha256))).toHaveLength(0);
	});

	test("is refused where there is nothing, to customers, and the second time", async () => {
		const actor = await makeUser();
		const { conversationId } = await textArrives("once", number());
		await expect(deleteConversation(999_999, actor)).rejects.toMatchObject({ code: "notFound" });
		await expect(deleteConversation(conversationId, { type: "customer", id: 1 } as never)).rejects.toMatchObject({ code: "notFound" });
		const outcomes = await Promise.allSettled([deleteConversation(conversationId, actor), deleteConversation(conversationId, actor)]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		await expect(setSpam([conversationId], true, actor)).resolves.toEqual({ changed: [], missing: 1 });
	});

	test("of one that the customer writes to at this moment loses nothing of what they write", async () => {
		const actor = await makeUser();
		const from = number();
		const { conversationId } = await textArrives("first", from);
		await Promise.all([deleteConversation(conversationId, actor), textArrives("meanwhile", from)]);
		await purgeConversation(conversationId);
		await textArrives("afterwards", from);
		const bodies = (await db().select().from(messages).where(eq(messages.senderAddress, from))).map(({ body }) => body);
		expect(bodies).toContain("afterwards");
		expect(bodies).not.toContain("first");
		const orphans = await db().execute(sql`SELECT 1 FROM messages m WHERE NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = m.conversation_id)
			AND NOT EXISTS (SELECT 1 FROM conversation_deletions d WHERE d.conversation_id = m.conversation_id) AND m.sender_address = ${from}`);
		expect(orphans).toHaveLength(0);
	});

	test("of 20,000 messages answers at once, goes on after it was killed, and leaves nothing", { timeout: 120_000 }, async () => {
		const actor = await makeUser();
		const { conversationId, inboxId } = await textArrives("the first of many", number());
		await db().execute(sql`INSERT INTO messages (conversation_id, inbox_id, direction, author, channel, status, provider_id, body)
			SELECT ${conversationId}, ${inboxId}, 'in', 'customer', 'sms', 'received', 'SMmany' || i, 'quokka number ' || i FROM generate_series(1, 20000) i`);
		await db().execute(sql`INSERT INTO attachments (message_id, filename, content_type, size, storage_key)
			SELECT id, 'f', 'text/plain', 1, 'files/00/none' || id FROM messages WHERE conversation_id = ${conversationId} AND id % 10 = 0`);
		await db().update(conversations).set({ messageCount: 20_001 }).where(eq(conversations.id, conversationId));
		const counts = await listCounts(actor.user.id);
		const began = performance.now();
		await deleteConversation(conversationId, actor);
		const took = performance.now() - began;
		expect(took).toBeLessThan(1500);
		expect((await listCounts(actor.user.id)).active).toBe(counts.active - 1);

		// What ends in the middle of it leaves some gone and some there.
		await db().execute(sql`CREATE FUNCTION stop_in_the_middle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			IF (SELECT count(*) FROM messages WHERE body LIKE 'quokka%') < 15000 THEN RAISE 'killed'; END IF; RETURN NULL; END $$`);
		await db().execute(sql`CREATE TRIGGER stop BEFORE DELETE ON messages FOR EACH STATEMENT EXECUTE FUNCTION stop_in_the_middle()`);
		await expect(purgeConversation(conversationId)).rejects.toThrow();
		expect((await leftOf(conversationId))?.messages).toBeGreaterThan(10_000);
		await db().execute(sql`DROP TRIGGER stop ON messages`);
		await db().execute(sql`DELETE FROM graphile_worker._private_jobs WHERE key = ${`purge:${conversationId}`}`);
		await db().update(conversationDeletions).set({ createdAt: sql`now() - interval '2 minutes'` });
		await resumePurges();
		expect(await jobs(`purge:${conversationId}`)).toBe(1);
		await purgeConversation(conversationId);
		expect(await leftOf(conversationId)).toEqual(nothing);
		const [files] = await db().select({ n: count() }).from(attachments).where(sql`${attachments.storageKey} LIKE 'files/00/none%'`);
		expect(files?.n).toBe(0);
		await sweep();
		expect(await db().select().from(storageChecks)).toEqual([]);
		console.log(`deleting 20,001 messages: answered in ${Math.round(took)} ms`);
	});
});

describe("deleting a message", () => {
	test("leaves the row of the conversation as if it had never been", async () => {
		const actor = await makeUser();
		const from = number();
		const first = await textArrives("one", from);
		const before = (await listConversations(actor.user.id, everything)).find((row) => row.id === first.conversationId);
		const second = await textArrives("two", from);
		await deleteMessage(second.id, actor);
		const after = (await listConversations(actor.user.id, everything)).find((row) => row.id === first.conversationId);
		expect(after).toMatchObject({ snippet: "one", lastMessageId: first.id, unread: 1, lastAuthor: before?.lastAuthor });
		const [conversation] = await db().select().from(conversations).where(eq(conversations.id, first.conversationId));
		expect(conversation).toMatchObject({ messageCount: 1, lastInboundId: first.id });
		const history = await db()
			.select()
			.from(events)
			.where(and(eq(events.conversationId, first.conversationId), eq(events.type, "message_deleted")));
		expect(history).toMatchObject([{ actorId: actor.user.id, data: { messageId: second.id } }]);
		await deleteMessage(first.id, actor);
		const [empty] = await db().select().from(conversations).where(eq(conversations.id, first.conversationId));
		expect(empty).toMatchObject({ messageCount: 0, lastMessageId: 0, lastInboundId: 0, lastSnippet: "" });
		expect((await textArrives("three", from)).conversationId).toBe(first.conversationId);
	});

	test("is refused twice, to customers, and where there is none; a mail does not come back", async () => {
		const actor = await makeUser();
		const mail = { id: "gone@example.it", from: "Gone <gone@example.it>" };
		const message = await mailArrives(mail);
		await expect(deleteMessage(message.id, { type: "customer", id: 1 } as never)).rejects.toMatchObject({ code: "notFound" });
		await deleteMessage(message.id, actor);
		await expect(deleteMessage(message.id, actor)).rejects.toMatchObject({ code: "notFound" });
		expect(await receiveMail({ kind: "mail", raw: rawMail(mail), envelopeTo: [] })).toBeNull();
		expect(await db().select().from(messageMails).where(eq(messageMails.rfcMessageId, mail.id))).toEqual([]);
	});
});
