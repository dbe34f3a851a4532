import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { attachments, chatbotRuns, conversations, messageMails, messages, outgoing, searchWords, storageChecks, translations, webhooks } from "@/db/schema";
import { assignConversation } from "@/lib/assignments/assign";
import { storeFiles } from "@/lib/attachments/store";
import { sweepStorage, sweepUploads } from "@/lib/attachments/sweep";
import { saveChatbot } from "@/lib/chatbots/save";
import { setStatus } from "@/lib/conversations/status";
import { saveDraft } from "@/lib/drafts/save";
import { replyAddress } from "@/lib/mail/reply-token";
import { deleteMessage } from "@/lib/messages/delete";
import { deleteConversation } from "@/lib/messages/delete-conversation";
import { dispatchReply } from "@/lib/messages/dispatch";
import { purgeConversation } from "@/lib/messages/purge";
import { readAgain } from "@/lib/messages/read-again";
import { receiveMail } from "@/lib/messages/receive-mail";
import { sendReply } from "@/lib/messages/send";
import { submitReply } from "@/lib/messages/submit";
import { addNote } from "@/lib/notes/add";
import { deleteNote, editNote } from "@/lib/notes/change";
import { refreshSearchWords } from "@/lib/search/refresh-words";
import { processWebhook } from "@/lib/webhooks/process";
import { storeWebhook } from "@/lib/webhooks/store";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, newestMessage } from "../../support/factories";
import { mailSaying } from "../../support/word-mail";

setupDatabase();
beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
});

/** Said in everything that belongs to the conversation, and nowhere else. */
const word = "zyzzyvaquagga";

/** A mail with a file, in its raw form, in text and in HTML. */
const mail = Buffer.from(mailSaying(word, word));

