import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db";
import { attachments, messages } from "@/db/schema";
import { readMail } from "@/lib/mail/read-mail";
import { receiveMail } from "@/lib/messages/receive-mail";
import { setupDatabase } from "../../support/database";
import { makeInbox } from "../../support/factories";
import { corpus, corpusFolders } from "./mails";

type File = { name?: string; filename?: string; content_type?: string; content_id?: string; disposition?: string; decoded_size?: number };
type Expected = Partial<{
	subject: string;
	text: string | null;
	text_contains: string;
	text_starts: string;
	text_ends_with: string;
	html_ends_with: string;
	attachments: number | File[];
	attachments_listed: number;
	filename: string;
	auto_reply: boolean;
	references: string[];
	first_in_reply_to: string;
	in_reply_to: string;
	date: string;
	from_name: string;
	placeholders_gone: string[];
}>;

const squeezed = (text: string) => text.replace(/\s+/g, " ").trim();

async function check(raw: Buffer, expected: Expected) {
	const mail = await readMail(raw);
	const listed = mail.attachments.filter((file) => !file.inline);
	expect(mail.unparsed).toBe(false);
	expect(JSON.stringify({ ...mail, attachments: [] })).not.toContain("\\u0000");
	if (expected.subject !== undefined) expect(mail.subject).toBe(expected.subject.trim());
	if (expected.text !== undefined) expect(squeezed(mail.text)).toBe(squeezed(expected.text ?? ""));
	for (const part of [expected.text_contains, expected.text_starts, expected.text_ends_with]) if (part) expect(squeezed(mail.text)).toContain(squeezed(part));
	for (const gone of expected.placeholders_gone ?? []) expect(mail.text).not.toContain(gone);
	if (expected.auto_reply !== undefined) expect(mail.automatic).toBe(expected.auto_reply);
	if (expected.references) expect(mail.references).toEqual(expected.references);
	const parent = expected.first_in_reply_to ?? expected.in_reply_to;
	if (parent) expect(mail.inReplyTo[0]).toBe(parent);
	if (expected.date) expect(mail.date).toEqual(new Date(expected.date));
	if (expected.from_name) expect(mail.from?.name).toBe(expected.from_name);
	if (expected.filename) expect(listed.map((file) => file.filename)).toContain(expected.filename);
	if (expected.attachments_listed !== undefined) expect(listed).toHaveLength(expected.attachments_listed);
	if (typeof expected.attachments === "number") expect(mail.attachments).toHaveLength(expected.attachments);
	if (Array.isArray(expected.attachments)) checkFiles(mail.attachments, expected.attachments);
}

function checkFiles(files: Awaited<ReturnType<typeof readMail>>["attachments"], expected: File[]) {
	expect(files).toHaveLength(expected.length);
	for (const [index, { name, filename, content_type, content_id, disposition, decoded_size }] of expected.entries()) {
		const file = files[index];
		expect(file?.content.length).toBeGreaterThan(0);
		if (name ?? filename) expect(file?.filename).toBe(name ?? filename);
		if (content_type) expect(file?.contentType).toBe(content_type);
		if (content_id) expect(file?.contentId).toBe(content_id);
		if (disposition) expect(file?.inline).toBe(disposition === "inline");
		if (decoded_size) expect(file?.content.length).toBe(decoded_size);
	}
}

describe.runIf(corpus)("more mails", () => {
	setupDatabase();
	beforeAll(() => makeInbox("email", "support@shop.example"));
	for (const { folder, expectations, files } of corpusFolders()) {
		for (const file of files) {
			it(`${folder}/${file}`, async () => {
				const raw = readFileSync(`${corpus}/${folder}/${file}`);
				await check(raw, expectations[file]?.expect ?? expectations[file] ?? {});
				await checkIntake(raw);
			});
		}
	}
});

/** Through the intake twice: one message with all that the mail holds, and nothing else. */
async function checkIntake(raw: Buffer) {
	const mail = await readMail(raw);
	const before = await db().$count(messages);
	await receiveMail({ kind: "mail", raw, envelopeTo: ["support@shop.example"] });
	await receiveMail({ kind: "mail", raw, envelopeTo: ["support@shop.example"] });
	const stored = await db().query.messages.findFirst({ orderBy: (message, { desc }) => desc(message.id) });
	// Two folders may hold the same mail.
	expect(await db().$count(messages)).toBeLessThanOrEqual(before + 1);
	if ((await db().$count(messages)) === before) return;
	expect(stored).toMatchObject({ body: mail.text, automatic: mail.automatic, ...(mail.sender && { senderAddress: mail.sender.address }) });
	expect(await db().$count(attachments, eq(attachments.messageId, stored?.id ?? 0))).toBe(mail.attachments.length);
}
