import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { attachments } from "@/db/schema";
import { sharedFiles } from "@/lib/conversations/shared-files";
import { addNote } from "@/lib/notes/add";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, textArrives } from "../../support/factories";

setupDatabase();
let first: { id: number; conversationId: number };
let other: { id: number; conversationId: number };
const file = (filename: string, of: Partial<typeof attachments.$inferInsert>) => ({ filename, contentType: "image/png", size: 1000, ...of });

beforeAll(async () => {
	await makeInbox("sms", "+34911000417");
	first = await textArrives("Uno", "+34600000001");
	other = await textArrives("Otro", "+34600000002");
	const second = await textArrives("Dos", "+34600000001");
	const { id: noteId } = await addNote({ conversationId: first.conversationId, clientKey: crypto.randomUUID(), text: "Nota" }, await makeUser());
	await db()
		.insert(attachments)
		.values([file("of a note", { noteId }), file("inside a mail", { messageId: first.id, inline: true }), file("elsewhere", { messageId: other.id })]);
	for (let n = 1; n <= 15; n++)
		await db()
			.insert(attachments)
			.values(file(`file ${n}`, { messageId: n % 2 ? first.id : second.id }));
});

const names = async (before?: number) => (await sharedFiles(first.conversationId, before)).files.map(({ filename }) => filename);

test("the files of a conversation's messages, newest first, page after page; none of a note, of another, or from inside a mail", async () => {
	const page = await sharedFiles(first.conversationId);
	expect(page.files.map(({ filename }) => filename)).toEqual(Array.from({ length: 12 }, (_, i) => `file ${15 - i}`));
	expect(page.older).toBe(true);
	expect(await sharedFiles(first.conversationId, page.files.at(-1)?.id)).toMatchObject({
		files: [{}, {}, { filename: "file 1", messageId: first.id }],
		older: false,
	});
	expect((await sharedFiles(other.conversationId)).files).toHaveLength(1);
});

test("an upload is among them once it belongs to a message, and no more once the message is gone", async () => {
	const [upload] = await db().insert(attachments).values(file("upload", {})).returning({ id: attachments.id });
	expect((await names())[0]).toBe("file 15");
	await db().execute(sql`UPDATE attachments SET message_id = ${first.id} WHERE id = ${upload?.id}`);
	expect((await names())[0]).toBe("upload");
	await db().execute(sql`DELETE FROM messages WHERE id = ${first.id}`);
	expect(await names()).toEqual(["file 14", "file 12", "file 10", "file 8", "file 6", "file 4", "file 2"]);
});