/** Where the word still stands: in which tables, the queue's among them, as text or as bytes; and in which files. */
async function found(): Promise<string[]> {
	const tables = await db().execute<{ name: string }>(sql`SELECT format('%I.%I', table_schema, table_name) AS name
		FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'graphile_worker') ORDER BY 1`);
	const hex = Buffer.from(word).toString("hex");
	const places: string[] = [];
	for (const { name } of tables) {
		const [{ rows } = { rows: 0 }] = await db().execute<{ rows: number }>(
			sql`SELECT count(*)::int AS rows FROM ${sql.raw(name)} t WHERE t::text ILIKE ${`%${word}%`} OR t::text LIKE ${`%${hex}%`}`,
		);
		if (rows > 0) places.push(name.replace("public.", ""));
	}
	const files = fs.readdirSync(process.env.STORAGE_DIR ?? "", { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return [...places, ...files.filter((file) => fs.readFileSync(path.join(file.parentPath, file.name)).includes(word)).map(() => "a file")];
}

/** What a server gave back, under these headers of its. */
const cameBack = (headers: string) =>
	Buffer.from(
		[
			"From: Mail Delivery System <mailer-daemon@example.it>",
			"To: support@shop.example",
			"Subject: Undelivered Mail Returned to Sender",
			`Message-ID: <${randomUUID()}@example.it>`,
			"Auto-Submitted: auto-replied",
			"MIME-Version: 1.0",
			'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
			"",
			"--b",
			"Content-Type: message/delivery-status",
			"",
			"Reporting-MTA: dns; example.it",
			"",
			"Final-Recipient: rfc822; giulia@example.it",
			"Action: failed",
			"Status: 5.1.1",
			"",
			"--b",
			"Content-Type: message/rfc822",
			"",
			headers,
			`Subject: ${word}`,
			"From: support@shop.example",
			"",
			word,
			"--b--",
			"",
		].join("\r\n"),
	);

async function upload(userId: number): Promise<number> {
	const stored = await storeFiles([{ filename: `${word}.txt`, contentType: "text/plain", content: Buffer.from(`${word} ${randomUUID()}`) }]);
	const [file] = await db()
		.insert(attachments)
		.values(stored.map((one) => ({ ...one, uploadedBy: userId, uploadKey: randomUUID() })))
		.returning({ id: attachments.id });
	return file?.id ?? 0;
}

test("of a deleted conversation no word is left: in no row of any table, in no job, in no file", async () => {
	const [actor, colleague] = [await makeUser("admin"), await makeUser()];
	const { isNew } = await storeWebhook("mime", "brought", { url: `/${word}`, headers: { to: "support@shop.example" }, body: mail });
	expect(isNew).toBe(true);
	await receiveMail({ kind: "mail", raw: mail, envelopeTo: [] });
	const { id: messageId, conversationId } = await newestMessage("in");
	await db().update(webhooks).set({ messageId }).where(eq(webhooks.externalId, "brought"));
	const written = { conversationId, text: word, html: `<p>${word}</p>`, cc: [], bcc: [], replyTo: "main" as const, archive: false };
	await sendReply({ ...written, clientKey: randomUUID() }, actor);
	const { messageId: sent } = await sendReply({ ...written, text: `${word} twice`, html: null, clientKey: randomUUID() }, actor);
	const sendAt = new Date(Date.now() + 3600_000).toISOString();
	await submitReply({ ...written, clientKey: randomUUID(), attachmentIds: [await upload(actor.user.id)], sendAt, seen: null, revisions: [] }, actor);
	for (const [mode, writer] of [
		["reply", colleague],
		["note", actor],
	] as const) {
		const content = { ...written, kind: "reply" as const, messageId: null, to: [word], attachmentIds: [await upload(writer.user.id)] };
		await saveDraft(
			{ conversationId, mode, revision: randomUUID(), base: null, content: { ...content, customerId: null, channel: null, subject: word, clientKey: null } },
			writer,
		);
	}
	await addNote(
		{ conversationId, clientKey: randomUUID(), text: `@Eva ${word}`, mentions: [colleague.user.id], attachmentIds: [await upload(actor.user.id)] },
		actor,
	);
	await assignConversation(conversationId, [colleague.user.id], actor);
	await setStatus(conversationId, "archived", actor);
	await db().insert(translations).values({ messageId, language: "es", source: "it", state: "done", provider: "deepl", text: word, html: null });
	const behaviour = { type: "script" as const, steps: [{ id: "a", type: "say" as const, text: "Hello" }] };
	const bot = { id: null, name: "Bot", emoji: "🤖", channels: ["email" as const], languages: [], trigger: { type: "first" as const }, secret: null };
	const { id: chatbotId } = await saveChatbot({ ...bot, behaviour, enabled: false }, actor);
	const steps = [{ at: sendAt, did: "say", text: word, messageId: sent }];
	await db().insert(chatbotRuns).values({ conversationId, chatbotId, trigger: "manual", sinceId: messageId, state: "done", steps, endedAt: new Date() });
	await refreshSearchWords();
	// Or the test would look at nothing.
	const before = await found();
	expect(before).toEqual(
		expect.arrayContaining([
			...["attachments", "chatbot_runs", "conversations", "drafts", "message_mails", "messages", "notes", "outgoing", "translations", "webhooks", "a file"],
		]),
	);

	await deleteMessage(sent, actor);
	await deleteConversation(conversationId, actor);
	await purgeConversation(conversationId);
	// What was uploaded for an answer that will never go, and bytes that nobody names any more, go with the next sweep.
	await db().update(attachments).set({ createdAt: sql`now() - interval '25 hours'` });
	await sweepUploads();
	await db().update(storageChecks).set({ dueAt: sql`now()` });
	await sweepStorage();
	expect(await found()).toEqual([]);
});

test("of a deleted answer nothing is left in what waited to be sent, nor in what is told of it afterwards: receipts and mails that came back", async () => {
	const actor = await makeUser();
	const answered = async (text: string) => {
		const { conversationId } = await mailArrives();
		const reply = { conversationId, clientKey: randomUUID(), text, html: null, cc: [], bcc: [], replyTo: "main" as const, archive: false };
		const submission = { ...reply, sendAt: new Date(Date.now() + 3600_000).toISOString(), seen: null, revisions: [] };
		const submitted = await submitReply(submission, actor);
		await db().update(outgoing).set({ sendAt: new Date() });
		await dispatchReply("id" in submitted ? submitted.id : 0);
		const { id } = await newestMessage("out");
		const [providerId, rfcMessageId] = [randomUUID(), `${randomUUID()}@shop.example`];
		await db().update(messages).set({ providerId, status: "sent" }).where(eq(messages.id, id));
		await db().update(messageMails).set({ rfcMessageId }).where(eq(messageMails.messageId, id));
		return { id, conversationId, providerId, rfcMessageId };
	};
	const alone = await answered(`One ${word}`);
	const other = await answered("Two");
	await db().update(conversations).set({ subject: word }).where(sql`${conversations.id} IN (${other.conversationId})`);
	expect(await found()).toEqual(expect.arrayContaining(["messages", "outgoing", "conversations"]));
	await deleteMessage(alone.id, actor);
	await deleteConversation(other.conversationId, actor);
	await purgeConversation(other.conversationId);
	expect(await found()).toEqual([]);

	const told = (await db().select({ id: conversations.id }).from(conversations)).length;
	for (const { conversationId, providerId, rfcMessageId } of [alone, other]) {
		const data = { email_id: providerId, created_at: new Date().toISOString(), from: "support@shop.example", to: ["giulia@example.it"], subject: word };
		const body = Buffer.from(JSON.stringify({ type: "email.delivered", created_at: data.created_at, data }));
		await storeWebhook("resend", randomUUID(), { url: "/", headers: {}, body });
		await storeWebhook("mime", randomUUID(), { url: "/", headers: { to: "support@shop.example" }, body: cameBack(`Message-ID: <${rfcMessageId}>`) });
		// Where the provider gave it another Message-ID, its headers still say whose it was.
		if (conversationId === other.conversationId) {
			const headers = `Message-ID: <${randomUUID()}@provider.example>\r\nReply-To: ${replyAddress(conversationId, "support@shop.example")}`;
			await storeWebhook("mime", randomUUID(), { url: "/", headers: { to: "support@shop.example" }, body: cameBack(headers) });
		}
	}
	expect(await found()).toContain("webhooks");
	// As long as a receipt may be ahead of its message, it is kept.
	await db().update(webhooks).set({ createdAt: sql`now() - interval '10 minutes'` });
	for (const { id } of await db().select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.state, "received"))) await processWebhook(id, false);
	expect((await db().select({ id: conversations.id }).from(conversations)).length).toBe(told);
	await db().update(storageChecks).set({ dueAt: sql`now()` });
	await sweepStorage();
	expect(await found()).toEqual([]);
});

test("of a note nothing is left that it said before it was written anew, nor once it is gone: not among what completes a search either", async () => {
	const actor = await makeUser();
	const { conversationId } = await mailArrives();
	const noted = async (text: string) => {
		const { id } = await addNote({ conversationId, clientKey: randomUUID(), text }, actor);
		await refreshSearchWords();
		expect(await found()).toEqual(expect.arrayContaining(["notes", "search_words"]));
		return id;
	};
	const first = await noted(`The password is ${word}`);
	await editNote({ noteId: first, text: "The password is hunter" }, actor);
	expect(await found()).toEqual([]);
	expect(await db().select().from(searchWords).where(eq(searchWords.word, "hunter"))).toHaveLength(1);
	await editNote({ noteId: first, text: `The password is ${word}` }, actor);
	await deleteNote(first, actor);
	expect(await found()).toEqual([]);
	// Written anew before it was counted at all: it is counted once, as it is.
	const { id: second } = await addNote({ conversationId, clientKey: randomUUID(), text: word }, actor);
	await editNote({ noteId: second, text: "twicewritten" }, actor);
	await refreshSearchWords();
	expect(await db().select().from(searchWords).where(eq(searchWords.word, "twicewritten"))).toMatchObject([{ messages: 1 }]);
	expect(await found()).toEqual([]);
});

test("of a deleted mail not even its subject is left, unless another mail of the conversation says it too", async () => {
	const actor = await makeUser();
	const id = `${randomUUID()}@example.it`;
	const first = await mailArrives({ id, subject: `The ${word}` });
	const answer = await mailArrives({ subject: `Re: The ${word}`, headers: [`In-Reply-To: <${id}>`] });
	const last = await mailArrives({ subject: "Something else", headers: [`In-Reply-To: <${id}>`] });
	expect([answer.conversationId, last.conversationId]).toEqual([first.conversationId, first.conversationId]);
	const subject = async () => (await db().select().from(conversations).where(eq(conversations.id, first.conversationId)))[0]?.subject;
	await deleteMessage(first.id, actor);
	expect(await subject()).toBe(`The ${word}`);
	await deleteMessage(answer.id, actor);
	expect(await subject()).toBe("Something else");
	await deleteMessage(last.id, actor);
	expect(await subject()).toBeNull();
	await db().update(storageChecks).set({ dueAt: sql`now()` });
	await sweepStorage();
	expect(await found()).toEqual([]);
});

test("of a mail that was read again nothing is left that it seemed to say", async () => {
	const { id } = await mailArrives({ text: "Blue chairs" });
	await db()
		.update(messages)
		.set({ errorCode: "rereading", body: `=?${word}` })
		.where(eq(messages.id, id));
	await refreshSearchWords();
	expect(await found()).toContain("search_words");
	await readAgain(id);
	expect(await found()).toEqual([]);
	expect(await db().select().from(searchWords).where(eq(searchWords.word, "blue"))).toHaveLength(1);
});
